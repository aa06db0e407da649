"""One API call of a service that the emulator answers itself, and what may answer it."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .credentials import Identity
    from .request import Request

NOT_MINE = object()  # what a handler returns when moto shall answer this call after all


class Answer:
    """A handler's own HTTP answer, where a service speaks REST."""

    def __init__(self, status: int, headers: list, body: bytes):
        self.status, self.headers, self.body = status, headers, body


class Call:
    def __init__(self, service: str, operation: str, params: dict, identity: Identity, region: str, request: Request | None = None):
        self.service, self.operation, self.params, self.identity, self.region = service, operation, params, identity, region
        self.request: Any = request

    @property
    def account(self) -> str:
        return self.identity.account


class Parts:
    """The API of one service, which parts answer together: every public method of a part is an operation."""

    def __init__(self, *parts: Any):
        for part in parts:
            for name in [name for name in dir(part) if not name.startswith("_")]:
                if hasattr(self, name):
                    raise TypeError(f"Two parts of an API answer {name}")
                setattr(self, name, getattr(part, name))
