"""What would leave for the outside world: remembered, and really sent only to an address on this machine."""
from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections import deque
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlsplit

from .errors import AwsError

KEPT = 2000
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Outbox:
    def __init__(self) -> None:
        self._sent: deque[dict] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def record(self, service: str, target: str, body: str, **more: Any) -> None:
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with self._lock:
            self._sent.append({"at": at, "service": service, "target": target, "body": body, **more})

    def call(self, method: str, url: str, body: str, headers: dict, **more: Any) -> Any:
        """The HTTP status of a call to this machine; None for a call that was only recorded. AwsError when it was refused."""
        if urlsplit(url).hostname not in LOOPBACK:
            self.record("http", url, body, method=method, **more)
            return None
        request = urllib.request.Request(url, data=body.encode(), method=method, headers={
            "Content-Type": "application/json; charset=utf-8", "User-Agent": "Amazon/EventBridge/ApiDestinations", **headers})
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # AWS gives up after five seconds too
                status = answer.status
        except urllib.error.HTTPError as error:
            self.record("http", url, body, method=method, status=error.code, **more)
            raise AwsError("SDK_CLIENT_ERROR", f"{url} answered {error.code}") from None
        except OSError as error:
            raise AwsError("SDK_CLIENT_ERROR", f"{url} does not answer: {error}") from None
        self.record("http", url, body, method=method, status=status, **more)
        return status

    def describe(self) -> list:
        with self._lock:
            return list(self._sent)
