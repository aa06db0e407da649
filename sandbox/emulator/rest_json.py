"""AWS's REST protocol with JSON bodies, for services that the emulator answers itself."""
from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import parse_qs, unquote

from . import protocol


def parse(service: str, operation: str, path: str, query: str, body: bytes) -> dict:
    """Parameters keyed as in boto3, wherever they came from: path, query or body."""
    model = protocol.service_model(service).operation_model(operation)
    if model.input_shape is None:
        return {}
    in_path, in_query, in_body = _path_values(model.http["requestUri"], path), parse_qs(query), protocol.parse_json(body)
    found = {}
    for name, shape in model.input_shape.members.items():
        place, wire = shape.serialization.get("location"), shape.serialization.get("name") or name
        if place == "uri":
            found[name] = in_path.get(wire)
        elif place == "querystring":
            values = in_query.get(wire)
            found[name] = values if shape.type_name == "list" else _scalar(shape, values[0]) if values else None
        else:
            found[name] = from_wire(shape, in_body.get(wire))
    return {name: value for name, value in found.items() if value is not None}


def render(service: str, operation: str, result: dict) -> bytes:
    shape = protocol.service_model(service).operation_model(operation).output_shape
    return protocol.render_json(to_wire(shape, result or {}) if shape is not None else {})


def _path_values(uri: str, path: str) -> dict:
    found = _path_pattern(uri).match(path.rstrip("/"))
    return {name: unquote(value) for name, value in found.groupdict().items()} if found else {}


@cache
def _path_pattern(uri: str) -> Any:
    def group(found: Any) -> str:
        return f"(?P<{found[1]}>{'.+' if found[2] or found[1].endswith('Arn') else '[^/]+'})"

    return re.compile(re.sub(r"\\{(\w+)(\\\+)?\\}", group, re.escape(uri.partition("?")[0].rstrip("/"))) + r"\Z")


def _scalar(shape: Any, text: str) -> Any:
    if shape.type_name in ("integer", "long"):
        return int(text)
    return text.lower() == "true" if shape.type_name == "boolean" else text


def from_wire(shape: Any, value: Any) -> Any:
    """Wire names to boto3's; keys of maps are data and stay."""
    return _convert(shape, value, lambda name, member: (member.serialization.get("name") or name, name))


def to_wire(shape: Any, value: Any) -> Any:
    return _convert(shape, value, lambda name, member: (name, member.serialization.get("name") or name))


def _convert(shape: Any, value: Any, names: Any) -> Any:
    if value is None:
        return None
    if getattr(shape, "is_document_type", False):
        return value
    if shape.type_name == "structure":
        pairs = [(names(name, member), member) for name, member in shape.members.items()]
        return {given: _convert(member, value[taken], names) for (taken, given), member in pairs if value.get(taken) is not None}
    if shape.type_name == "list":
        return [_convert(shape.member, item, names) for item in value]
    if shape.type_name == "map":
        return {key: _convert(shape.value, item, names) for key, item in value.items()}
    if shape.type_name == "timestamp" and isinstance(value, str):
        # The service's model says which: clients that read one form refuse the other.
        if shape.serialization.get("timestampFormat") == "iso8601":
            return value
        return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()
    return value
