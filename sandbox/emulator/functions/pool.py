"""Warm environments: those of one function are used again until its code, settings or role change."""
from __future__ import annotations

import threading
from collections import defaultdict, deque
from typing import Any

from .runtime import Environment

CONCURRENT = 4  # environments of one function at the same time; more invocations wait
WARM = 16  # idle environments altogether


class Pool:
    def __init__(self) -> None:
        self._idle: deque[tuple] = deque()  # (function, revision, environment), the longest unused first
        self._lock = threading.Lock()
        self._places: defaultdict[str, threading.BoundedSemaphore] = defaultdict(lambda: threading.BoundedSemaphore(CONCURRENT))

    def take(self, function: str, revision: str, make: Any) -> Environment:
        self._places[function].acquire()
        try:
            return self._warm(function, revision) or make()
        except BaseException:
            self._places[function].release()
            raise

    def _warm(self, function: str, revision: str) -> Environment | None:
        with self._lock:
            mine = [item for item in self._idle if item[0] == function]
            fitting = next((item for item in mine if item[1] == revision), None)
            gone = [item for item in mine if item[1] != revision]
            for item in [*gone, *([fitting] if fitting else [])]:
                self._idle.remove(item)
        for _, _, environment in gone:
            environment.close()
        return fitting[2] if fitting else None

    def give_back(self, function: str, revision: str, environment: Any) -> None:
        with self._lock:
            self._idle.append((function, revision, environment))
            too_many = [self._idle.popleft() for _ in range(len(self._idle) - WARM)]
        self._places[function].release()
        for _, _, old in too_many:
            old.close()

    def throw_away(self, function: str, environment: Any) -> None:
        self._places[function].release()
        environment.close()
