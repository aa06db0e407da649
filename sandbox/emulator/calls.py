"""Counts AWS API calls, so that a test can prove how many calls a plan costs."""
from __future__ import annotations

import threading
from collections import Counter


class Calls:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counter: Counter[str] = Counter()

    def add(self, service: str, operation: str) -> None:
        with self._lock:
            self._counter[f"{service}.{operation}"] += 1

    def reset(self) -> None:
        with self._lock:
            self._counter.clear()

    def describe(self) -> dict:
        with self._lock:
            return {"total": sum(self._counter.values()), "byOperation": dict(sorted(self._counter.items()))}
