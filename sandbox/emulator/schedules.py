"""Schedules of EventBridge Scheduler, and rules with a schedule. Nothing fires by itself: rehearsals say when it is time."""
from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .backends import living
from .eventbridge import targets

if TYPE_CHECKING:
    from .eventbridge.journal import Trace
    from .world import World

SCHEDULER = "scheduler.amazonaws.com"


class Schedule:
    """One schedule with one target, or a rule with its targets."""

    def __init__(self, account: str, region: str, source: Any, expression: str, enabled: bool, list_of_targets: list, service: str):
        self.account, self.region, self.source, self.expression, self.enabled = account, region, source, expression, enabled
        self.targets, self.service = list_of_targets, service

    def describe(self) -> dict:
        return {"account": self.account, "region": self.region, "name": self.source.name, "arn": self.source.arn,
                "expression": self.expression, "enabled": self.enabled}


class Schedules:
    def __init__(self, world: World):
        self._world = world

    def all(self) -> list[Schedule]:
        return [*self._scheduler(), *self._rules()]

    def named(self, name: str, account: str | None = None, region: str | None = None) -> list[Schedule]:
        found = [item for item in self.all() if item.source.name == name and account in (None, item.account) and region in (None, item.region)]
        if not found:
            raise ValueError(f"there is no schedule {name}")
        return found

    def _scheduler(self) -> Iterator[Any]:
        for scheduler in living("scheduler"):
            for group in scheduler.schedule_groups.values():
                for item in list(group.schedules.values()):
                    expression = f"{item.schedule_expression} {item.schedule_expression_timezone}"
                    yield Schedule(scheduler.account_id, scheduler.region_name, item, expression, item.state != "DISABLED", [item.target], SCHEDULER)

    def _rules(self) -> Iterator[Any]:
        for events in living("events"):
            for rule in list(events.event_buses["default"].rules.values()):
                if rule.scheduled_expression:
                    yield Schedule(events.account_id, events.region_name, rule, rule.scheduled_expression, rule.state != "DISABLED",
                                   list(rule.targets), targets.EVENTS)

    def run(self, schedule: Schedule) -> Trace:
        event = _event(schedule)
        trace = self._world.router.journal.open(event["id"], f"schedule {schedule.source.name}")
        outcome = "matched" if schedule.enabled else "ended"
        trace.hop(schedule.account, schedule.region, "schedule", schedule.source.name, outcome, "" if schedule.enabled else "it is disabled")
        for target in schedule.targets if schedule.enabled else ():
            filled = _filled(target, schedule, event) if schedule.service == SCHEDULER else target
            delivery = targets.Delivery(self._world, trace, event, schedule.account, schedule.region, filled, schedule.source, service=schedule.service)
            self._world.router.later(trace, targets.send, delivery)
        return trace


def _event(schedule: Schedule) -> dict:
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    is_rule = schedule.service == targets.EVENTS
    return {"version": "0", "id": str(uuid.uuid4()), "detail-type": "Scheduled Event", "source": "aws.events" if is_rule else "aws.scheduler",
            "account": schedule.account, "time": now, "region": schedule.region, "resources": [schedule.source.arn], "detail": {} if is_rule else "{}"}


def _filled(target: dict, schedule: Schedule, event: dict) -> dict:
    """Scheduler's context attributes in the input, user guide: <aws.scheduler.scheduled-time> and so on."""
    text = target.get("Input") or json.dumps(event)
    for name, value in {"schedule-arn": schedule.source.arn, "scheduled-time": event["time"], "execution-id": event["id"], "attempt-number": "1"}.items():
        text = text.replace(f"<aws.scheduler.{name}>", value)
    return {**target, "Input": text}
