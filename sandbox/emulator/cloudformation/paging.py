"""Pages of the lists of CloudFormation."""
from __future__ import annotations

from typing import Any

from ..call import Call
from ..errors import validation_error


def page(call: Call, key: str, items: list, show: Any = lambda item: item, size: int = 100) -> dict:
    token = call.params.get("NextToken") or "0"
    if not token.isdigit():
        raise validation_error("The token provided is invalid")
    size = min(call.params.get("MaxResults") or size, size)
    end = int(token) + size
    found: dict[str, Any] = {key: [show(item) for item in items[int(token):end]]}
    if end < len(items):
        found["NextToken"] = str(end)
    return found
