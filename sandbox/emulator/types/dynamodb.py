"""DynamoDB: tables."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::DynamoDB::Table")
class Table(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, dynamodb = resource.properties, resource.backend("dynamodb")
        resource.physical_id = resource.name("TableName")
        if resource.physical_id in dynamodb.tables:
            raise AwsError("AlreadyExists", f"Table already exists: {resource.physical_id}")
        table = dynamodb.create_table(
            resource.physical_id, properties["KeySchema"], properties.get("ProvisionedThroughput"), properties["AttributeDefinitions"],
            properties.get("GlobalSecondaryIndexes", []), properties.get("LocalSecondaryIndexes", []), _stream(properties),
            properties.get("BillingMode", "PROVISIONED"), _encryption(properties), resource.tags(),
            properties.get("DeletionProtectionEnabled", False), properties.get("WarmThroughput"))
        resource.attributes = {"Arn": table.table_arn}
        if table.latest_stream_label:
            resource.attributes["StreamArn"] = f"{table.table_arn}/stream/{table.latest_stream_label}"
        self._apply(resource)

    def _apply(self, resource: Resource) -> None:
        properties, dynamodb = resource.properties, resource.backend("dynamodb")
        table = dynamodb.tables[resource.physical_id]
        table.tags, table.billing_mode = resource.tags(), properties.get("BillingMode", "PROVISIONED")
        table.deletion_protection_enabled = properties.get("DeletionProtectionEnabled", False)
        expiry = properties.get("TimeToLiveSpecification")
        if expiry:
            dynamodb.update_time_to_live(table.name, {"AttributeName": table.ttl.get("AttributeName"), **expiry})
        backup = (properties.get("PointInTimeRecoverySpecification") or {}).get("PointInTimeRecoveryEnabled", False)
        dynamodb.update_continuous_backups(table.name, {"PointInTimeRecoveryEnabled": backup})

    def update(self, resource: Resource, before: dict) -> None:
        self._apply(resource)

    def delete(self, resource: Resource) -> None:
        dynamodb = resource.backend("dynamodb")
        if resource.physical_id in dynamodb.tables:
            dynamodb.delete_table(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        table = resource.backend("dynamodb").tables.get(resource.physical_id)
        return None if table is None else {"TableName": table.name, "BillingMode": table.billing_mode}


def _stream(properties: dict) -> Any:
    wish = properties.get("StreamSpecification")
    return {"StreamEnabled": True, "StreamViewType": wish["StreamViewType"]} if wish else None


def _encryption(properties: dict) -> dict | None:
    wish = properties.get("SSESpecification")
    if not wish:
        return None
    return {"Enabled": wish.get("SSEEnabled", False), **{key: wish[key] for key in ("SSEType", "KMSMasterKeyId") if key in wish}}
