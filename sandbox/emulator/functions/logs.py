"""What a function says goes to its log group, in Lambda's text format."""
from __future__ import annotations

import secrets
from datetime import datetime, timezone
from typing import Any

from .. import access, policy
from ..backends import account_lock, backend


def stream_name() -> str:
    return f"{datetime.now(timezone.utc):%Y/%m/%d}/[$LATEST]{secrets.token_hex(16)}"


class Log:
    """The lines of one invocation, written at its end, as far as the function's role may write them."""

    def __init__(self, function: Any, environment: Any, id: str):
        self._function, self._stream, self._role, self._id = function, environment.session.stream, environment.session.role, id
        self.lines: list[tuple[int, str]] = []
        self._add(f"START RequestId: {id} Version: $LATEST")

    def say(self, level: str, text: str) -> None:
        now = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self._add(f"{now}\t{self._id}\t{level}\t{text}" if level else text)

    def _add(self, text: str) -> None:
        self.lines.append((int(datetime.now(timezone.utc).timestamp() * 1000), text))

    def close(self, milliseconds: float) -> None:
        self._add(f"END RequestId: {self._id}")
        self._add(f"REPORT RequestId: {self._id}\tDuration: {milliseconds:.2f} ms\tBilled Duration: {int(milliseconds) + 1} ms\t"
                  f"Memory Size: {self._function.memory_size} MB\t")
        with account_lock(self._function.account_id):
            self._write(backend("logs", self._function.account_id, self._function.region), self._function.logs_group_name)

    def _write(self, logs: Any, group: str) -> None:
        arn = f"arn:aws:logs:{self._function.region}:{self._function.account_id}:log-group:{group}"
        if group not in logs.groups and self._may("logs:CreateLogGroup", arn):
            logs.create_log_group(group, {})
        stream = f"{arn}:log-stream:{self._stream}"
        if group not in logs.groups or not self._may("logs:PutLogEvents", stream):
            return
        if self._stream not in logs.groups[group].streams:
            if not self._may("logs:CreateLogStream", stream):
                return
            logs.create_log_stream(group, self._stream)
        logs.put_log_events(group, self._stream, [{"timestamp": at, "message": text} for at, text in self.lines])

    def _may(self, action: str, resource: str) -> bool:
        return policy.decide(access.policies_of(self._role), action, resource, {}) == "allow"

    def tail(self) -> str:
        return "\n".join(text for _, text in self.lines)[-4096:]
