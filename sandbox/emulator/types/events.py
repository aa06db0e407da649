"""EventBridge: rules with their targets, and who may put events on a bus."""
from __future__ import annotations

import json

from ..errors import AwsError
from .registry import ResourceType, register
from .values import json_text


@register("AWS::Events::Rule")
class Rule(ResourceType):
    def create(self, resource) -> None:
        resource.physical_id = resource.name("Name", 64)
        bus = self._bus(resource)
        if resource.physical_id in resource.backend("events").event_buses[bus].rules:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource)

    def _bus(self, resource) -> str:
        return resource.properties.get("EventBusName", "default").rsplit("/", 1)[-1]

    def _put(self, resource) -> None:
        properties, events = resource.properties, resource.backend("events")
        pattern = properties.get("EventPattern")
        rule = events.put_rule(
            resource.physical_id, description=properties.get("Description"), event_bus_arn=self._bus(resource),
            event_pattern=json_text(pattern) if pattern else None, role_arn=properties.get("RoleArn"),
            scheduled_expression=properties.get("ScheduleExpression"), state=properties.get("State", "ENABLED"),
            tags=resource.tags())
        rule.targets.clear()
        rule.put_targets(properties.get("Targets", []))
        resource.attributes = {"Arn": rule.arn}

    def update(self, resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource) -> None:
        events = resource.backend("events")
        rule = events.event_buses[self._bus(resource)].rules.get(resource.physical_id) if self._bus(resource) in events.event_buses else None
        if rule is not None:
            rule.targets.clear()
            events.delete_rule(resource.physical_id, self._bus(resource))


@register("AWS::Events::EventBusPolicy")
class BusPolicy(ResourceType):
    def create(self, resource) -> None:
        resource.physical_id = resource.properties["StatementId"]
        self._put(resource)

    def _put(self, resource) -> None:
        properties, bus = resource.properties, resource.properties.get("EventBusName", "default")
        if "Statement" in properties:
            # the API takes one statement only inside a whole policy
            statement = {"Sid": properties["StatementId"], **properties["Statement"]}
            policy = resource.backend("events").describe_event_bus(bus)
            kept = [item for item in policy._statements.values() if item.sid != properties["StatementId"]]
            document = {"Version": "2012-10-17", "Statement": [*(item.describe() for item in kept), statement]}
            resource.backend("events").put_permission(bus, None, None, None, None, json.dumps(document))
        else:
            resource.backend("events").put_permission(
                bus, properties.get("Action", "events:PutEvents"), properties["Principal"], properties["StatementId"],
                properties.get("Condition"), None)

    def update(self, resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource) -> None:
        resource.backend("events").remove_permission(
            resource.properties.get("EventBusName", "default"), resource.properties["StatementId"], False)
