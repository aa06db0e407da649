"""IAM Identity Center: moto keeps users, groups, permission sets and assignments; to assign one provisions it there, as AWS does."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .backends import backend

if TYPE_CHECKING:
    from .call import Call


class IdentityCenterApi:
    def list_accounts_for_provisioned_permission_set(self, call: Call) -> dict[str, Any]:
        assignments = backend("sso-admin", call.identity.account, call.region).account_assignments
        accounts = {one.target_id for one in assignments if one.permission_set_arn == call.params["PermissionSetArn"]}
        return {"AccountIds": sorted(accounts)}
