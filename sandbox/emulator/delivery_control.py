"""Control endpoints of the event chain: put events as a service would, follow them, read mail, fire schedules."""
from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .backends import living
from .sns import subscriptions

if TYPE_CHECKING:
    from .world import World

MOST_EVENTS = 1000
LONGEST_WAIT = 240.0


class DeliveryControl:
    def __init__(self, world: World, reported: Any):
        self._world, self._reported = world, reported
        self.routes = {
            ("POST", "/metsuke/events"): self._put_events,
            ("GET", "/metsuke/events"): self._traces,
            ("POST", "/metsuke/settle"): lambda query, wish: {"settled": world.router.settle(_seconds(wish))},
            ("GET", "/metsuke/mail"): lambda query, wish: world.mailbox.list(query.get("to"), int(query.get("after", 0))),
            ("GET", "/metsuke/mail/pending"): lambda query, wish: [_pending(item) for item in self._waiting(query.get("to"))],
            ("POST", "/metsuke/mail/confirm"): self._confirm,
            ("GET", "/metsuke/outbox"): lambda query, wish: world.outbox.describe(),
            ("GET", "/metsuke/schedules"): lambda query, wish: [found.describe() for found in world.schedules.all()],
            ("POST", "/metsuke/schedules/run"): self._run_schedule,
        }

    def _put_events(self, query: dict, wish: dict) -> list:
        """{account, region, bus?, events: […], seconds?}: as the AWS service would, whose source customers may not use."""
        account, region, given = str(wish["account"]), wish["region"], wish["events"]
        organization = self._world.organization
        if account not in organization.accounts and account not in organization.former:
            raise ValueError(f"{account} is no account of the organization")
        if not 1 <= len(given) <= MOST_EVENTS:
            raise ValueError(f"between 1 and {MOST_EVENTS} events at a time")
        events = [_complete(event, account, region) for event in given]
        for event in events:
            self._reported.note(account, region, event)
        traces = [self._world.router.put_of_service(account, region, event, wish.get("bus", "default")) for event in events]
        self._world.router.settle(_seconds(wish))
        return [trace.describe() for trace in traces]

    def _traces(self, query: dict, wish: dict) -> list:
        if "id" in query:
            trace = self._world.router.journal.find(query["id"])
            return [trace.describe()] if trace else []
        return [trace.describe() for trace in self._world.router.journal.latest(int(query.get("limit", 50)))]

    def _waiting(self, to: Any) -> list:
        return [item for account in [*self._world.organization.accounts] for item in subscriptions.pending([account], to)] if living("sns") else []

    def _confirm(self, query: dict, wish: dict) -> list:
        """As everybody who got the mail would do it, or only {to}."""
        waiting = self._waiting(wish.get("to"))
        return [{**_pending(item), "subscription": subscriptions.confirm(item)} for item in waiting]

    def _run_schedule(self, query: dict, wish: dict) -> list:
        """{name, account?, region?, seconds?}: now, whatever its expression says."""
        traces = [self._world.schedules.run(found) for found in self._world.schedules.named(wish["name"], wish.get("account"), wish.get("region"))]
        self._world.router.settle(_seconds(wish))
        return [trace.describe() for trace in traces]


def _pending(subscription: Any) -> dict:
    return {"topic": subscription.topic.arn, "to": subscription.endpoint}


def _seconds(wish: dict) -> float:
    return min(float(wish.get("seconds", 30)), LONGEST_WAIT)


def _complete(event: dict, account: str, region: str) -> dict:
    for name in ("source", "detail-type", "detail"):
        if name not in event:
            raise ValueError(f'an event needs "{name}"')
    now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"version": "0", "id": str(uuid.uuid4()), "account": account, "time": now, "region": region, "resources": [], **event}
