"""How CloudFormation and AWS Organizations work together: trusted access, and the units of automatic deployment."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..call import Call
from ..errors import AwsError
from .paging import page
from .store import StackSets

if TYPE_CHECKING:
    from ..organization.model import Organization


class OrganizationAccessApi:
    def __init__(self, organization: Organization, sets: StackSets):
        self._organization, self._sets = organization, sets

    def activate_organizations_access(self, call: Call) -> dict:
        self._only_management(call)
        self._organization.stack_sets_access = True
        self._organization.services.setdefault("member.org.stacksets.cloudformation.amazonaws.com", self._organization.when)
        return {}

    def deactivate_organizations_access(self, call: Call) -> dict:
        self._only_management(call)
        self._organization.stack_sets_access = False
        return {}

    def describe_organizations_access(self, call: Call) -> dict:
        return {"Status": "ENABLED" if self._organization.stack_sets_access else "DISABLED"}

    def _only_management(self, call: Call) -> None:
        if call.account != self._organization.management_id:
            raise AwsError("InvalidOperationException", "This operation is only permitted from the organization's management account.")

    def list_stack_set_auto_deployment_targets(self, call: Call) -> dict:
        stack_set = self._sets.get(call)
        return page(call, [
            {"OrganizationalUnitId": unit, "Regions": sorted({item.region for item in stack_set.instances.values()})}
            for unit in stack_set.units])
