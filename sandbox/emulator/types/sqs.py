"""SQS: queues and who may send to them."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register
from .values import json_text, tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

NAMES = ("DelaySeconds", "MaximumMessageSize", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds", "VisibilityTimeout", "KmsMasterKeyId",
         "KmsDataKeyReusePeriodSeconds", "SqsManagedSseEnabled", "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit")
DEFAULTS = {"DelaySeconds": 0, "MaximumMessageSize": 262144, "MessageRetentionPeriod": 345600, "ReceiveMessageWaitTimeSeconds": 0, "VisibilityTimeout": 30}


def _settings(properties: dict) -> dict:
    found = {name: properties[name] for name in NAMES if name in properties}
    for name in ("RedrivePolicy", "RedriveAllowPolicy"):
        if properties.get(name):
            found[name] = json_text(properties[name])
    return found


@register("AWS::SQS::Queue")
class Queue(ResourceType):
    def create(self, resource: Resource) -> None:
        sqs, name = resource.backend("sqs"), resource.name("QueueName", 80)
        if resource.properties.get("FifoQueue") and not name.endswith(".fifo"):
            name += ".fifo"
        if name in sqs.queues:
            raise AwsError("AlreadyExists", f"Resource of type 'AWS::SQS::Queue' with identifier '{name}' already exists")
        sqs.create_queue(name, tag_map(resource.tags()), **_settings(resource.properties))
        resource.physical_id = f"https://sqs.{resource.region}.amazonaws.com/{resource.account}/{name}"
        resource.attributes = {"Arn": resource.arn("sqs", name), "QueueName": name, "QueueUrl": resource.physical_id}

    def update(self, resource: Resource, before: dict) -> None:
        queue = self._queue(resource)
        if queue is None:
            raise AwsError("QueueDoesNotExist", "The specified queue does not exist.")
        policy = queue.policy  # moto forgets it when anything else is set
        settings = {**{name: DEFAULTS[name] for name in before if name in DEFAULTS}, **_settings(resource.properties)}
        queue._set_attributes(settings)
        queue.policy, queue.tags = policy, tag_map(resource.tags())

    def _queue(self, resource: Resource) -> Any:
        return resource.backend("sqs").queues.get(resource.physical_id.rsplit("/", 1)[-1])

    def delete(self, resource: Resource) -> None:
        resource.backend("sqs").queues.pop(resource.physical_id.rsplit("/", 1)[-1], None)

    def read(self, resource: Resource) -> Any:
        queue = self._queue(resource)
        if queue is None:
            return None
        return {"QueueName": queue.name, "VisibilityTimeout": queue.visibility_timeout, "MessageRetentionPeriod": queue.message_retention_period}


@register("AWS::SQS::QueuePolicy")
class QueuePolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("")
        resource.attributes = {"Id": resource.physical_id}
        self._put(resource, resource.properties["Queues"], json_text(resource.properties["PolicyDocument"]))

    def _put(self, resource: Resource, urls: list, text: str | None) -> None:
        queues = resource.backend("sqs").queues
        for name in (url.rsplit("/", 1)[-1] for url in urls):
            if name in queues:
                queues[name].policy = text
            elif text is not None:
                raise AwsError("QueueDoesNotExist", f"The specified queue {name} does not exist.")

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource, [url for url in before["Queues"] if url not in resource.properties["Queues"]], None)
        self._put(resource, resource.properties["Queues"], json_text(resource.properties["PolicyDocument"]))

    def delete(self, resource: Resource) -> None:
        self._put(resource, resource.properties["Queues"], None)

    def read(self, resource: Resource) -> Any:
        names = [url.rsplit("/", 1)[-1] for url in resource.properties["Queues"]]
        queues = [resource.backend("sqs").queues.get(name) for name in names]
        if None in queues or not all(queue.policy for queue in queues):
            return None
        return {"PolicyDocument": json.loads(json_text(queues[0].policy))}
