"""http://BUCKET.localhost:PORT/KEY is http://localhost:PORT/BUCKET/KEY: how SDKs name a bucket where the endpoint is no IP address."""
from __future__ import annotations

import re

OF_BUCKET = re.compile(r"^(?P<bucket>.+)\.(?P<rest>localhost(:\d+)?)$", re.IGNORECASE)
S3_CONTROL = "/v20180820/"  # there the account is in front of the host


def path_of(environ: dict, service: str) -> str:
    """With the bucket as its first part."""
    path, bucket = environ.get("PATH_INFO", "/"), _bucket(environ, service)
    return path if bucket is None else f"/{bucket}{path}"


def to_path(environ: dict, service: str) -> None:
    """moto takes what stands before the first dot for the bucket."""
    bucket = _bucket(environ, service)
    if bucket is None:
        return
    environ["PATH_INFO"] = path_of(environ, service)
    environ["RAW_URI"] = environ["REQUEST_URI"] = f"/{bucket}{environ['RAW_URI']}"
    environ["HTTP_HOST"] = environ["HTTP_HOST"][len(bucket) + 1:]


def _bucket(environ: dict, service: str) -> str | None:
    found = OF_BUCKET.match(environ.get("HTTP_HOST", "")) if service == "s3" else None
    return found["bucket"] if found and not environ.get("PATH_INFO", "").startswith(S3_CONTROL) else None
