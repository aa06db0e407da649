"""Lengths and ranges that AWS's own models give the parameters of a changing call: read from botocore, told in AWS's words."""
from __future__ import annotations

import re
from functools import cache
from typing import Any

from .. import protocol
from ..errors import AwsError

# Services that answer with the generic sentence; others have words of their own (SNS, S3, EC2)
CODES = {
    "iam": "ValidationError", "cloudformation": "ValidationError", "sts": "ValidationError", "cloudwatch": "ValidationError",
    "events": "ValidationException", "kms": "ValidationException", "ssm": "ValidationException", "config": "ValidationException",
    "lambda": "ValidationException", "scheduler": "ValidationException", "firehose": "ValidationException", "athena": "ValidationException",
    "stepfunctions": "ValidationException", "logs": "InvalidParameterException", "organizations": "InvalidInputException",
}
READS = re.compile(r"^(Get|List|Describe|Head|BatchGet|Lookup|Test|Select|Search|Simulate|Validate)")
LENGTHS = ("string", "list", "map", "blob")


def is_checked(service: str, operation: str) -> bool:
    return service in CODES and not READS.match(operation)


def check(service: str, operation: str, params: dict) -> None:
    """`params` as authorization.parameters reads them: the names of the first level begin with a capital letter."""
    found: list = []
    _walk(_constrained(service, operation), params, "", found)
    if found:
        many = f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected: "
        raise AwsError(CODES[service], many + "; ".join(found))


@cache
def _constrained(service: str, operation: str) -> Any:
    try:
        shape = protocol.service_model(service).operation_model(operation).input_shape
    except Exception:
        return None
    return _tree(shape, ()) if shape is not None else None


class _Node:
    def __init__(self, kind: str, limits: tuple, members: dict, item: Any):
        self.kind, self.limits, self.members, self.item = kind, limits, members, item


def _tree(shape: Any, above: tuple) -> Any:
    """Only what has limits in it; None where there are none. Shapes that contain themselves are followed once."""
    if shape.name in above:
        return None
    above = (*above, shape.name)
    kind, members, item = shape.type_name, {}, None
    if kind == "structure":
        trees = {name: _tree(member, above) for name, member in shape.members.items()}
        members = {name: tree for name, tree in trees.items() if tree is not None}
    elif kind == "list":
        item = _tree(shape.member, above)
    elif kind == "map":
        item = _tree(shape.value, above)
    limits = (shape.metadata.get("min"), shape.metadata.get("max"))
    if limits == (None, None) and not members and item is None:
        return None
    return _Node(kind, limits, members, item)


def _walk(node: _Node, value: Any, path: str, found: list) -> None:
    if node is None or value is None:
        return
    if node.kind in LENGTHS and hasattr(value, "__len__"):
        _compare(node, _length(node, value), "have length", value, path, found)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        _compare(node, value, "have value", value, path, found)
    if isinstance(value, dict):
        for name, member in node.members.items():
            given = value.get(name) if path else value.get(name[:1].upper() + name[1:])
            _walk(member, given, f"{path}.{_lower(name)}" if path else _lower(name), found)
        if node.item is not None:
            for key, item in value.items():
                _walk(node.item, item, f"{path}.{key}.member", found)
    elif isinstance(value, list) and node.item is not None:
        for number, item in enumerate(value, 1):
            _walk(node.item, item, f"{path}.{number}.member", found)


def _length(node: _Node, value: Any) -> int:
    """Bytes are counted, not the letters of base64 that carry them in JSON."""
    return len(value.rstrip("=")) * 3 // 4 if node.kind == "blob" and isinstance(value, str) else len(value)


def _compare(node: _Node, size: float, verb: str, value: Any, path: str, found: list) -> None:
    least, most = node.limits
    shown = f"Value '{value}' at" if isinstance(value, (str, int, float)) and size < 2000 else "Value at"
    if most is not None and size > most:
        found.append(f"{shown} '{path}' failed to satisfy constraint: Member must {verb} less than or equal to {most}")
    if least is not None and size < least:
        found.append(f"{shown} '{path}' failed to satisfy constraint: Member must {verb} greater than or equal to {least}")


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
