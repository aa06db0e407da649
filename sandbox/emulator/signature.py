"""Signature version 4: does the request's signature match the secret that belongs to its access key?"""
from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from urllib.parse import parse_qsl, quote


class Authorization:
    """The parsed Authorization header of a signed request."""

    def __init__(self, header: str):
        parts = dict(part.strip().split("=", 1) for part in header.split(" ", 1)[1].split(","))
        self.access_key, self.date, self.region, self.service, _ = parts["Credential"].split("/")
        self.signed_headers = parts["SignedHeaders"].split(";")
        self.signature = parts["Signature"]


def parse(header):
    """None for a request that is not signed with signature version 4."""
    if not header or not header.startswith("AWS4-HMAC-SHA256 "):
        return None
    try:
        return Authorization(header)
    except (KeyError, ValueError, IndexError):
        return None


def matches(authorization: Authorization, secret: str, method: str, path: str, query: str, header, body: bytes) -> bool:
    """`header(name)` reads one request header, lower case. Exact for path "/", where no service encodes differently."""
    payload = header("x-amz-content-sha256") or hashlib.sha256(body).hexdigest()
    canonical = "\n".join([
        method, path, _canonical_query(query),
        "".join(f"{name}:{' '.join((header(name) or '').split())}\n" for name in authorization.signed_headers),
        ";".join(authorization.signed_headers), payload,
    ])
    scope = f"{authorization.date}/{authorization.region}/{authorization.service}/aws4_request"
    to_sign = "\n".join(["AWS4-HMAC-SHA256", header("x-amz-date") or "", scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = _signing_key(secret, authorization.date, authorization.region, authorization.service)
    return hmac.compare_digest(hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest(), authorization.signature)


def _canonical_query(query: str) -> str:
    pairs = sorted((quote(k, safe="-_.~"), quote(v, safe="-_.~")) for k, v in parse_qsl(query, keep_blank_values=True))
    return "&".join(f"{key}={value}" for key, value in pairs)


@lru_cache(maxsize=4096)
def _signing_key(secret: str, date: str, region: str, service: str) -> bytes:
    key = ("AWS4" + secret).encode()
    for part in (date, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
