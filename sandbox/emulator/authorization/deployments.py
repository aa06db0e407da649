"""What CloudFormation needs to make, change or delete a resource: the permissions of whoever it works for."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from ..policy import as_list
from . import Need, foreign
from .context import context_of
from .handlers import HANDLERS, Handler

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource, Stacks
    from ..credentials import Identity


class Behalf(NamedTuple):
    """In whose name CloudFormation works on a stack: `shown` is the ARN in a refusal, `session` holds the policies that narrow it."""

    arn: str
    shown: str
    context: dict
    session: list | None = None


def of_role(arn: str) -> Behalf:
    """A role that CloudFormation assumes itself."""
    return Behalf(arn, f"arn:aws:sts::{arn.split(':')[4]}:assumed-role/{arn.rsplit('/', 1)[-1]}/AWSCloudFormation", {})


def of_caller(identity: Identity) -> Behalf:
    """With the caller's own session, which AWS tells policies; it does not where a role was given."""
    via = {"aws:calledvia": ["cloudformation.amazonaws.com"], "aws:viaawsservice": "true"}
    return Behalf(identity.principal_arn, identity.arn, via, identity.session_policies)


def needs_of(resource: Resource, verb: str, before: dict | None, stacks: Stacks) -> list:
    """`before` are the properties that a changed resource had. Nothing for custom resources: their function is asked, not AWS."""
    if resource.type.startswith(("Custom::", "AWS::CloudFormation::")):
        return []
    handler, request = HANDLERS.get(resource.type), _request_context(resource, verb)
    if handler is None:
        return foreign.needs_of(resource, verb, before, request)
    arns = _arns(resource, handler)
    # what is created has no tags yet; what is done to it then finds those that it was created with
    tags = {f"aws:resourcetag/{tag['Key']}".lower(): tag["Value"] for tag in resource.tags()}
    first = handler.create.split()[:1] if verb == "Create" else []
    held = _boundary(resource, verb, before)
    needs = [Need(action, arn, {**held(action), **({} if action in first else tags if verb == "Create" else context_of(arn, stacks)), **request})
             for action in _actions(resource, handler, verb, before) for arn in arns]
    if resource.type == "AWS::IAM::Role":
        needs += [need._replace(context={**need.context, **held(need.action)}) for need in _policies_of_role(resource, verb, before, arns[0])]
    return needs + ([] if verb == "Delete" else _passed(resource, handler, before))


def _actions(resource: Resource, handler: Handler, verb: str, before: dict | None) -> list:
    if verb == "Delete":
        return handler.delete.split()
    found = getattr(handler, verb.lower()).split()
    for name, action in handler.properties.items():
        value = resource.properties.get(name)
        if action == "iam:PutRolePermissionsBoundary" and value is None:
            action = "iam:DeleteRolePermissionsBoundary"
        changed = value not in (None, False, []) if verb == "Create" else value != (before or {}).get(name)
        # what a creation takes with it needs no call of its own: a key has its policy, a role its trust
        if changed and not (verb == "Create" and name in WITHIN_CREATION.get(resource.type, ())):
            found.append(action)
    if handler.tags and verb == "Create" and resource.tags():
        found.append(handler.tags)
    return list(dict.fromkeys(found))


def _boundary(resource: Resource, verb: str, before: dict | None) -> Callable[[str], dict]:
    """`iam:PermissionsBoundary` of each call: the one that is put, else the one that the role has before the update. A boundary may come last."""
    if resource.type != "AWS::IAM::Role":
        return lambda action: {}
    wanted = resource.properties.get("PermissionsBoundary")
    there = (before or {}).get("PermissionsBoundary") if verb == "Update" else wanted

    def context(action: str) -> dict:
        boundary = wanted if action == "iam:PutRolePermissionsBoundary" else there
        return {"iam:permissionsboundary": boundary} if boundary and action != "iam:UpdateAssumeRolePolicy" else {}

    return context


WITHIN_CREATION = {
    "AWS::KMS::Key": ("KeyPolicy", "Description"), "AWS::IAM::ManagedPolicy": ("PolicyDocument",), "AWS::IAM::Policy": ("PolicyDocument",), "AWS::Lambda::Function": ("Code",),
    "AWS::IAM::Role": ("AssumeRolePolicyDocument", "Description", "MaxSessionDuration", "PermissionsBoundary"),
}


def _arns(resource: Resource, handler: Handler) -> list:
    """"*" where one is not known: a new key has no id yet."""
    if handler.arn in ("{TopicArn}", "{Topics}"):
        return as_list(resource.properties.get(handler.arn.strip("{}"))) or ["*"]
    if resource.physical_id.startswith("arn:") and "{name}" in handler.arn and resource.backing == "real":
        return [resource.physical_id]
    known = {"region": resource.region, "account": resource.account, "path": resource.properties.get("Path", "/"), "bus": _bus(resource),
             "name": _name(resource, handler)}
    values = {name: known[name] if name in known else resource.properties.get(name) for name in re.findall(r"\{(\w+)\}", handler.arn)}
    if any(value is None for value in values.values()):
        return ["*"]
    return [handler.arn.format(**{name: _short(str(value)) for name, value in values.items()})]


WHOLE = ("AWS::Logs::LogGroup", "AWS::KMS::Alias")  # a slash belongs to the name


def _name(resource: Resource, handler: Handler) -> str | None:
    """None for what has an id of AWS, before it is there."""
    given = resource.properties.get(handler.named) if handler.named else None
    if given is None and not resource.physical_id:
        bucket = resource.type == "AWS::S3::Bucket"
        given = resource.name(handler.named, 63 if bucket else 64, lower=bucket) if handler.named else None
    name = given or resource.physical_id or None
    if name is None or resource.type in WHOLE:
        return name
    return name.lstrip("/") if resource.type == "AWS::SSM::Parameter" else name.rsplit("/", 1)[-1]


def _short(value: str) -> str:
    """A function or a log group may be named by its ARN."""
    return value.rsplit(":", 1)[-1] if value.startswith("arn:") else value


def _bus(resource: Resource) -> str:
    name = str(resource.properties.get("EventBusName", "default")).rsplit("/", 1)[-1]
    return "" if name == "default" else f"{name}/"


def _request_context(resource: Resource, verb: str) -> dict:
    tags = resource.tags() if verb == "Create" else []
    return {**{f"aws:requesttag/{tag['Key']}".lower(): tag["Value"] for tag in tags}, "aws:tagkeys": [tag["Key"] for tag in tags]}


def _policies_of_role(resource: Resource, verb: str, before: dict | None, arn: str) -> list:
    wanted = set(resource.properties.get("ManagedPolicyArns") or [])
    held = wanted if verb == "Delete" else set((before or {}).get("ManagedPolicyArns") or [])
    wanted = set() if verb == "Delete" else wanted
    return [Need(action, arn, {"iam:policyarn": policy}) for action, policies in (
        ("iam:AttachRolePolicy", wanted - held), ("iam:DetachRolePolicy", held - wanted)) for policy in sorted(policies)]


def _passed(resource: Resource, handler: Handler, before: dict | None) -> list:
    """Roles that the template hands to the service, once more only when they change."""
    if not handler.passes_to:
        return []
    held = set(_roles_in(before or {}))
    return [Need("iam:PassRole", role, {"iam:passedtoservice": f"{handler.passes_to}.amazonaws.com"})
            for role in dict.fromkeys(_roles_in(resource.properties)) if role not in held]


def _roles_in(value: Any, name: str = "") -> Iterator[Any]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _roles_in(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from _roles_in(item, name)
    elif isinstance(value, str) and name.lower().endswith(("role", "rolearn")) and re.match(r"arn:aws:iam::\d{12}:role/", value):
        yield value
