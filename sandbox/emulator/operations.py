"""Which operation a request asks for: by target header, Action, or method and path of REST services."""
from __future__ import annotations

import re
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from . import protocol
from .virtual_hosts import S3_CONTROL

# Signing names that are not the endpoint's or botocore's name of the service
ENDPOINT_NAMES = {"monitoring": "cloudwatch", "eventbridge": "events", "elasticloadbalancing": "elb", "email": "ses", "access-analyzer": "accessanalyzer"}

# Told apart from PutObject and UploadPart only by a header; the permission is the same
SAME_ADDRESS = {"CopyObject", "UploadPartCopy"}


def service_name(signing_name: str, target: Any, path: str) -> str:
    if signing_name == "s3" and path.startswith(S3_CONTROL):
        return "s3control"
    return ENDPOINT_NAMES.get(signing_name.lower(), signing_name.lower())


def operation_name(service: str, method: str, path: str, query: str, target: Any, form: dict) -> str:
    if target:
        return target.rsplit(".", 1)[-1]
    if "Action" in form:
        return form["Action"]
    rpc = re.match(r"^/service/\w+/operation/(\w+)$", path)  # Smithy RPC v2, spoken by newer SDKs to CloudWatch
    if rpc:
        return rpc.group(1)
    if service == "s3" and path == "/" and method == "GET":
        return "ListBuckets"
    given = parse_qs(query, keep_blank_values=True)
    for pattern, needed, name in _rest_operations(service, method):
        if pattern.match(path) and all(given.get(key, [None])[0] == value if value else key in given for key, value in needed.items()):
            return name
    return f"{method} {path}"


@cache
def _rest_operations(service: str, method: str) -> list:
    """Most particular first: those that need query parameters, then longer paths."""
    try:
        model = protocol.service_model(service)
    except Exception:
        return []
    found = []
    for name in model.operation_names:
        http = model.operation_model(name).http
        if http.get("method") != method or name in SAME_ADDRESS:
            continue
        uri, _, query = http["requestUri"].partition("?")
        needed = {key: values[0] for key, values in parse_qs(query, keep_blank_values=True).items()} | _required_query(model.operation_model(name))
        # the server has decoded the path: an ARN in it has slashes again
        pattern = re.sub(r"\\{(?:[^}]*\\\+|\w*Arn)\\}", ".+", re.escape(uri))
        pattern = re.sub(r"\\{[^}]*\\}", "[^/]+", pattern)
        # of two operations with one address (GetBucketLifecycle, GetBucketLifecycleConfiguration) the living one counts
        rank = (-len(needed), -len(pattern), bool(model.operation_model(name).deprecated))
        found.append((rank, re.compile(pattern.rstrip("/") + "/?$"), needed, name))
    return [item[1:] for item in sorted(found, key=lambda item: item[0])]


def _required_query(operation: Any) -> dict:
    """AbortMultipartUpload is a DELETE of an object, too: only its uploadId tells it from DeleteObject."""
    shape = operation.input_shape
    members = [shape.members[name] for name in shape.required_members] if shape is not None else []
    return {member.serialization["name"]: "" for member in members if member.serialization.get("location") == "querystring"}
