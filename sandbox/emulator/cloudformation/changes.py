"""What an update would change, without changing anything: change sets."""
from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any

from ..types import registry, schema
from .intrinsics import UNKNOWN, Evaluator
from .stack import Stack, now
from .template import references

if TYPE_CHECKING:
    from .stack import Resource
    from .template import Template


class ChangeSet:
    def __init__(self, name: str, stack: Stack, kind: str, template: Template, values: dict, tags: dict, options: dict):
        self.name, self.stack, self.kind, self.template, self.values, self.tags = name, stack, kind, template, values, tags
        self.options, self.created = options, now()
        self.id = f"arn:aws:cloudformation:{stack.region}:{stack.account}:changeSet/{name}/{uuid.uuid4()}"
        self.status, self.execution = "CREATE_COMPLETE", "AVAILABLE"
        self.reason: str | None = None
        self.changes: list[dict] = []
        self.reverts = False

    def fail(self, reason: str) -> None:
        self.status, self.reason, self.execution = "FAILED", reason, "UNAVAILABLE"


def compare(stack: Stack, template: Template, values: dict, tags: dict, exports: Any) -> list:
    """Changes in the shape of DescribeChangeSet."""
    evaluator = Evaluator(template, values, stack, stack.resources, exports, tolerant=True)
    wanted = [name for name in template.order if evaluator.is_wanted(template.resources[name])]
    changes, touched = [], set()
    for name in wanted:
        definition = template.resources[name]
        resource = stack.resources.get(name)
        if resource is None:
            touched.add(name)
            changes.append(_change("Add", name, "", definition["Type"]))
        else:
            properties = schema.coerce(definition["Type"], evaluator.value(definition.get("Properties") or {}))
            change = _modification(resource, definition, properties, tags, touched)
            if change:
                if change["ResourceChange"]["Replacement"] == "True":
                    touched.add(name)
                changes.append(change)
    for name in reversed(list(stack.resources)):
        if name not in wanted:
            resource = stack.resources[name]
            action = _change("Remove", name, resource.physical_id, resource.type)
            action["ResourceChange"]["PolicyAction"] = "Retain" if resource.deletion_policy == "Retain" else "Delete"
            changes.append(action)
    return changes


def _change(action: str, name: str, physical_id: str, type: str, **more: Any) -> dict:
    found = {"Action": action, "LogicalResourceId": name, "ResourceType": type, "Scope": [], "Details": [], **more}
    if physical_id:
        found["PhysicalResourceId"] = physical_id
    return {"Type": "Resource", "ResourceChange": found}


def _modification(resource: Resource, definition: dict, properties: dict, tags: Any, touched: Any) -> dict | None:
    if resource.type != definition["Type"]:
        return _change("Modify", resource.logical_id, resource.physical_id, definition["Type"], Replacement="True")
    names = [name for name in sorted({*resource.properties, *properties}) if resource.properties.get(name) != properties.get(name)]
    dynamic = [name for name in properties if references((definition.get("Properties") or {}).get(name)) & touched]
    if not names and not dynamic and tags == resource.stack_tags:
        return None
    handler = registry.handler(resource.type)
    fixed = {name.split(".")[0] for name in schema.create_only(resource.type)}
    details, replacement = [], "False"
    for name in dict.fromkeys([*names, *dynamic]):
        before, after = resource.properties.get(name), properties.get(name)
        certain = name in names and UNKNOWN not in str(after)
        recreation = "Never"
        if name in fixed:
            recreation = "Always" if certain else "Conditionally"
        if handler.replaces(resource.properties, {**resource.properties, name: after}) and certain:
            recreation = "Always"
        if recreation == "Always":
            replacement = "True"
        elif recreation == "Conditionally" and replacement == "False":
            replacement = "Conditional"
        details.append({
            "Target": {"Attribute": "Properties", "Name": name, "RequiresRecreation": recreation, "Path": f"/Properties/{name}",
                       **_values(before, after)},
            "Evaluation": "Static" if certain else "Dynamic", "ChangeSource": "DirectModification"})
    scope = ["Properties"] if details else ["Tags"]
    return _change("Modify", resource.logical_id, resource.physical_id, resource.type, Replacement=replacement, Scope=scope, Details=details)


def _values(before: Any, after: Any) -> dict:
    found = {}
    if before is not None:
        found["BeforeValue"] = before if isinstance(before, str) else json.dumps(before)
    if after is not None:
        found["AfterValue"] = after if isinstance(after, str) else json.dumps(after)
    kind = "Add" if before is None else "Remove" if after is None else "Modify"
    return {**found, "AttributeChangeType": kind}
