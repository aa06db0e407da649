"""Signature version 4, in the Authorization header or in the query (presigned): which key signs, and does the signature fit?"""
from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qs, quote, unquote_to_bytes

from .errors import AwsError

ALGORITHM = "AWS4-HMAC-SHA256"
MISMATCH = ("The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            "Access Key and signing method. Consult the service documentation for details.")
SKEW = timedelta(minutes=15)
LONGEST_SECONDS = 7 * 24 * 3600
# Their paths are signed as they are sent; those of all other services are encoded once more
ENCODED_ONCE = ("s3", "s3-outposts", "s3-object-lambda", "s3express")
_SPACES, _SHA256 = re.compile(r"[ \t]+"), re.compile(r"[0-9a-f]{64}")


class Authorization:
    """What a signed request says of its signature. `seconds` None: signed in a header, not presigned."""

    def __init__(self, credential: str, signed_headers: str, signature: str, moment: str, token: str | None, seconds: Any = None):
        self.access_key, self.day, self.region, self.service, end = credential.split("/")
        self.signed_headers, self.signature, self.token, self.seconds = signed_headers.split(";"), signature, token, seconds
        self.moment_text, self.moment = moment, _moment(moment)
        if end != "aws4_request" or not moment.startswith(self.day) or "host" not in self.signed_headers:
            raise ValueError("credential scope")

    def as_header(self) -> str:
        """As if it had come in a header, where moto looks for the service and the region."""
        scope = f"{self.access_key}/{self.day}/{self.region}/{self.service}/aws4_request"
        return f"{ALGORITHM} Credential={scope}, SignedHeaders={';'.join(self.signed_headers)}, Signature={self.signature}"


def _moment(text: str) -> datetime:
    """20261125T093000Z; strptime would take ten times as long."""
    if len(text) != 16 or text[8] != "T" or text[15] != "Z":
        raise ValueError(text)
    year, month, day, hour, minute, second = (int(text[begin:end]) for begin, end in ((0, 4), (4, 6), (6, 8), (9, 11), (11, 13), (13, 15)))
    return datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)


def find(environ: dict) -> Authorization | None:
    """None for a request without any signature; raises for one that is broken or of another kind."""
    header, query = environ.get("HTTP_AUTHORIZATION"), environ.get("QUERY_STRING", "")
    try:
        if header is not None:
            return _of_header(environ, header)
        if "X-Amz-Signature=" in query or "X-Amz-Credential=" in query:
            return _of_query(query)
    except (KeyError, ValueError, IndexError):
        raise AwsError("IncompleteSignature", "The request signature does not conform to AWS standards.", 400) from None
    if "Signature=" in query and "AWSAccessKeyId=" in query:
        raise _not_supported()
    return None


def _of_header(environ: dict, header: str) -> Authorization:
    algorithm, _, rest = header.partition(" ")
    if algorithm != ALGORITHM:
        raise _not_supported()
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    return Authorization(parts["Credential"], parts["SignedHeaders"], parts["Signature"], environ["HTTP_X_AMZ_DATE"],
                         environ.get("HTTP_X_AMZ_SECURITY_TOKEN"))


def _of_query(query: str) -> Authorization:
    given = {name: values[0] for name, values in parse_qs(query).items()}
    if given["X-Amz-Algorithm"] != ALGORITHM:
        raise _not_supported()
    seconds = int(given.get("X-Amz-Expires", 900))
    if not 0 < seconds <= LONGEST_SECONDS:
        raise AwsError("AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 and 604800 seconds", 400)
    return Authorization(given["X-Amz-Credential"], given["X-Amz-SignedHeaders"], given["X-Amz-Signature"], given["X-Amz-Date"],
                         given.get("X-Amz-Security-Token"), seconds)


def _not_supported() -> AwsError:
    return AwsError("InvalidRequest", f"The authorization mechanism you have provided is not supported. Please use {ALGORITHM}.", 400)


def verify(authorization: Authorization, secret: str, environ: dict, body: bytes) -> None:
    """Raise unless the owner of the secret signed exactly this request, lately."""
    _require_time(authorization)
    said = environ.get("HTTP_X_AMZ_CONTENT_SHA256")
    if said and _SHA256.fullmatch(said) and said != hashlib.sha256(body).hexdigest():
        raise AwsError("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.", 400)
    payload = said or ("UNSIGNED-PAYLOAD" if authorization.seconds and authorization.service in ENCODED_ONCE else hashlib.sha256(body).hexdigest())
    canonical = "\n".join([
        environ["REQUEST_METHOD"], _canonical_path(environ["RAW_URI"], authorization.service), _canonical_query(environ.get("QUERY_STRING", "")),
        "".join(f"{name}:{_header(environ, name)}\n" for name in authorization.signed_headers), ";".join(authorization.signed_headers), payload,
    ])
    scope = f"{authorization.day}/{authorization.region}/{authorization.service}/aws4_request"
    to_sign = "\n".join([ALGORITHM, authorization.moment_text, scope, hashlib.sha256(canonical.encode("latin-1")).hexdigest()])
    key = _signing_key(secret, authorization.day, authorization.region, authorization.service)
    expected = hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), authorization.signature.encode()):
        raise AwsError("SignatureDoesNotMatch", MISMATCH, 403)


def _require_time(authorization: Authorization) -> None:
    now, began = datetime.now(timezone.utc), authorization.moment
    if authorization.seconds is not None:
        if not began - SKEW <= now <= began + timedelta(seconds=authorization.seconds):
            raise AwsError("AccessDenied", "Request has expired", 403)
    elif abs(now - began) > SKEW:
        if authorization.service == "s3":
            raise AwsError("RequestTimeTooSkewed", "The difference between the request time and the current time is too large.", 403)
        raise AwsError("SignatureDoesNotMatch", f"Signature expired: {authorization.moment_text} is not within 15 minutes of now", 403)


def _canonical_path(raw: str, service: str) -> str:
    path = raw.partition("?")[0]
    if "://" in path:  # the absolute form of a proxy's client
        path = "/" + path.split("://", 1)[1].partition("/")[2]
    if service in ENCODED_ONCE:
        return quote(unquote_to_bytes(path.encode("latin-1")), safe="/-_.~")
    return quote(_without_dots(path).encode("latin-1"), safe="/-_.~")


def _without_dots(path: str) -> str:
    if "//" not in path and "/." not in path:
        return path
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del kept[-1:]
        elif part not in ("", "."):
            kept.append(part)
    return "/" + "/".join(kept) + ("/" if kept and path.endswith("/") else "")


def _canonical_query(query: str) -> str:
    if not query:
        return ""
    pairs = (part.partition("=") for part in query.split("&") if part)
    return "&".join(sorted(f"{_encoded(name)}={_encoded(value)}" for name, _, value in pairs if name != "X-Amz-Signature"))


def _encoded(text: str) -> str:
    return quote(unquote_to_bytes(text.replace("+", " ").encode("latin-1")), safe="-_.~")


def _header(environ: dict, name: str) -> str:
    if name == "content-type":
        value = environ.get("CONTENT_TYPE", "")
    elif name == "content-length":
        value = environ.get("CONTENT_LENGTH", "")
    else:
        value = environ.get("HTTP_" + name.upper().replace("-", "_"), "")
    return _SPACES.sub(" ", value.strip(" \t"))


@lru_cache(maxsize=4096)
def _signing_key(secret: str, day: str, region: str, service: str) -> bytes:
    key = ("AWS4" + secret).encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
