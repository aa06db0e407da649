"""The parameters of a request, whichever protocol carries them, keyed as in boto3 with a capital first letter."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote
from xml.sax.saxutils import unescape

from botocore.parsers import RpcV2CBORParser

from .. import protocol, rest_json

if TYPE_CHECKING:
    from ..request import Request


def parameters_of(request: Request) -> dict:
    """Empty where they cannot be read: whoever handles the call says what is wrong with them."""
    try:
        found = _read(request)
    except Exception:
        return {}
    return {name[:1].upper() + name[1:]: value for name, value in found.items()} if isinstance(found, dict) else {}


def _read(request: Request) -> dict:
    if request.style == "s3":
        bucket, _, key = unquote(request.path).lstrip("/").partition("/")
        query = {name: values[0] for name, values in parse_qs(request.query, keep_blank_values=True).items()}
        return {"VersionId": query.get("versionId"), "Bucket": bucket, "Key": key, "Keys": _keys(request)}
    if request.style == "query":
        return request.form if request.service == "ec2" else protocol.parse_query(request.service, request.operation, request.form)
    if request.path.startswith("/service/"):
        return _from_cbor(request.body)
    if request.header("x-amz-target"):
        return request.json
    return rest_json.parse(request.service, request.operation, request.path, request.query, request.body)


def _from_cbor(body: bytes) -> dict:
    parser = RpcV2CBORParser()  # botocore reads answers with it; a request is the same kind of map
    return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body))


def _keys(request: Request) -> list:
    """Of DeleteObjects, which names them in its body."""
    return [unescape(key) for key in re.findall(r"<Key>(.*?)</Key>", request.body.decode())] if request.operation == "DeleteObjects" else []
