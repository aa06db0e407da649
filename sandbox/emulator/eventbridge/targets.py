"""Delivery to one target: with the permissions that AWS asks for, and a dead-letter queue for what could not be delivered."""
from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .. import access, queues
from ..access import Refused
from ..backends import backend
from ..errors import AwsError
from .inputs import input_of

if TYPE_CHECKING:
    from ..world import World

EVENTS = "events.amazonaws.com"
# Targets that are only recorded, and what the rule's role must be allowed to do there
RECORDED = {
    "states": "states:StartExecution", "ssm": "ssm:StartAutomationExecution", "firehose": "firehose:PutRecord",
    "kinesis": "kinesis:PutRecord", "ecs": "ecs:RunTask", "codebuild": "codebuild:StartBuild", "events": "events:InvokeApiDestination",
}


class Delivery:
    """One target of one rule (or schedule) for one event. `source` has an arn and a name."""

    def __init__(self, world: World, trace: Any, event: dict, account: str, region: str, target: Any, source: Any, forwarded: bool = False, service: str = EVENTS):
        self.world, self.trace, self.event, self.account, self.region = world, trace, event, account, region
        self.target, self.source, self.forwarded, self.service = target, source, forwarded, service

    @property
    def arn(self) -> str:
        return self.target["Arn"]

    def body(self) -> str:
        return input_of(self.target, self.event, self.source)

    def principal(self) -> Any:
        """The target's role when it has one, else the service itself, on behalf of the rule."""
        organization = self.world.organization
        if self.target.get("RoleArn"):
            return access.role_of(self.target["RoleArn"], self.service, self.account, self.source.arn, organization)
        return access.service(self.service, self.account, self.source.arn, organization)

    def hop(self, kind: str, name: str, outcome: str, why: str = "", **more: Any) -> None:
        place = self.arn.split(":")
        self.trace.hop(place[4] or self.account, place[3] or self.region, kind, name, outcome, why, **more)


def send(delivery: Delivery) -> None:
    kind, deliver = _way(delivery.arn)
    try:
        deliver(delivery)
    except (Refused, AwsError) as error:
        code = "NO_PERMISSIONS" if isinstance(error, Refused) else error.code
        delivery.hop(kind, _short(delivery.arn), "failed", str(error), source=delivery.source.name)
        _bury(delivery, code, str(error))


def _way(arn: str) -> tuple:
    parts = arn.split(":")
    if parts[2] == "events":
        if len(parts) > 5 and parts[5].startswith("event-bus/"):
            return "bus", _to_bus
        return ("api-destination", _to_api_destination) if parts[-1].startswith("api-destination/") else ("archive", _to_archive)
    return {
        "sns": ("topic", _to_topic), "sqs": ("queue", _to_queue), "lambda": ("function", _to_function), "logs": ("log group", _to_logs),
    }.get(parts[2], (parts[2], _to_record))


def _short(arn: str) -> str:
    return arn.split(":", 5)[-1].removeprefix("function:").removeprefix("event-bus/").removeprefix("log-group:")


def _to_bus(delivery: Delivery) -> None:
    _, _, _, region, account, tail = delivery.arn.split(":", 5)
    name = tail.removeprefix("event-bus/")
    if delivery.forwarded:
        # user guide, bus to bus: an event from another bus cannot be sent on to a third one
        raise Refused("an event that came from another bus is not sent on to a third one")
    bus = backend("events", account, region).event_buses.get(name)
    if bus is None:
        raise AwsError("ResourceNotFoundException", f"Event bus {name} does not exist.")
    if not delivery.target.get("RoleArn"):
        raise Refused("a target that is an event bus needs RoleArn")
    access.require(delivery.principal(), "events:PutEvents", bus.arn, account, json.loads(bus.policy or "{}"), f"the policy of the bus {name}",
                   **{"events:source": delivery.event["source"], "events:detail-type": delivery.event["detail-type"]})
    delivery.hop("bus", name, "delivered", source=delivery.source.name)
    delivery.world.router.route(account, region, name, delivery.event, delivery.trace, sender=delivery.source)


def _to_topic(delivery: Delivery) -> None:
    topics = delivery.world.topics
    topic = topics.find(delivery.arn)
    topics.require_publish(topic, delivery.principal())
    topics.publish(topic, delivery.body(), delivery.trace)


def _to_queue(delivery: Delivery) -> None:
    group = (delivery.target.get("SqsParameters") or {}).get("MessageGroupId")
    queues.send(delivery.arn, delivery.body(), delivery.principal(), group=group)
    delivery.hop("queue", _short(delivery.arn), "delivered", source=delivery.source.name)


def _to_function(delivery: Delivery) -> None:
    functions = delivery.world.functions
    function = functions.find(delivery.arn)
    functions.require_invoke(function, delivery.principal())
    functions.invoke_later(function, delivery.body(), delivery.trace)


def _to_logs(delivery: Delivery) -> None:
    _, _, _, region, account, tail = delivery.arn.split(":", 5)
    name, logs = tail.removeprefix("log-group:").removesuffix(":*"), backend("logs", account, region)
    if name not in logs.groups:
        raise AwsError("ResourceNotFoundException", f"The log group {name} does not exist")
    statements = [statement for policy in logs.resource_policies.values()
                  for statement in access.document(policy.policy_document)["Statement"]]
    access.require(access.service(EVENTS, delivery.account, delivery.source.arn, delivery.world.organization), "logs:PutLogEvents",
                   f"arn:aws:logs:{region}:{account}:log-group:{name}:log-stream:*", account, {"Statement": statements}, "the resource policy of Logs")
    stream, now = delivery.event["id"], datetime.now(timezone.utc)
    logs.create_log_stream(name, stream)
    logs.put_log_events(name, stream, [{"timestamp": int(now.timestamp() * 1000), "message": delivery.body()}])
    delivery.hop("log group", name, "delivered", source=delivery.source.name)


def _to_archive(delivery: Delivery) -> None:
    """An archive is a managed rule of the bus whose target is no resource."""
    archive = next((item for item in backend("events", delivery.account, delivery.region).archives.values()
                    if item.rule is delivery.source), None)
    if archive is not None:
        archive.events.append(delivery.event)
        delivery.hop("archive", archive.name, "delivered")


def _to_api_destination(delivery: Delivery) -> None:
    name = delivery.arn.split(":")[-1].split("/")[1]
    destination = backend("events", delivery.account, delivery.region).destinations.get(name)
    if destination is None:
        raise AwsError("ResourceNotFoundException", f"The API destination {name} does not exist")
    _require_role(delivery)
    parameters = delivery.target.get("HttpParameters") or {}
    status = delivery.world.outbox.call(
        destination.http_method, destination.invocation_endpoint, delivery.body(), parameters.get("HeaderParameters") or {},
        event=delivery.event["id"], via=name)
    delivery.hop("api-destination", name, "recorded" if status is None else "delivered", source=delivery.source.name, url=destination.invocation_endpoint)


def _to_record(delivery: Delivery) -> None:
    _require_role(delivery)
    service = delivery.arn.split(":")[2]
    delivery.world.outbox.record(service, delivery.arn, delivery.body(), event=delivery.event["id"])
    delivery.hop(service, _short(delivery.arn), "recorded", source=delivery.source.name)


def _require_role(delivery: Delivery) -> None:
    action = RECORDED.get(delivery.arn.split(":")[2])
    if action and not delivery.target.get("RoleArn"):
        raise Refused("this kind of target needs RoleArn")
    if action:
        access.require(delivery.principal(), action, delivery.arn, delivery.account, None, "no policy")


def _bury(delivery: Delivery, code: str, reason: str) -> None:
    arn = (delivery.target.get("DeadLetterConfig") or {}).get("Arn")
    if not arn:
        return
    attributes = {"RULE_ARN": delivery.source.arn, "TARGET_ARN": delivery.arn, "ERROR_CODE": code, "ERROR_MESSAGE": reason}
    try:
        # a rule's dead letters are EventBridge's own, a schedule's are sent with its role
        principal = delivery.principal() if delivery.service != EVENTS else access.service(
            EVENTS, delivery.account, delivery.source.arn, delivery.world.organization)
    except Refused as error:
        return delivery.trace.hop(delivery.account, delivery.region, "dead-letter queue", _short(arn), "failed", f"the event is lost: {error}")
    bury(delivery.trace, arn, json.dumps(delivery.event), attributes, principal)


def bury(trace: Any, arn: str, body: str, attributes: dict, principal: Any) -> None:
    """Into a dead-letter queue, which must let the sender in as well: on AWS the event is lost otherwise."""
    place = arn.split(":")
    try:
        queues.send(arn, body, principal, attributes)
        trace.hop(place[4], place[3], "dead-letter queue", place[5], "delivered", attributes.get("ERROR_MESSAGE") or attributes.get("ErrorMessage", ""))
    except (Refused, AwsError) as error:
        trace.hop(place[4], place[3], "dead-letter queue", place[5], "failed", f"the event is lost: {error}")
