"""Pages of the lists of AWS Organizations: at most 20 a page, whatever is asked."""
from __future__ import annotations

from typing import Any

from ..call import Call
from ..errors import AwsError


def page(call: Call, key: str, items: list, show: Any) -> dict:
    size, start = call.params.get("MaxResults", 20), call.params.get("NextToken") or "0"
    if not isinstance(size, int) or not 1 <= size <= 20:
        raise AwsError("InvalidInputException", "1 validation error detected: Value at 'maxResults' failed to satisfy "
                       "constraint: Member must have value less than or equal to 20", Reason="MAX_VALUE_EXCEEDED")
    if not start.isdigit():
        raise AwsError("InvalidInputException", "You specified an invalid next token.", Reason="INVALID_NEXT_TOKEN")
    end = int(start) + size
    found: dict[str, Any] = {key: [show(item) for item in items[int(start):end]]}
    if end < len(items):
        found["NextToken"] = str(end)
    return found
