"""Takes an event to the rules of a bus, and what matches to the targets. One thread an event; nobody waits but who asks to."""
from __future__ import annotations

import sys
import traceback
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..backends import backend
from . import patterns, targets
from .journal import Journal, Trace
from .service_events import copies

if TYPE_CHECKING:
    from ..world import World

THREADS = 8
READ_ONLY = ("Describe", "List", "Get")
ALL_MANAGEMENT_EVENTS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"


class Router:
    def __init__(self, world: World):
        self.world, self.journal = world, Journal()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="deliver")

    def put(self, account: str, region: str, event: dict, bus: str = "default") -> Trace:
        """Starts the delivery of an event that a service or a customer put on a bus; returns its trace."""
        event.setdefault("id", str(uuid.uuid4()))
        trace = self.journal.open(event["id"], f'{event["source"]}: {event["detail-type"]}')
        self.later(trace, self.route, account, region, bus, event, trace)
        return trace

    def put_of_service(self, account: str, region: str, event: dict, bus: str = "default") -> Trace:
        """As an AWS service puts it, administrators included; all copies belong to one trace."""
        trace = self.put(account, region, event, bus)
        for administrator, where, copy in copies(self.world.organization, account, region, event)[1:]:
            self.later(trace, self.route, administrator, where, "default", copy, trace)
        return trace

    def later(self, trace: Any, work: Any, *arguments: Any) -> None:
        trace.begin()
        self._threads.submit(self._run, trace, work, arguments)

    def _run(self, trace: Any, work: Any, arguments: Any) -> None:
        try:
            work(*arguments)
        except Exception as error:  # a bug of the emulator must show in the trace, not vanish with the thread
            traceback.print_exc(file=sys.stderr)
            trace.hop("", "", "emulator", type(error).__name__, "failed", str(error))
        finally:
            trace.end()

    def route(self, account: str, region: str, bus: str, event: dict, trace: Any, sender: Any = None) -> None:
        """`sender` is the rule that forwarded the event from another bus; none for an event that begins here."""
        found = backend("events", account, region).event_buses[bus]
        missed = []
        for rule in list(found.rules.values()):
            missing = why_not(rule, event)
            if missing is not None:
                missed.append((rule.name, missing))
                continue
            trace.hop(account, region, "rule", rule.name, "matched", bus=bus)
            for target in list(rule.targets):
                targets.send(targets.Delivery(self.world, trace, event, account, region, target, rule, sender is not None))
        if len(missed) == len(found.rules):
            trace.hop(account, region, "bus", bus, "ended", _explain(missed))

    def settle(self, seconds: float) -> bool:
        """Waits until nothing is under way any more; False when that takes longer."""
        until = datetime.now(timezone.utc).timestamp() + seconds
        return all(trace.wait(max(0.0, until - datetime.now(timezone.utc).timestamp())) for trace in self.journal.unsettled())


def _explain(missed: list) -> str:
    """The rules that came near first: those of the event's own kind, with the field that did not match."""
    if not missed:
        return "this bus has no rules"
    near = [f"{name} ({field})" for name, field in missed if field not in ("source", "detail-type")]
    far = len(missed) - len(near)
    others = f"{far} rule{'s are' if far > 1 else ' is'} for other sources" if far else ""
    return "no rule of this bus matches: " + "; ".join(filter(None, [", ".join(near[:10]), others]))


def why_not(rule: Any, event: dict) -> str | None:
    """None when the rule matches, else the reason in a few words."""
    text = rule.event_pattern.dump()
    if rule.state == "DISABLED":
        return "disabled"
    if not text:
        return "a schedule"
    field = patterns.mismatch(patterns.parse(text), event)
    if field is not None:
        return field
    name = (event.get("detail") or {}).get("eventName", "")
    if event["detail-type"] == "AWS API Call via CloudTrail" and name.startswith(READ_ONLY) and rule.state != ALL_MANAGEMENT_EVENTS:
        return "read-only calls need the state " + ALL_MANAGEMENT_EVENTS
    return None
