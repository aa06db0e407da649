"""Drift detection: what the template said against what the service's own state says now."""
from __future__ import annotations

import json
from typing import Any

from .stack import Resource, Stack, now


def detect(stack: Stack, only: Any = None) -> list:
    """Check every resource; returns them in the shape of DescribeStackResourceDrifts."""
    drifts = [_resource_drift(resource) for resource in list(stack.resources.values()) if not only or resource.logical_id in only]
    if not only:
        drifted = any(drift["StackResourceDriftStatus"] in ("MODIFIED", "DELETED") for drift in drifts)
        stack.drift, stack.drift_checked = "DRIFTED" if drifted else "IN_SYNC", now()
    return drifts


def drifted(stack: Stack) -> list:
    """(resource, its live properties or None) of what differs from the template."""
    found = []
    for drift in detect(stack, list(stack.resources) or None):
        resource = stack.resources[drift["LogicalResourceId"]]
        if drift["StackResourceDriftStatus"] == "DELETED":
            found.append((resource, None))
        elif drift["StackResourceDriftStatus"] == "MODIFIED":
            found.append((resource, json.loads(drift["ActualProperties"])))
    return found


def _resource_drift(resource: Resource) -> dict:
    live = resource.handler.read(resource)
    found = {
        "StackId": resource.stack.id, "LogicalResourceId": resource.logical_id, "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type, "Timestamp": now(), "PropertyDifferences": []}
    if live is NotImplemented:
        resource.drift = "NOT_CHECKED"
    elif live is None:
        resource.drift = "DELETED"
    else:
        expected = dict(resource.properties)
        found["PropertyDifferences"] = _differences(expected, live)
        found["ExpectedProperties"] = json.dumps(expected)
        found["ActualProperties"] = json.dumps({**expected, **{key: value for key, value in live.items() if value is not None}})
        resource.drift = "MODIFIED" if found["PropertyDifferences"] else "IN_SYNC"
    found["StackResourceDriftStatus"] = resource.drift
    resource.drift_details = found
    return found


def _differences(expected: dict, live: dict) -> list:
    """Only properties that the template sets count, as on AWS: a default that appears is no drift."""
    differences = []
    for name, actual in live.items():
        if name not in expected or _same(expected[name], actual):
            continue
        differences.append({
            "PropertyPath": f"/{name}", "ExpectedValue": _text(expected[name]), "ActualValue": _text(actual),
            "DifferenceType": "REMOVE" if actual is None else "NOT_EQUAL"})
    return differences


def _same(expected: Any, actual: Any) -> bool:
    return _normal(expected) == _normal(actual)


def _normal(value: Any) -> Any:
    """Order of statement lists and one-element lists do not matter in policy documents."""
    if isinstance(value, dict):
        return {key: _normal(item) for key, item in value.items()}
    if isinstance(value, list):
        items = [_normal(item) for item in value]
        return items[0] if len(items) == 1 else sorted(items, key=lambda item: json.dumps(item, sort_keys=True, default=str))
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, (int, float)) else value


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
