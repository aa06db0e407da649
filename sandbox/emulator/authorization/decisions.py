"""Whether AWS would let a principal do something: service control policies, then its own policies, boundary and session policies."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import access, policy
from ..backends import backend
from ..errors import AwsError
from ..organization import policies as organization_policies
from . import resource_policies

if TYPE_CHECKING:
    from ..organization.model import Organization

# Services that say it with another code
CODES = {"s3": "AccessDenied", "iam": "AccessDenied", "sts": "AccessDenied", "cloudformation": "AccessDenied", "sns": "AuthorizationError"}


def own_policies(principal_arn: str, session: Any = None) -> list | None:
    """[(kind, documents)] of a role or user: every kind must allow. None for who may do everything: an account's own key."""
    parts = principal_arn.split(":", 5)
    if len(parts) < 6 or parts[5] in ("root", "user/sandbox"):
        return None
    account, (kind, _, name) = parts[4], parts[5].partition("/")
    iam, name = backend("iam", account, "aws"), name.rsplit("/", 1)[-1]
    holder = next((one for one in list((iam.roles if kind == "role" else iam.users).values()) if one.name == name), None)
    if holder is None or "/aws-service-role/" in principal_arn:
        return None
    own = access.policies_of(holder)
    for group in list(iam.groups.values()) if kind == "user" else ():
        if holder in group.users:
            own += access.policies_of(group)
    found = [("identity", own)]
    boundary = _boundary(iam, holder)
    if boundary is not None:
        found.append(("boundary", boundary))
    if session is not None:
        found.append(("session", session))
    return found


def _boundary(iam: Any, holder: Any) -> list | None:
    from ..types.iam import managed_policy

    arn = getattr(holder, "permissions_boundary_arn", None) or getattr(holder, "permissions_boundary", None)
    arn = arn.get("PermissionsBoundaryArn") if isinstance(arn, dict) else arn
    return access.documents_of([managed_policy(iam, arn)]) if arn else None


WORDS = {"identity": "identity-based policy", "boundary": "permissions boundary", "session": "session policy"}
FREE = ("sts:GetCallerIdentity", "sts:GetSessionToken")  # STS asks no policy


class Actor(NamedTuple):
    """Who asks: `shown` is the ARN in a refusal, `arn` that of the role or user, `own` its policies, None when they do not bind it."""

    account: str
    shown: str
    arn: str
    own: list | None


def _refusal_of_own(actor: Actor, need: Any, context: dict) -> str | None:
    """AWS's words, or None. A policy of the resource may grant, in its own account, what no policy of the principal does."""
    for kind, documents in actor.own or ():
        decision = policy.decide(documents, need.action, need.resource, context)
        if decision == "deny":
            return f"with an explicit deny in {'an' if kind == 'identity' else 'a'} {WORDS[kind]}"
        if decision == "none" and not resource_policies.grants(_grantees(actor, kind), actor.account, need, context):
            return f"because no {WORDS[kind]} allows the {need.action} action"
    return None


def _grantees(actor: Actor, kind: str) -> set:
    """A boundary and a session policy limit what a role is granted, not what a user or a session is granted by its own ARN."""
    return {actor.shown, actor.arn, "*"} if kind == "identity" else {actor.shown}


def refuse(organization: Organization, actor: Actor, need: Any, region: str) -> None:
    if need.action in FREE:
        return
    context = _context(organization, actor.account, actor.arn, region, need)
    reason = organization_policies.refusal(organization, actor.account, actor.arn, need.action, need.resource, context)
    if reason is None:
        reason = _refusal_of_own(actor, need, context)
    if reason:
        on = f" on resource: {need.resource}" if need.resource != "*" else ""
        code = CODES.get(need.action.split(":")[0], "AccessDeniedException")
        raise AwsError(code, f"User: {actor.shown} is not authorized to perform: {need.action}{on} {reason}", 403)


def _context(organization: Organization, account: str, arn: str, region: str, need: Any) -> dict:
    found = {"aws:requestedregion": region, "aws:principalarn": arn, "aws:principalaccount": account, "aws:securetransport": "true",
             "aws:principalisawsservice": "false", "aws:viaawsservice": "false",
             "aws:resourceaccount": need.resource.split(":")[4] if need.resource.count(":") > 4 and need.resource.split(":")[4] else account}
    found["s3:resourceaccount"] = found["aws:resourceaccount"]
    if account in organization.accounts:
        found["aws:principalorgid"] = organization.id
    if found["aws:resourceaccount"] in organization.accounts:
        found["aws:resourceorgid"] = organization.id
    return {**found, **need.context}
