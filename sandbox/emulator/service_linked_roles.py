"""CreateServiceLinkedRole: moto makes up the name of the role, and does not say in AWS's words that it is there."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .backends import backend
from .call import NOT_MINE
from .errors import AwsError
from .sts import find_role

if TYPE_CHECKING:
    from .call import Call

NAMES = {
    "config.amazonaws.com": "AWSServiceRoleForConfig", "cloudtrail.amazonaws.com": "AWSServiceRoleForCloudTrail",
    "access-analyzer.amazonaws.com": "AWSServiceRoleForAccessAnalyzer",
    "guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDuty", "ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM",
    "config-multiaccountsetup.amazonaws.com": "AWSServiceRoleForConfigMultiAccountSetup",
}


class IamApi:
    """Everything else of IAM is moto's, which has AWS's own policies only after they were listed once."""

    def _with_policy(self, call: Call) -> Any:
        from .types.iam import managed_policy

        arn = call.params.get("PolicyArn") or call.params.get("PermissionsBoundary") or ""
        if arn.startswith("arn:aws:iam::aws:policy/"):
            managed_policy(backend("iam", call.account, "aws"), arn)
        return NOT_MINE

    attach_role_policy = attach_user_policy = attach_group_policy = get_policy = get_policy_version = list_policy_versions = _with_policy
    list_entities_for_policy = create_role = put_role_permissions_boundary = put_user_permissions_boundary = _with_policy

    def create_service_linked_role(self, call: Call) -> dict:
        principal = call.params["AWSServiceName"]
        role = make(call.account, principal, call.params.get("Description", ""))
        return {"Role": {"Path": path_of(principal), "RoleName": role.name, "RoleId": role.id, "Arn": role.arn, "CreateDate": role.create_date,
                         "AssumeRolePolicyDocument": role.assume_role_policy_document}}


def make(account: str, principal: str, description: str) -> Any:
    """moto's role, made for a service; refused where it is there already."""
    if principal not in NAMES:
        raise AwsError("InvalidInput", f"Service principal {principal} is not known to the emulator.", 400)
    name = NAMES[principal]
    if find_role(account, name) is not None:
        raise AwsError("InvalidInput", f"Service role name {name} has been taken in this account, please try a different suffix.", 400)
    trust = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": principal}, "Action": "sts:AssumeRole"}]}
    return backend("iam", account, "aws").create_role(
        name, json.dumps(trust), path_of(principal), None, description, [], "3600", linked_service=principal)


def path_of(principal: str) -> str:
    return f"/aws-service-role/{principal}/"
