"""AWS's query and JSON protocols for the services that the emulator answers itself.

botocore's service models say how each parameter and result looks on the wire, so handlers see and return plain
dictionaries keyed as in boto3. Written for speed: moto's generic serializer needs 30 ms for a page of 100 instances.
"""
from __future__ import annotations

import json
from datetime import datetime, timezone
from functools import cache
from typing import Any
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from botocore.loaders import Loader
from botocore.model import ServiceModel

from .errors import AwsError

REQUEST_ID = "00000000-0000-4000-8000-000000000000"


@cache
def service_model(service: str) -> ServiceModel:
    return ServiceModel(Loader().load_service_model(service, "service-2"), service)


# -- requests ---------------------------------------------------------------------------------------------------------
def parse_form(body: bytes) -> dict:
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))


def parse_query(service: str, operation: str, form: dict) -> dict:
    shape = service_model(service).operation_model(operation).input_shape
    return (_structure(shape, form, _prefixes(form), "") if shape else {}) or {}


def _prefixes(form: dict) -> set:
    """Every dotted prefix that occurs, so that absent branches are skipped without searching the form."""
    found = set()
    for key in form:
        end = len(key)
        while end > 0:
            found.add(key[:end])
            end = key.rfind(".", 0, end)
    return found


def _value(shape: Any, form: dict, prefixes: Any, path: str) -> Any:
    if path not in prefixes:
        return None
    kind = shape.type_name
    if kind == "structure":
        return _structure(shape, form, prefixes, path + ".")
    if kind == "list":
        return _list(shape, form, prefixes, path)
    if kind == "map":
        return _map(shape, form, prefixes, path)
    text = form.get(path)
    if text is None:
        return None
    if kind == "boolean":
        return text.lower() == "true"
    if kind in ("integer", "long"):
        return _integer(text, path)
    return float(text) if kind in ("float", "double") else text


def _integer(text: str, path: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise AwsError("ValidationError", f"{path} must be an integer, not '{text}'") from None


def _structure(shape: Any, form: dict, prefixes: Any, path: str) -> Any:
    found = {}
    for name, member in shape.members.items():
        value = _value(member, form, prefixes, path + (member.serialization.get("name") or name))
        if value is not None:
            found[name] = value
    return found


def _list(shape: Any, form: dict, prefixes: Any, path: str) -> Any:
    if shape.serialization.get("flattened"):
        base = path
    else:
        base = path + "." + (shape.member.serialization.get("name") or "member")
    items, index = [], 1
    while f"{base}.{index}" in prefixes:
        items.append(_value(shape.member, form, prefixes, f"{base}.{index}"))
        index += 1
    return items  # an empty list on the wire is "Name=", and stays an empty list


def _map(shape: Any, form: dict, prefixes: Any, path: str) -> Any:
    found, index = {}, 1
    while f"{path}.entry.{index}" in prefixes:
        entry = f"{path}.entry.{index}"
        name = form[f'{entry}.{shape.key.serialization.get("name", "key")}']
        found[name] = _value(shape.value, form, prefixes, f'{entry}.{shape.value.serialization.get("name", "value")}')
        index += 1
    return found


# -- responses --------------------------------------------------------------------------------------------------------
def render_query(service: str, operation: str, result: dict) -> bytes:
    model = service_model(service)
    operation_model = model.operation_model(operation)
    out = [f'<{operation}Response xmlns="{model.metadata.get("xmlNamespace", "")}">']
    shape = operation_model.output_shape
    if shape is not None:
        wrapper = shape.serialization.get("resultWrapper") or f"{operation}Result"
        out.append(f"<{wrapper}>")
        _render_members(shape, result or {}, out)
        out.append(f"</{wrapper}>")
    out.append(f"<ResponseMetadata><RequestId>{REQUEST_ID}</RequestId></ResponseMetadata></{operation}Response>")
    return "".join(out).encode("utf-8")


def _render_members(shape: Any, values: dict, out: list) -> None:
    for name, member in shape.members.items():
        value = values.get(name)
        if value is not None:
            _render(member, name, value, out)


def _render(shape: Any, tag: str, value: Any, out: list) -> None:
    kind = shape.type_name
    if kind == "structure":
        out.append(f"<{tag}>")
        _render_members(shape, value, out)
        out.append(f"</{tag}>")
    elif kind == "list":
        member = shape.member
        out.append(f"<{tag}>")
        for item in value:
            _render(member, "member", item, out)
        out.append(f"</{tag}>")
    elif kind == "map":
        out.append(f"<{tag}>")
        for key, item in value.items():
            out.append(f"<entry><key>{escape(str(key))}</key>")
            _render(shape.value, "value", item, out)
            out.append("</entry>")
        out.append(f"</{tag}>")
    else:
        out.append(f"<{tag}>{escape(_text(value))}</{tag}>")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return value if isinstance(value, str) else str(value)


def render_json(result: dict) -> bytes:
    return json.dumps(result or {}, default=_json_default).encode("utf-8")


def _json_default(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.timestamp()
    raise TypeError(f"{type(value)} is not JSON")


# -- errors -----------------------------------------------------------------------------------------------------------
def render_error(style: str, error: AwsError, host_id: str = "") -> tuple:
    """(status, headers, body) in the protocol of the request: 'query', 'ec2', 'json' or 's3'."""
    if style == "json":
        body = json.dumps({"__type": error.code, "message": error.message, "Message": error.message, **error.members})
        return error.status, [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-errortype", error.code)], body.encode()
    code, message = escape(error.code), escape(error.message)
    if style == "s3":
        body = f"<?xml version='1.0' encoding='UTF-8'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
    elif style == "ec2":
        body = f"<Response><Errors><Error><Code>{code}</Code><Message>{message}</Message></Error></Errors><RequestID>{REQUEST_ID}</RequestID></Response>"
    else:
        sender = "Sender" if error.status < 500 else "Receiver"
        body = (f"<ErrorResponse><Error><Type>{sender}</Type><Code>{code}</Code><Message>{message}</Message></Error>"
                f"<RequestId>{REQUEST_ID}</RequestId></ErrorResponse>")
    return error.status, [("Content-Type", "text/xml")], body.encode("utf-8")


def parse_json(body: bytes) -> dict:
    try:
        return json.loads(body or b"{}")
    except ValueError:
        raise AwsError("SerializationException", "The request is not JSON.") from None
