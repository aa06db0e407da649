"""AssumeRole, which moto grants to anybody for any role name, and GetCallerIdentity."""
from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from . import policy
from .backends import backend
from .errors import AwsError, validation_error

if TYPE_CHECKING:
    from .call import Call
    from .credentials import Identity
    from .world import World

ROLE_ARN = re.compile(r"^arn:aws:iam::(\d{12}):role/(?:.*/)?([\w+=,.@-]+)$")


class Sts:
    def __init__(self, world: World):
        self._world = world

    def get_caller_identity(self, call: Call) -> dict:
        identity = call.identity
        return {"UserId": identity.user_id, "Account": identity.account, "Arn": identity.arn}

    def assume_role(self, call: Call) -> dict:
        arn, session = call.params.get("RoleArn", ""), call.params.get("RoleSessionName", "")
        match = ROLE_ARN.match(arn)
        if not match:
            raise validation_error(f"{arn} is invalid")
        if not re.match(r"^[\w+=,.@-]{2,64}$", session):
            raise validation_error(f"1 validation error detected: Value '{session}' at 'roleSessionName' failed to satisfy "
                                   "constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*")
        role = self._role(*match.groups())
        if role is None or not self._lets_in(role, call):
            raise AwsError("AccessDenied", f"User: {call.identity.arn} is not authorized to perform: sts:AssumeRole on "
                                           f"resource: {arn}", 403)
        seconds = call.params.get("DurationSeconds", 3600)
        access_key, identity = self._world.credentials.issue(match.group(1), role, session, seconds, _session_policies(call, match.group(1)))
        return {
            "Credentials": _shown(access_key, identity),
            "AssumedRoleUser": {"AssumedRoleId": identity.user_id, "Arn": identity.arn}, "PackedPolicySize": 6,
        }

    def assume_root(self, call: Call) -> dict:
        account, task = self._world.root_access.task_of(call)
        return {"Credentials": _shown(*self._world.credentials.issue_root(account, task, int(call.params.get("DurationSeconds", 900))))}

    def get_session_token(self, call: Call) -> dict:
        if call.identity.token:
            raise AwsError("AccessDenied", "Cannot call GetSessionToken with session credentials", 403)
        seconds = call.params.get("DurationSeconds", 43200)
        return {"Credentials": _shown(*self._world.credentials.issue_session(call.identity, seconds))}

    def _role(self, account: str, name: str) -> Any:
        """None as well while a fault says that IAM has not spread the role yet."""
        member = self._world.organization.accounts.get(account)
        if member is not None and member.state in ("SUSPENDED", "CLOSED"):
            return None  # nobody gets into a closed account
        role = find_role(account, name)
        return role if role is not None and self._world.faults.is_propagated(role) else None

    def _lets_in(self, role: Any, call: Call) -> bool:
        organization, identity = self._world.organization, call.identity
        context = {
            "aws:principalarn": identity.principal_arn, "aws:principalaccount": identity.account,
            "sts:externalid": call.params.get("ExternalId"), "sts:rolesessionname": call.params.get("RoleSessionName"),
        }
        if identity.account in organization.accounts:
            context["aws:principalorgid"] = organization.id
        return policy.trusts(json.loads(role.assume_role_policy_document), identity.principal_arn, identity.account, context)


def _session_policies(call: Call, account: str) -> list | None:
    """What the caller narrows the session to; None when it says nothing."""
    arns = [one["arn"] if "arn" in one else one.get("Arn") for one in call.params.get("PolicyArns") or []]
    if not call.params.get("Policy") and not arns:
        return None
    from .types.iam import managed_policy

    managed = [managed_policy(backend("iam", account, "aws"), arn) for arn in arns]
    texts = [version.document for one in managed for version in one.versions if version.is_default]
    return [json.loads(text) for text in [*([call.params["Policy"]] if call.params.get("Policy") else []), *texts]]


def _shown(access_key: str, identity: Identity) -> dict:
    return {"AccessKeyId": access_key, "SecretAccessKey": identity.secret, "SessionToken": identity.token, "Expiration": identity.expires}


def find_role(account: str, name: str) -> Any:
    for role in list(backend("iam", account, "aws").roles.values()):
        if role.name == name:
            return role
    return None
