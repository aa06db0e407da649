"""CreateServiceLinkedRole: moto makes up the name of the role, and does not say in AWS's words that it is there."""
from __future__ import annotations

import json

from .backends import backend
from .errors import AwsError
from .sts import find_role

NAMES = {
    "config.amazonaws.com": "AWSServiceRoleForConfig", "cloudtrail.amazonaws.com": "AWSServiceRoleForCloudTrail",
    "guardduty.amazonaws.com": "AWSServiceRoleForAmazonGuardDuty", "ssm.amazonaws.com": "AWSServiceRoleForAmazonSSM",
    "config-multiaccountsetup.amazonaws.com": "AWSServiceRoleForConfigMultiAccountSetup",
}


class IamApi:
    """Everything else of IAM is moto's."""

    def create_service_linked_role(self, call) -> dict:
        principal = call.params["AWSServiceName"]
        if principal not in NAMES:
            raise AwsError("InvalidInput", f"Service principal {principal} is not known to the emulator.", 400)
        name = NAMES[principal]
        if find_role(call.account, name) is not None:
            raise AwsError("InvalidInput", f"Service role name {name} has been taken in this account, please try a different suffix.", 400)
        trust = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": principal}, "Action": "sts:AssumeRole"}]}
        path = f"/aws-service-role/{principal}/"
        role = backend("iam", call.account, "aws").create_role(
            name, json.dumps(trust), path, None, call.params.get("Description", ""), [], "3600", linked_service=principal)
        return {"Role": {"Path": path, "RoleName": name, "RoleId": role.id, "Arn": role.arn, "CreateDate": role.create_date,
                         "AssumeRolePolicyDocument": role.assume_role_policy_document}}
