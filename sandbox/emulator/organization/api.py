"""The API of AWS Organizations, by what it is about, and who may call it. Operations are named as in botocore's snake case."""
from __future__ import annotations

from typing import Any

from ..call import Parts
from ..errors import AwsError
from .accounts_api import AccountsApi
from .model import Organization
from .policies_api import PoliciesApi
from .roots_api import RootsApi
from .tags_api import TagsApi
from .trust_api import TrustApi
from .units_api import UnitsApi

# What a member account may ask; a delegated administrator may read everything
MEMBER_OPERATIONS = {"describe_organization", "list_roots", "leave_organization"}


class OrganizationsApi(Parts):
    def __init__(self, organization: Organization, is_listed: Any = lambda made: True):
        self._org = organization
        super().__init__(RootsApi(organization), UnitsApi(organization), AccountsApi(organization, is_listed), PoliciesApi(organization),
                         TrustApi(organization), TagsApi(organization))

    def authorize(self, operation: str, account: str) -> None:
        if account == self._org.management_id or operation in MEMBER_OPERATIONS:
            return
        reads = operation.startswith(("list_", "describe_"))
        if account in self._org.delegated and reads:
            return
        if account not in self._org.accounts:
            raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")
