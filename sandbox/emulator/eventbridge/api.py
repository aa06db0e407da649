"""PutEvents and TestEventPattern. Rules, targets and buses themselves are kept by moto."""
from __future__ import annotations

import json
import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .. import access
from ..backends import backend
from ..call import NOT_MINE
from ..errors import AwsError
from . import patterns

if TYPE_CHECKING:
    from ..call import Call
    from ..world import World

MOST_ENTRIES = 10
MOST_BYTES = 1024 * 1024  # a request; raised from 256 KB


class EventsApi:
    def __init__(self, world: World):
        self._world = world

    def put_events(self, call: Call) -> dict:
        entries = call.params.get("Entries") or []
        if not 1 <= len(entries) <= MOST_ENTRIES:
            raise AwsError("ValidationException", "1 validation error detected: Value at 'entries' failed to satisfy constraint: "
                                                  f"Member must have length less than or equal to {MOST_ENTRIES}")
        if sum(len(str(entry.get("Detail", ""))) for entry in entries) > MOST_BYTES:
            raise AwsError("ValidationException", "Total size of the entries in the request is over the limit.")
        answers = [self._put(call, entry) for entry in entries]
        return {"FailedEntryCount": sum("ErrorCode" in answer for answer in answers), "Entries": answers}

    def _put(self, call: Call, entry: dict) -> dict:
        refusal = _refusal(entry)
        if refusal:
            return refusal
        bus = self._bus(call, entry.get("EventBusName") or "default")
        event = {
            "version": "0", "id": str(uuid.uuid4()), "detail-type": entry["DetailType"], "source": entry["Source"], "account": call.account,
            "time": _time(entry.get("Time")), "region": call.region, "resources": entry.get("Resources") or [],
            "detail": json.loads(entry["Detail"]),
        }
        _, _, _, region, account, _ = bus.arn.split(":", 5)
        if call.identity.trace is not None:
            self._world.router.later(call.identity.trace, self._world.router.route, account, region, bus.name, event, call.identity.trace)
        else:
            self._world.router.put(account, region, event, bus.name)
        return {"EventId": event["id"]}

    def _bus(self, call: Call, name: str) -> Any:
        account, region = call.account, call.region
        if name.startswith("arn:"):
            _, _, _, region, account, name = name.split(":", 5)
        bus = backend("events", account, region).event_buses.get(name.removeprefix("event-bus/"))
        if bus is None:
            raise AwsError("ResourceNotFoundException", f"Event bus {name} does not exist.")
        try:
            access.require(access.caller(call.identity, self._world.organization), "events:PutEvents", bus.arn, account,
                           json.loads(bus.policy or "{}"), f"the policy of the bus {bus.name}")
        except access.Refused as reason:
            raise access.denied("AccessDeniedException", reason) from None
        return bus

    def put_rule(self, call: Call) -> Any:
        """The pattern is checked as AWS does it; the rule itself is moto's."""
        _parsed(call.params.get("EventPattern"))
        return NOT_MINE

    def test_event_pattern(self, call: Call) -> dict:
        try:
            event = json.loads(call.params["Event"])
        except ValueError:
            raise AwsError("ValidationException", "Parameter Event is not valid.") from None
        return {"Result": patterns.matches(_parsed(call.params["EventPattern"]), event)}


def _parsed(text: Any) -> Any:
    try:
        return patterns.parse(text) if text else None
    except patterns.InvalidPattern as error:
        raise AwsError("InvalidEventPatternException", str(error)) from None


def _refusal(entry: dict) -> dict | None:
    for name in ("Source", "DetailType", "Detail"):
        if not entry.get(name):
            return {"ErrorCode": "InvalidArgument", "ErrorMessage": f"Parameter {name} is not valid. Reason: {name} is a required argument."}
    if entry["Source"].startswith("aws."):
        return {"ErrorCode": "NotAuthorizedForSourceException", "ErrorMessage": "Not authorized for the source."}
    try:
        if isinstance(json.loads(entry["Detail"]), dict):
            return None
    except ValueError:
        pass
    return {"ErrorCode": "MalformedDetail", "ErrorMessage": "Detail is malformed."}


def _time(given: Any) -> str:
    when = datetime.fromtimestamp(given, timezone.utc) if isinstance(given, (int, float)) else datetime.now(timezone.utc)
    return given if isinstance(given, str) else when.strftime("%Y-%m-%dT%H:%M:%SZ")
