"""Data Firehose: delivery streams into buckets."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..destinations.others import check_stream
from ..errors import AwsError
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::KinesisFirehose::DeliveryStream")
class DeliveryStream(ResourceType):
    def create(self, resource: Resource) -> None:
        firehose, properties = resource.backend("firehose"), resource.properties
        resource.physical_id = resource.name("DeliveryStreamName", 64)
        if resource.physical_id in firehose.delivery_streams:
            raise AwsError("AlreadyExists", f"Firehose {resource.physical_id} under accountId {resource.account} already exists")
        check_stream(resource.account, {name: _api_form(value) for name, value in properties.items()})
        get = properties.get
        arn = firehose.create_delivery_stream(
            resource.region, resource.physical_id, get("DeliveryStreamType", "DirectPut"), {},
            _encryption(get("DeliveryStreamEncryptionConfigurationInput")), _api_form(get("S3DestinationConfiguration")),
            _api_form(get("ExtendedS3DestinationConfiguration")), {}, {}, {}, {}, {}, resource.tags())
        resource.attributes = {"Arn": arn}

    def update(self, resource: Resource, before: dict) -> None:
        """moto's UpdateDestination needs a version that it counts itself; a stream has no contents of its own."""
        self.delete(resource)
        self.create(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("firehose").delivery_streams.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        stream = resource.backend("firehose").delivery_streams.get(resource.physical_id)
        if stream is None:
            return None
        return {"DeliveryStreamName": stream.delivery_stream_name, "DeliveryStreamType": stream.delivery_stream_type}


def _encryption(wish: dict | None) -> dict:
    return {"KeyType": wish["KeyType"], **({"KeyARN": wish["KeyArn"]} if "KeyArn" in wish else {})} if wish else {}


def _api_form(value: Any) -> Any:
    """The API says BucketARN, RoleARN and SizeInMBs where templates say BucketArn and the like."""
    if isinstance(value, dict):
        return {_api_name(key): _api_form(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_api_form(item) for item in value]
    return value if value is not None else {}


def _api_name(name: str) -> str:
    return name[:-3] + "ARN" if name.endswith("Arn") else name
