"""Whose bucket it is: names of buckets are global, and another account gets in only where the bucket's policy says so."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from . import access
from .backends import backend
from .errors import AwsError

if TYPE_CHECKING:
    from .credentials import Identity
    from .organization.model import Organization
    from .request import Request

EXPECTED, EXPECTED_SOURCE = "x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner"


def owner_of(name: str) -> str | None:
    """The account; None where there is no such bucket."""
    from moto.s3.models import s3_backends

    return s3_backends.bucket_accounts.get(name, (None, None))[1]


def require(request: Request, identity: Identity, action: str, resource: str, organization: Organization) -> None:
    """S3 says 403 to whom the bucket is not open, and to whom expects another owner: who that is stays unsaid."""
    name = request.path.lstrip("/").partition("/")[0]
    _require(name, request.header(EXPECTED), identity, action, resource, organization)
    source = unquote((request.header("x-amz-copy-source") or "").partition("?")[0]).lstrip("/")
    if source:
        _require(source.partition("/")[0], request.header(EXPECTED_SOURCE), identity, "s3:GetObject", f"arn:aws:s3:::{source}", organization)


def _require(name: str, expected: Any, identity: Identity, action: str, resource: str, organization: Organization) -> None:
    owner = owner_of(name) if name else None
    if owner is None or (owner == identity.account and expected in (None, owner)):
        return
    if expected not in (None, owner):
        raise AwsError("AccessDenied", "Access Denied", 403)
    if action == "s3:CreateBucket":
        return  # moto's own answer, BucketAlreadyExists, tells the caller nothing more
    document = access.document((backend("s3", owner, "aws").get_bucket(name).policy or b"{}").decode())
    try:
        access.require(access.caller(identity, organization), action, resource, owner, document, "the bucket's policy")
    except access.Refused:
        raise AwsError("AccessDenied", "Access Denied", 403) from None
