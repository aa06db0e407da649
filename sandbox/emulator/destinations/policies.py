"""May a service, or a role, write to a bucket, use a key, publish to a topic? Raises access.Refused with the policy that is missing."""
from __future__ import annotations

import json
from typing import Any

from .. import access, policy
from ..backends import backend
from ..bucket_owners import owner_of
from ..sts import ROLE_ARN, find_role

WITH_ACL = {"s3:x-amz-acl": "bucket-owner-full-control"}


def encrypted(key: Any) -> dict:
    """What S3 tells a policy of an object that is written with a key; nothing without one."""
    return {"s3:x-amz-server-side-encryption": "aws:kms", "s3:x-amz-server-side-encryption-aws-kms-key-id": key.arn} if key else {}


def bucket_policy(name: str) -> tuple:
    """(owner, document) of a bucket that is there."""
    owner = owner_of(name)
    assert owner is not None
    text = backend("s3", owner, "aws").buckets[name].policy
    return owner, access.document((text or b"{}").decode() if isinstance(text, (bytes, type(None))) else text)


def require_bucket(principal: Any, name: str, actions: list, key: str = "", **context: Any) -> None:
    """`actions` on the bucket, or on the object `key` where one is named."""
    owner, document = bucket_policy(name)
    resource = f"arn:aws:s3:::{name}{f'/{key}' if key else ''}"
    for action in actions:
        access.require(principal, action, resource, owner, document, f"the policy of the bucket {name}", **context)


def find_key(name: str, account: str, region: str) -> Any:
    """By id, ARN or alias; None where there is none."""
    if name.startswith("arn:"):
        region, account = name.split(":")[3:5]
    short = name.rsplit(":", 1)[-1]
    keys = list(backend("kms", account, region).keys.values())
    return next((key for key in keys if name in (key.arn, key.id) or short == f"key/{key.id}" or short in key.aliases), None)


def require_key(principal: Any, key: Any, actions: list, **context: Any) -> None:
    for action in actions:
        access.require(principal, action, key.arn, key.account_id, access.document(key.policy), f"the policy of the key {key.id}", **context)


def find_topic(name: str, account: str, region: str) -> Any:
    arn = name if name.startswith("arn:") else f"arn:aws:sns:{region}:{account}:{name}"
    _, _, _, where, owner, _ = arn.split(":", 5)
    return backend("sns", owner, where).topics.get(arn)


def require_topic(principal: Any, topic: Any) -> None:
    access.require(principal, "sns:Publish", topic.arn, topic.account_id, json.loads(topic.policy), f"the policy of the topic {topic.name}")


def role_for(arn: str, service: str, context: dict) -> Any:
    """The role when it is there and trusts the service; None otherwise."""
    match = ROLE_ARN.match(arn or "")
    role = find_role(*match.groups()) if match else None
    if role is None or not policy.trusts_service(access.document(role.assume_role_policy_document), service, context):
        return None
    return role
