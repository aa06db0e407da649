"""What a function says goes to its log group, in Lambda's text format."""
from __future__ import annotations

import secrets
from datetime import datetime, timezone

from ..backends import account_lock, backend


def stream_name() -> str:
    return f"{datetime.now(timezone.utc):%Y/%m/%d}/[$LATEST]{secrets.token_hex(16)}"


class Log:
    """The lines of one invocation, written at its end."""

    def __init__(self, function, stream: str, id: str):
        self._function, self._stream, self._id, self.lines = function, stream, id, []
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
        logs, group = backend("logs", self._function.account_id, self._function.region), self._function.logs_group_name
        with account_lock(self._function.account_id):
            if group not in logs.groups:
                logs.create_log_group(group, {})
            if self._stream not in logs.groups[group].streams:
                logs.create_log_stream(group, self._stream)
            logs.put_log_events(group, self._stream, [{"timestamp": at, "message": text} for at, text in self.lines])

    def tail(self) -> str:
        return "\n".join(text for _, text in self.lines)[-4096:]
