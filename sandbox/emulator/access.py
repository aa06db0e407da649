"""May a principal touch a resource? Resource policies, and the identity policies of roles that a service works with."""
from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from . import policy
from .errors import AwsError
from .sts import ROLE_ARN, find_role

if TYPE_CHECKING:
    from .credentials import Identity
    from .organization.model import Organization


class Refused(Exception):
    """AWS would deny; the text says which policy was missing."""


class Principal:
    """Who asks: an AWS service on behalf of a resource, or a role or user. `identity_policies` None: not evaluated."""

    def __init__(self, kind: str, label: str, account: str, names: set, context: dict, identity_policies: Any = None):
        self.kind, self.label, self.account, self.names = kind, label, account, names
        self.context, self.identity_policies = context, identity_policies


def service(name: str, source_account: str, source_arn: str, organization: Organization) -> Principal:
    context = {"aws:sourceaccount": source_account, "aws:sourcearn": source_arn, "aws:principalisawsservice": "true",
               "aws:principalservicename": name, "aws:securetransport": "true"}
    if source_account in organization.accounts:
        context["aws:sourceorgid"] = organization.id
    return Principal("Service", name, source_account, {"*", name}, context)


def caller(identity: Identity, organization: Organization) -> Principal:
    """The principal of an API call. Only a function's role is held to its own policies: see README, limits."""
    names = {"*", identity.account, f"arn:aws:iam::{identity.account}:root", identity.principal_arn, identity.arn}
    context = _principal_context(identity.account, identity.principal_arn, organization)
    role = find_role(identity.account, identity.principal_arn.rsplit("/", 1)[-1]) if identity.runs_function else None
    policies = policies_of(role) if role is not None else [] if identity.runs_function else None
    return Principal("AWS", identity.arn, identity.account, names, context, policies)


def role_of(arn: str, service_name: str, source_account: str, source_arn: str, organization: Organization) -> Principal:
    """A role that a service assumes for a rule or a schedule: its trust is checked here, its policies when it acts."""
    match = ROLE_ARN.match(arn)
    role = find_role(*match.groups()) if match else None
    if role is None:
        raise Refused(f"the role {arn} does not exist")
    trust_context = {"aws:sourceaccount": source_account, "aws:sourcearn": source_arn}
    if not policy.trusts_service(document(role.assume_role_policy_document), service_name, trust_context):
        raise Refused(f"the role {role.name} does not trust {service_name}")
    return as_role(role, organization)


def as_role(role: Any, organization: Organization) -> Principal:
    """The principal that acts with a role's own policies."""
    account = role.arn.split(":")[4]
    names = {"*", account, f"arn:aws:iam::{account}:root", role.arn}
    return Principal("AWS", role.arn, account, names, _principal_context(account, role.arn, organization), policies_of(role))


def _principal_context(account: str, principal_arn: str, organization: Organization) -> dict:
    context: dict[str, Any] = {"aws:principalarn": principal_arn, "aws:principalaccount": account, "aws:sourceowner": account,
               "aws:securetransport": "true", "aws:principalisawsservice": "false"}
    member = organization.accounts.get(account)
    if member is not None:
        context |= {"aws:principalorgid": organization.id, "aws:principalorgpaths": [organization.path_text(member)]}
    return context


@lru_cache(maxsize=4096)
def document(text: str) -> dict:
    return json.loads(text)


def policies_of(holder: Any) -> list:
    """Of a role, a user or a group: its inline policies, and the default versions of its managed ones."""
    return [document(text) for text in list(holder.policies.values())] + documents_of(list(holder.managed_policies.values()))


def documents_of(managed: list) -> list:
    return [document(version.document) for one in managed for version in one.versions if version.is_default]


def require(principal: Principal, action: str, resource: str, owner: str, resource_policy: Any, what: str, **more: Any) -> None:
    """Raise Refused unless AWS would allow it. `owner` owns the resource, `what` is its policy's name, for the sentence."""
    context = {**principal.context, "aws:resourceaccount": owner, "s3:resourceaccount": owner, **more}
    granted = policy.decide_for(resource_policy or {}, principal.kind, principal.names, action, resource, context)
    if granted == "deny":
        raise Refused(f"{what} denies {action} to {principal.label}")
    needs_grant = principal.kind == "Service" or principal.account != owner
    if needs_grant and granted != "allow":
        raise Refused(f"{what} does not allow {action} to {principal.label} of {principal.account}")
    if principal.identity_policies is None:
        return
    own = policy.decide(principal.identity_policies, action, resource, context)
    if own == "deny" or (own == "none" and (needs_grant or granted != "allow")):
        raise Refused(f"the policies of {principal.label} do not allow {action} on {resource}")


def denied(code: str, reason: Refused) -> AwsError:
    return AwsError(code, f"User is not authorized: {reason}.", 403)
