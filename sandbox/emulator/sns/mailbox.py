"""Every mail that SNS would have sent, as a person receives it. Nothing leaves this machine."""
from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timezone
from typing import Any

KEPT = 5000


class Mailbox:
    def __init__(self) -> None:
        self._mails: deque[dict] = deque(maxlen=KEPT)
        self._count, self._lock = 0, threading.Lock()

    def deliver(self, to: str, sender: str, subject: str, body: str, topic: str, kind: str, event: dict | None = None) -> dict:
        """kind: notification or confirmation. Returns the mail with its number."""
        at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        with self._lock:
            self._count += 1
            mail = {"number": self._count, "at": at, "from": sender, "to": to, "subject": subject, "body": body, "topic": topic,
                    "kind": kind, **({"event": event} if event else {})}
            self._mails.append(mail)
        return mail

    def list(self, to: Any = None, after: int = 0) -> list:
        with self._lock:
            return [mail for mail in self._mails if to in (None, mail["to"]) and mail["number"] > after]
