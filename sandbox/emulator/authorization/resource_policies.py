"""The policy that a resource carries itself, by its ARN: within its account it grants what an identity policy may leave unsaid."""
from __future__ import annotations

from typing import Any

from .. import access, policy
from ..backends import backend
from ..bucket_owners import owner_of


def grants(names: set, account: str, need: Any, context: dict) -> bool:
    """To one of the names of a principal of the account. That of the account itself would leave the decision to identity policies."""
    document = _document(need.resource)
    owner = need.resource.split(":")[4] if need.resource.count(":") > 4 else ""
    if document is None or (owner and owner != account):
        return False
    return policy.decide_for(document, "AWS", names, need.action, need.resource, context) == "allow"


def _document(arn: str) -> dict | None:
    parts = arn.split(":", 5)
    if len(parts) < 6:
        return None
    _, _, service, region, account, tail = parts
    look = _LOOK.get(service)
    try:
        text = look(region, account, tail, arn) if look else None
    except (AttributeError, KeyError, StopIteration):
        return None  # there is no such resource: the service says so
    return None if not text else access.document(text.decode() if isinstance(text, bytes) else text)


def _of_bucket(region: str, account: str, tail: str, arn: str) -> Any:
    name = tail.partition("/")[0]
    owner = owner_of(name)
    return backend("s3", owner, "aws").buckets[name].policy if owner else None


def _of_role(region: str, account: str, tail: str, arn: str) -> Any:
    name = tail.rsplit("/", 1)[-1]
    return next(one.assume_role_policy_document for one in list(backend("iam", account, "aws").roles.values()) if one.name == name)


_LOOK = {
    "s3": _of_bucket, "iam": _of_role,
    "sns": lambda region, account, tail, arn: backend("sns", account, region).topics[arn].policy,
    "sqs": lambda region, account, tail, arn: backend("sqs", account, region).queues[tail].policy,
    "kms": lambda region, account, tail, arn: backend("kms", account, region).keys[tail.removeprefix("key/")].policy,
}
