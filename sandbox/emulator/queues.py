"""Sends to an SQS queue of any account, as a service or a role does; the queue's policy has its say."""
from __future__ import annotations

import json
from typing import Any

from . import access
from .backends import account_lock, backend
from .errors import AwsError


def send(arn: str, body: str, principal: Any, attributes: dict | None = None, group: Any = None) -> None:
    """`attributes` are texts. Raises Refused, or AwsError when there is no such queue."""
    _, _, _, region, account, name = arn.split(":", 5)
    sqs = backend("sqs", account, region)
    queue = sqs.queues.get(name)
    if queue is None:
        raise AwsError("SQS.NonExistentQueue", f"The queue {name} does not exist")
    access.require(principal, "sqs:SendMessage", arn, account, document_of(queue), f"the policy of the queue {name}")
    with account_lock(account):
        sqs.send_message(name, body, {
            key: {"DataType": "String", "StringValue": value} for key, value in (attributes or {}).items() if value
        }, group_id=group)


def document_of(queue: Any) -> dict:
    return json.loads(queue.policy) if isinstance(queue.policy, str) and queue.policy else queue.policy or {}
