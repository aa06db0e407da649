"""EventBridge: buses, archives, and connections to web servers."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .events import put_statements
from .registry import ResourceType, register
from .values import json_text

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::Events::EventBus")
class EventBus(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, events = resource.properties, resource.backend("events")
        resource.physical_id = properties["Name"]
        bus = events.create_event_bus(
            properties["Name"], properties.get("EventSourceName"), properties.get("Description"), properties.get("KmsKeyIdentifier"),
            properties.get("DeadLetterConfig"), resource.tags())
        resource.attributes = {"Arn": bus.arn, "Name": bus.name}
        self._apply(resource)

    def _apply(self, resource: Resource) -> None:
        bus, properties = resource.backend("events").event_buses[resource.physical_id], resource.properties
        bus.description, bus.dead_letter_config = properties.get("Description"), properties.get("DeadLetterConfig")
        policy = properties.get("Policy")
        if policy:
            bus.remove_statements()
            put_statements(bus, json.loads(json_text(policy))["Statement"])

    def update(self, resource: Resource, before: dict) -> None:
        if before.get("Policy") and not resource.properties.get("Policy"):
            resource.backend("events").event_buses[resource.physical_id].remove_statements()
        self._apply(resource)

    def delete(self, resource: Resource) -> None:
        events = resource.backend("events")
        bus = events.event_buses.get(resource.physical_id)
        if bus is None:
            return
        if bus.rules:
            raise AwsError("ValidationException", "Bus with rules can not be deleted.")
        events.event_buses.pop(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        bus = resource.backend("events").event_buses.get(resource.physical_id)
        return None if bus is None else {"Name": bus.name, "Description": bus.description}


@register("AWS::Events::Archive")
class Archive(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, resource.physical_id = resource.properties, resource.name("ArchiveName", 48)
        archive = resource.backend("events").create_archive(
            resource.physical_id, properties["SourceArn"], properties.get("Description"), _pattern(properties), properties.get("RetentionDays"))
        resource.attributes = {"Arn": archive.arn, "ArchiveName": archive.name}

    def update(self, resource: Resource, before: dict) -> None:
        properties, archive = resource.properties, resource.backend("events").archives[resource.physical_id]
        archive.update(properties.get("Description"), _pattern(properties), properties.get("RetentionDays"))

    def delete(self, resource: Resource) -> None:
        resource.backend("events").delete_archive(resource.physical_id)


def _pattern(properties: dict) -> Any:
    return json_text(properties["EventPattern"]) if properties.get("EventPattern") else None


@register("AWS::Events::Connection")
class Connection(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, resource.physical_id = resource.properties, resource.name("Name", 64)
        connection = resource.backend("events").create_connection(
            resource.physical_id, properties.get("Description"), properties["AuthorizationType"], _secrets(properties["AuthParameters"]))
        resource.attributes = {"Arn": connection.arn, "SecretArn": connection.secret_arn}

    def update(self, resource: Resource, before: dict) -> None:
        properties = resource.properties
        resource.backend("events").update_connection(
            resource.physical_id, description=properties.get("Description"), authorization_type=properties["AuthorizationType"],
            auth_parameters=properties["AuthParameters"])

    def delete(self, resource: Resource) -> None:
        resource.backend("events").delete_connection(resource.physical_id)


def _secrets(given: dict) -> dict:
    return {key: value for key, value in given.items() if isinstance(value, dict)}


@register("AWS::Events::ApiDestination")
class ApiDestination(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, resource.physical_id = resource.properties, resource.name("Name", 64)
        events = resource.backend("events")
        events.create_api_destination(
            resource.physical_id, properties.get("Description"), properties["ConnectionArn"], properties["InvocationEndpoint"],
            properties.get("InvocationRateLimitPerSecond", 300), properties["HttpMethod"])
        arn = events.destinations[resource.physical_id].arn
        resource.attributes = {"Arn": arn, "ArnForPolicy": arn.rsplit("/", 1)[0]}

    def update(self, resource: Resource, before: dict) -> None:
        properties = resource.properties
        resource.backend("events").update_api_destination(
            resource.physical_id, description=properties.get("Description"), connection_arn=properties["ConnectionArn"],
            invocation_endpoint=properties["InvocationEndpoint"], http_method=properties["HttpMethod"],
            invocation_rate_limit_per_second=properties.get("InvocationRateLimitPerSecond"))

    def delete(self, resource: Resource) -> None:
        resource.backend("events").delete_api_destination(resource.physical_id)
