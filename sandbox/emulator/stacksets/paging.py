"""Pages of the lists of stack sets: a size that AWS does not allow is refused."""
from __future__ import annotations

from typing import Any

from ..call import Call
from ..errors import validation_error


def page(call: Call, items: list, show: Any = lambda item: item, size: int = 100) -> dict:
    token = call.params.get("NextToken") or "0"
    if not token.isdigit():
        raise validation_error("The token provided is invalid")
    wanted = call.params.get("MaxResults") or size
    if not 1 <= wanted <= size:
        raise validation_error(f"1 validation error detected: Value '{wanted}' at 'maxResults' failed to satisfy constraint: "
                               f"Member must have value less than or equal to {size}")
    end = int(token) + wanted
    found: dict[str, Any] = {"Summaries": [show(item) for item in items[int(token):end]]}
    if end < len(items):
        found["NextToken"] = str(end)
    return found
