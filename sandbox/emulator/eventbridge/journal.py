"""What became of each event: every hop from the first bus to the mailbox, or why it ended. One trace an event."""
from __future__ import annotations

import threading
from collections import OrderedDict
from datetime import datetime, timezone
from typing import Any

KEPT = 5000


class Trace:
    """An event's way through the organization. It is settled when nothing of it is under way."""

    def __init__(self, id: str, title: str):
        self.id, self.title = id, title
        self.hops: list[dict] = []
        self._open, self._idle = 0, threading.Condition()

    def hop(self, account: str, region: str, kind: str, name: str, outcome: str, why: str = "", **more: Any) -> dict:
        """outcome: matched, delivered, recorded, filtered, failed or ended. Returns the hop, to be completed later."""
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        hop = {"at": at, "account": account, "region": region, "kind": kind, "name": name, "outcome": outcome, **({"why": why} if why else {}), **more}
        self.hops.append(hop)
        return hop

    def begin(self) -> None:
        with self._idle:
            self._open += 1

    def end(self) -> None:
        with self._idle:
            self._open -= 1
            self._idle.notify_all()

    def wait(self, seconds: float) -> bool:
        with self._idle:
            return self._idle.wait_for(lambda: self._open == 0, seconds)

    @property
    def settled(self) -> bool:
        return self._open == 0

    def describe(self) -> dict:
        return {"id": self.id, "title": self.title, "settled": self.settled, "hops": list(self.hops)}


class Journal:
    """The last traces, by event id."""

    def __init__(self) -> None:
        self._traces: OrderedDict[str, Trace] = OrderedDict()
        self._lock = threading.Lock()

    def open(self, id: str, title: str) -> Trace:
        with self._lock:
            trace = self._traces[id] = Trace(id, title)
            while len(self._traces) > KEPT:
                self._traces.popitem(last=False)
            return trace

    def find(self, id: str) -> Trace | None:
        return self._traces.get(id)

    def latest(self, count: int) -> list:
        with self._lock:
            return list(self._traces.values())[-count:]

    def unsettled(self) -> list:
        with self._lock:
            return [trace for trace in self._traces.values() if not trace.settled]
