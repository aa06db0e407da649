"""Puts many objects into a bucket at once: a month of logs one by one through S3 would take minutes."""
from __future__ import annotations

import base64

from .application import NOT_MINE, Answer
from .backends import backend


def put_objects(bucket: str, objects: list) -> dict:
    """`objects`: [{key, body (base64), metadata}]. Beside S3's own doors: no policy is asked and no notification sent."""
    from moto.s3.models import s3_backends

    if bucket not in s3_backends.bucket_accounts:
        raise ValueError(f"there is no bucket {bucket}")
    _, account = s3_backends.bucket_accounts[bucket]
    s3 = backend("s3", account, "aws")
    for item in objects:
        stored = s3.put_object(bucket, item["key"], base64.b64decode(item["body"]), disable_notification=True)
        stored.set_metadata({f"x-amz-meta-{name}": value for name, value in item.get("metadata", {}).items()})
    return {"stored": len(objects)}


# Whoever asks for a part, for a version or under a condition is answered by moto
CONDITIONS = ("range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since")


class S3Api:
    """Whole objects without moto's long way to them: an archive is read ten thousand files at a time."""

    def get_object(self, call):
        request = call.request
        if request.query not in ("", "x-id=GetObject") or any(request.header(name) for name in CONDITIONS):
            return NOT_MINE
        _, bucket, key = (request.path.split("/", 2) + ["", ""])[:3]
        stored = _readable(bucket, key)
        if stored is None:
            return NOT_MINE
        headers = {**stored.metadata, **stored.response_dict}
        return Answer(200, [(name, str(value)) for name, value in headers.items() if name.lower() != "content-length"], stored.value)


def _readable(bucket_name: str, key: str):
    """None for whatever needs more than handing it out: a refusal, an absent object, one in Glacier."""
    from moto.iam.access_control import PermissionResult
    from moto.s3.models import s3_backends

    if not key or bucket_name not in s3_backends.bucket_accounts:
        return None
    s3 = backend("s3", s3_backends.bucket_accounts[bucket_name][1], "aws")
    permission = s3.buckets[bucket_name].get_permission("s3:GetObject", f"arn:aws:s3:::{bucket_name}/{key}")
    stored = None if permission == PermissionResult.DENIED else s3.get_object(bucket_name, key)
    return stored if stored is not None and stored.storage_class == "STANDARD" else None
