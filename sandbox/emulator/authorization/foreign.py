"""What CloudFormation needs for a type that has no line in handlers.py: what the handlers of its schema call.

The schemas of AWS's registry list every action that a handler may call, without saying when. Asked are the one that makes, changes or deletes
the thing; those of properties that the template sets and that the operation does not take itself; that for tags; the roles that the template
passes and the keys that it names. Reads are not asked.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import protocol
from . import Need

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

# What IAM and botocore call a service, where it is not the type's word in small letters
PREFIXES = {"stepfunctions": "states", "kinesisfirehose": "firehose", "elasticloadbalancingv2": "elasticloadbalancing", "opensearchservice": "es",
            "certificatemanager": "acm", "applicationautoscaling": "application-autoscaling", "msk": "kafka", "accessanalyzer": "access-analyzer"}
MODELS = {"states": "stepfunctions", "elasticloadbalancing": "elbv2", "access-analyzer": "accessanalyzer", "elasticfilesystem": "efs", "geo": "location",
          "elasticmapreduce": "emr", "es": "opensearch", "airflow": "mwaa", "profile": "customer-profiles", "aps": "amp", "mobiletargeting": "pinpoint"}
VERBS = {"Create": ("Create", "Put", "Register", "Run", "Associate", "Enable", "POST"), "Update": ("Update", "Modify", "Put", "Set", "PATCH"),
         "Delete": ("Delete", "Deregister", "Terminate", "Disassociate", "Disable", "DELETE")}
TAGS = re.compile(r"(Un)?Tag[A-Z]|(Add|Remove|Create|Delete|Change|Update)Tags")
PRINCIPALS = {"ecs": "ecs-tasks"}  # whose role it is, where that is not the service's prefix


class Handlers(NamedTuple):
    service: str
    create: list[str]
    update: list[str]
    delete: list[str]
    others: list[str]  # of other services: iam:PassRole, kms:CreateGrant, kms:DescribeKey


@cache
def _registry() -> dict[str, list[str]]:
    return json.loads(Path(__file__).with_name("schema_handlers.json").read_text())


def handlers_of(type: str) -> Handlers | None:
    row = _registry().get(type)
    return Handlers(row[0], *(words.split() for words in row[1:])) if row else None


def needs_of(resource: Resource, verb: str, before: dict | None, request: dict) -> list[Need]:
    handlers = handlers_of(resource.type)
    names = getattr(handlers, verb.lower()) if handlers else []
    if handlers is None or not names:
        return [Need(_operation(resource.type, verb), "*", request)] if verb != "Update" or handlers is None else []
    changed = {name: value for name, value in resource.properties.items() if verb != "Update" or value != (before or {}).get(name)}
    actions = _actions(resource, handlers.service, verb, names, changed)
    needs = [Need(f"{handlers.service}:{action}", "*", request) for action in dict.fromkeys(actions)]
    return needs if verb == "Delete" else needs + _handed_over(handlers, changed)


def _actions(resource: Resource, service: str, verb: str, names: list[str], changed: dict) -> list[str]:
    tags, writing = [name for name in names if TAGS.match(name)], [name for name in names if not TAGS.match(name)]
    main = _main(resource.type.split("::")[2], verb, writing)
    if verb == "Delete":
        return [main] if main else writing[:1]
    members = _members(service, main)
    found = [name for name in writing if name != main and any(_is_of(name, property, members) for property in changed)]
    if verb == "Create":
        found = [main or next(iter(writing), ""), *found]
    elif set(changed) - {"Tags"}:
        found = [main, *found] if main else found or [name for name in writing if name.startswith(VERBS[verb])][:1]
    if "Tags" in changed and (resource.tags() or verb == "Update"):
        found += [name for name in tags if not name.startswith(("Un", "Remove", "Delete"))][:1]
    return [name for name in found if name]


def _main(kind: str, verb: str, names: list[str]) -> str | None:
    """The action that is called as the type; to create and to delete, else one that names it or begins so."""
    known = {name.lower(): name for name in names}
    for word in VERBS[verb]:
        for end in ("", "s"):
            if f"{word}{kind}{end}".lower() in known:
                return known[f"{word}{kind}{end}".lower()]
    if verb == "Update":
        return None
    named = [name for name in names if kind.lower() in name.lower()]
    begun = [name for name in names if name.startswith(VERBS[verb])]
    methods = [name for name in begun if name.isupper()]  # of API Gateway, whose actions are those of HTTP
    return next(iter([*methods, *(name for name in named if name in begun), *named, *begun]), None)


def _is_of(action: str, property: str, members: set[str] | None) -> bool:
    """PutLifecyclePolicy sets LifecyclePolicy, unless the main operation takes that itself."""
    thing = re.sub(r"^(Put|Set|Create|Update|Modify|Add|Associate|Attach|Start|Enable)", "", action)
    if members is None or thing == action or property.lower() in members or len(property) < 6:
        return False
    return thing.endswith(property) or property.startswith(thing)


@cache
def _members(service: str, operation: str | None) -> set[str] | None:
    """The parameters of an operation, in small letters. None where its model is not known, and of EC2, whose model is the longest of all."""
    if service == "ec2":
        return None
    if operation is None:
        return set()
    try:
        shape = protocol.service_model(MODELS.get(service, service)).operation_model(operation).input_shape
    except Exception:  # botocore has many errors for what it does not know
        return None
    return {name.lower() for name in shape.members} if shape else set()


def _handed_over(handlers: Handlers, changed: dict) -> list[Need]:
    needs: list[Need] = []
    for text in dict.fromkeys(_texts(changed)):
        if "iam:PassRole" in handlers.others and re.match(r"arn:aws:iam::\d{12}:role/", text):
            service = PRINCIPALS.get(handlers.service, handlers.service)
            needs.append(Need("iam:PassRole", text, {"iam:passedtoservice": f"{service}.amazonaws.com"}))
        if re.match(r"arn:aws:kms:[^:]+:\d{12}:key/", text):
            needs += [Need(action, text, {}) for action in handlers.others if action.startswith("kms:")]
    return needs


def _texts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value


@cache
def _operation(type: str, verb: str) -> str:
    """Of a type whose schema has no handlers: the operation of its API that creates, changes or deletes such a thing."""
    _, service, kind = (*type.split("::"), "", "")[:3]
    prefix = PREFIXES.get(service.lower(), service.lower())
    names = [f"{word}{kind}" for word in VERBS[verb]]
    if prefix != "ec2":  # its model is the longest of all, and its words are regular
        try:
            known = set(protocol.service_model(MODELS.get(prefix, prefix)).operation_names)
        except Exception:
            known = set()
        names = [name for name in (*names, *(f"{name}s" for name in names)) if name in known] or names
    return f"{prefix}:{names[0]}"
