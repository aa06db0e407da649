"""Centralized root access: the features of the organization, the credentials of members' root users, and what a root session may do."""
from __future__ import annotations

import secrets
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from .call import NOT_MINE, Call
from .errors import AwsError, validation_error

if TYPE_CHECKING:
    from .credentials import Identity
    from .organization.model import Organization

SERVICE = "iam.amazonaws.com"
CREDENTIALS, SESSIONS = "RootCredentialsManagement", "RootSessions"
TASK_POLICIES = "arn:aws:iam::aws:policy/root-task/"
_LOOKS = ("iam:GetLoginProfile", "iam:ListAccessKeys", "iam:ListMFADevices", "iam:ListSigningCertificates", "iam:GetUser", "iam:GetAccountSummary",
          "iam:GetAccessKeyLastUsed")
# What each task policy lets a session do, and which feature the session needs
TASKS = {
    "IAMAuditRootUserCredentials": (CREDENTIALS, _LOOKS),
    "IAMCreateRootUserPassword": (CREDENTIALS, ("iam:CreateLoginProfile", "iam:GetLoginProfile")),
    "IAMDeleteRootUserCredentials": (CREDENTIALS, (*_LOOKS, "iam:DeleteLoginProfile", "iam:DeleteAccessKey", "iam:DeactivateMFADevice",
                                                   "iam:DeleteSigningCertificate")),
    "S3UnlockBucketPolicy": (SESSIONS, ("s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:ListAllMyBuckets")),
    "SQSUnlockQueuePolicy": (SESSIONS, ("sqs:SetQueueAttributes", "sqs:GetQueueAttributes", "sqs:ListQueues", "sqs:GetQueueUrl")),
}


class RootUser:
    """An account that AWS Organizations created has a root user without credentials; one that was invited keeps what it has."""

    def __init__(self, account: str, has_credentials: bool):
        self.password, self.since = has_credentials, datetime.now(timezone.utc)
        self.keys = ["AKIA" + secrets.token_hex(8).upper()] if has_credentials else []
        self.devices = [f"arn:aws:iam::{account}:mfa/root-account-mfa-device"] if has_credentials else []
        self.certificates: list[str] = []


class RootAccess:
    def __init__(self, organization: Organization):
        self.organization, self.features = organization, set[str]()
        self._users = dict[str, RootUser]()

    def user(self, account: str) -> RootUser:
        node = self.organization.accounts.get(account)
        return self._users.setdefault(account, RootUser(account, node is None or node.joined == "INVITED"))

    def administers(self, account: str) -> bool:
        return account == self.organization.management_id or SERVICE in self.organization.delegated.get(account, {})

    def task_of(self, call: Call) -> tuple[str, str]:
        """(account, task) of a root session that the caller may have."""
        target, policy = call.params["TargetPrincipal"], (call.params.get("TaskPolicyArn") or {}).get("arn", "")
        account = target.split(":")[4] if target.startswith("arn:aws:iam::") else target
        arn, task = f"arn:aws:iam::{account}:root", policy.removeprefix(TASK_POLICIES)
        if task not in TASKS or policy != TASK_POLICIES + task:
            raise validation_error(f"{policy} is no policy of a privileged task")
        if not 0 <= int(call.params.get("DurationSeconds", 900)) <= 900:
            raise validation_error("The requested DurationSeconds exceeds the maximum of 900 seconds")
        is_root = call.identity.principal_arn.endswith(":root")
        node = self.organization.accounts.get(account)
        is_member = node is not None and account != self.organization.management_id and node.state == "ACTIVE"
        if is_root or not is_member or target not in (account, arn) or not self.administers(call.account) or TASKS[task][0] not in self.features:
            raise AwsError("AccessDenied", f"User: {call.identity.arn} is not authorized to perform: sts:AssumeRoot on resource: {arn}", 403)
        return account, task


def require_task(identity: Identity, actions: list[str]) -> None:
    """A root session does what its task is, and nothing else."""
    for action in actions:
        if identity.task is not None and action != "sts:GetCallerIdentity" and action not in TASKS[identity.task][1]:
            raise AwsError("AccessDenied", f"User: {identity.arn} is not authorized to perform: {action} because no session policy allows the {action} action", 403)


class RootAccessApi:
    """The part of IAM that is about it. What names a user, or comes from another caller than a root session, is moto's."""

    def __init__(self, model: RootAccess):
        self._model = model

    def list_organizations_features(self, call: Call) -> dict:
        self._require_administrator(call)
        return self._describe()

    def enable_organizations_root_credentials_management(self, call: Call) -> dict:
        return self._enable(call, CREDENTIALS)

    def enable_organizations_root_sessions(self, call: Call) -> dict:
        return self._enable(call, SESSIONS)

    def disable_organizations_root_credentials_management(self, call: Call) -> dict:
        return self._disable(call, CREDENTIALS)

    def disable_organizations_root_sessions(self, call: Call) -> dict:
        return self._disable(call, SESSIONS)

    def _enable(self, call: Call, feature: str) -> dict:
        self._require_administrator(call)
        if call.account != self._model.organization.management_id:
            raise AwsError("CallerIsNotManagementAccountException", "The request was rejected because the caller is not the management account.", 400)
        self._model.features.add(feature)
        return self._describe()

    def _disable(self, call: Call, feature: str) -> dict:
        self._require_administrator(call)
        self._model.features.discard(feature)
        return self._describe()

    def _require_administrator(self, call: Call) -> None:
        if not self._model.administers(call.account):
            raise AwsError("AccountNotManagementOrDelegatedAdministratorException",
                           "The request was rejected because the account is neither the management account nor a delegated administrator.", 400)
        if SERVICE not in self._model.organization.services:
            raise AwsError("ServiceAccessNotEnabledException", "The request was rejected because trusted access is not enabled for IAM.", 400)

    def _describe(self) -> dict:
        return {"OrganizationId": self._model.organization.id, "EnabledFeatures": sorted(self._model.features)}

    def get_login_profile(self, call: Call) -> object:
        user = self._user(call)
        if user is None:
            return NOT_MINE
        self._require(user.password, "Login Profile for User root cannot be found.")
        return {"LoginProfile": {"UserName": "root", "CreateDate": user.since, "PasswordResetRequired": False}}

    def delete_login_profile(self, call: Call) -> object:
        user = self._user(call)
        if user is None:
            return NOT_MINE
        self._require(user.password, "Login Profile for User root cannot be found.")
        user.password = False
        return {}

    def create_login_profile(self, call: Call) -> object:
        """For a root user it allows the recovery of the password: there is none yet."""
        user = self._user(call)
        if user is None:
            return NOT_MINE
        user.password = True
        return {"LoginProfile": {"UserName": "root", "CreateDate": user.since, "PasswordResetRequired": False}}

    def list_access_keys(self, call: Call) -> object:
        user = self._user(call)
        return NOT_MINE if user is None else {"IsTruncated": False, "AccessKeyMetadata": [
            {"UserName": "root", "AccessKeyId": key, "Status": "Active", "CreateDate": user.since} for key in user.keys]}

    def delete_access_key(self, call: Call) -> object:
        user = self._user(call)
        return NOT_MINE if user is None else self._remove(user.keys, call.params["AccessKeyId"], "Access Key")

    def list_mfa_devices(self, call: Call) -> object:
        user = self._user(call)
        return NOT_MINE if user is None else {"IsTruncated": False, "MFADevices": [
            {"UserName": "root", "SerialNumber": device, "EnableDate": user.since} for device in user.devices]}

    def deactivate_mfa_device(self, call: Call) -> object:
        user = self._user(call)
        return NOT_MINE if user is None else self._remove(user.devices, call.params["SerialNumber"], "MFA Device")

    def list_signing_certificates(self, call: Call) -> object:
        user = self._user(call)
        return NOT_MINE if user is None else {"IsTruncated": False, "Certificates": [
            {"UserName": "root", "CertificateId": id, "CertificateBody": "-", "Status": "Active", "UploadDate": user.since} for id in user.certificates]}

    def delete_signing_certificate(self, call: Call) -> object:
        user = self._user(call)
        return NOT_MINE if user is None else self._remove(user.certificates, call.params["CertificateId"], "Certificate")

    def _user(self, call: Call) -> RootUser | None:
        return self._model.user(call.account) if call.identity.task is not None and not call.params.get("UserName") else None

    def _remove(self, held: list[str], id: str, what: str) -> dict:
        self._require(id in held, f"The {what} with id {id} cannot be found.")
        held.remove(id)
        return {}

    def _require(self, is_there: bool, message: str) -> None:
        if not is_there:
            raise AwsError("NoSuchEntity", message, 404)
