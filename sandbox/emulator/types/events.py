"""EventBridge: rules with their targets, and who may put events on a bus."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from ..eventbridge import patterns
from .registry import ResourceType, register
from .values import json_text

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::Events::Rule")
class Rule(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("Name", 64)
        bus = self._bus(resource)
        if resource.physical_id in resource.backend("events").event_buses[bus].rules:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource)

    def _bus(self, resource: Resource) -> str:
        return resource.properties.get("EventBusName", "default").rsplit("/", 1)[-1]

    def _put(self, resource: Resource) -> None:
        properties, events = resource.properties, resource.backend("events")
        pattern = properties.get("EventPattern")
        if pattern:
            _checked(json_text(pattern))
        rule = events.put_rule(
            resource.physical_id, description=properties.get("Description"), event_bus_arn=self._bus(resource),
            event_pattern=json_text(pattern) if pattern else None, role_arn=properties.get("RoleArn"),
            scheduled_expression=properties.get("ScheduleExpression"), state=properties.get("State", "ENABLED"),
            tags=resource.tags())
        rule.targets.clear()
        rule.put_targets(properties.get("Targets", []))
        resource.attributes = {"Arn": rule.arn}

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        events = resource.backend("events")
        rule = events.event_buses[self._bus(resource)].rules.get(resource.physical_id) if self._bus(resource) in events.event_buses else None
        if rule is not None:
            rule.targets.clear()
            events.delete_rule(resource.physical_id, self._bus(resource))

    def read(self, resource: Resource) -> Any:
        buses, bus = resource.backend("events").event_buses, self._bus(resource)
        rule = buses[bus].rules.get(resource.physical_id) if bus in buses else None
        if rule is None:
            return None
        properties, pattern = resource.properties, rule.event_pattern.dump()
        live = {"State": rule.state, "Targets": rule.targets}
        if properties.get("EventPattern"):
            same = pattern and json.loads(pattern) == json.loads(json_text(properties["EventPattern"]))
            live["EventPattern"] = properties["EventPattern"] if same else pattern
        return live


def _checked(pattern: str) -> None:
    try:
        patterns.parse(pattern)
    except patterns.InvalidPattern as error:
        raise AwsError("InvalidEventPatternException", str(error)) from None


@register("AWS::Events::EventBusPolicy")
class BusPolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.properties["StatementId"]
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        properties, name = resource.properties, resource.properties.get("EventBusName", "default")
        bus = resource.backend("events").describe_event_bus(name)
        if "Statement" in properties:
            put_statements(bus, [{"Sid": properties["StatementId"], **properties["Statement"]}])
        else:
            resource.backend("events").put_permission(
                name, properties.get("Action", "events:PutEvents"), properties["Principal"], properties["StatementId"],
                properties.get("Condition"), None)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("events").remove_permission(
            resource.properties.get("EventBusName", "default"), resource.properties["StatementId"], False)

    def read(self, resource: Resource) -> Any:
        bus = resource.backend("events").event_buses.get(resource.properties.get("EventBusName", "default"))
        return {} if bus is not None and resource.properties["StatementId"] in bus._statements else None


def put_statements(bus: Any, statements: list) -> None:
    """Into the bus itself: moto's API replaces every statement that has the same principal, an Allow by a Deny for "*"."""
    from moto.events.models import EventBusPolicyStatement

    for number, statement in enumerate(statements):
        statement = {"Sid": f"Statement{number}", "Effect": "Allow", "Resource": bus.arn, **statement}
        bus._statements[statement["Sid"]] = EventBusPolicyStatement.from_dict(statement)
