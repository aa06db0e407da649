"""What S3 shows to a caller without a signature: objects that a bucket's policy or an object's ACL opens to everybody."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from . import access, policy
from .backends import backend
from .errors import AwsError
from .organization.policies import blocks_public_buckets

if TYPE_CHECKING:
    from .organization.model import Organization

ACTIONS = {"GetObject": "s3:GetObject", "HeadObject": "s3:GetObject", "ListObjects": "s3:ListBucket", "ListObjectsV2": "s3:ListBucket",
           "HeadBucket": "s3:ListBucket"}
# They change how an answer is sent, not what is asked for; anything else in a query is another operation
OF_AN_ANSWER = ("response-", "versionid", "partnumber", "list-type", "prefix", "delimiter", "max-keys", "marker", "continuation-token",
                "start-after", "encoding-type", "fetch-owner")
EVERYBODY = {"aws:securetransport": "true", "aws:sourceip": "127.0.0.1"}


def owner_for_everybody(operation: str, path: str, query: str, organization: Organization) -> str:
    """The account that owns what everybody may read; AccessDenied for all else, also for what does not exist."""
    from moto.s3.models import s3_backends

    name, _, key = path.lstrip("/").partition("/")
    action, place = ACTIONS.get(operation), s3_backends.bucket_accounts.get(name)
    plain = all(given.lower().startswith(OF_AN_ANSWER) for given, _ in parse_qsl(query, keep_blank_values=True))
    if action is None or place is None or not plain or not _is_open(backend("s3", place[1], "aws").get_bucket(name), key, action):
        raise AwsError("AccessDenied", "Access Denied", 403)
    if blocks_public_buckets(organization, place[1]):
        raise AwsError("AccessDenied", "Access Denied", 403)
    return place[1]


def _is_open(bucket: Any, key: str, action: str) -> bool:
    block = bucket.public_access_block
    resource = f"arn:aws:s3:::{bucket.name}/{key}" if action == "s3:GetObject" else f"arn:aws:s3:::{bucket.name}"
    word = policy.decide_for(access.document(bucket.policy or b"{}"), "AWS", {"*"}, action, resource, EVERYBODY)
    if word == "allow":
        return not (block and _is_on(block.restrict_public_buckets))
    if word == "deny" or action != "s3:GetObject" or (block and _is_on(block.ignore_public_acls)):
        return False
    stored = bucket.keys.get(key)
    return bool(stored and stored.acl and stored.acl.public_read)


def _is_on(setting: Any) -> bool:
    return str(setting).lower() == "true"
