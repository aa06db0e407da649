"""As much of the advanced queries of AWS Config as is asked here: SELECT of fields, WHERE of equalities joined by AND."""
from __future__ import annotations

import re
from typing import Any

from ..errors import AwsError

QUERY = re.compile(r"^\s*SELECT\s+(?P<fields>[\w.,\s]+?)\s+WHERE\s+(?P<conditions>.+)$", re.IGNORECASE | re.DOTALL)
EQUALITY = re.compile(r"^\s*([\w.]+)\s*=\s*'([^']*)'\s*$")


def select(expression: str, items: list) -> tuple:
    """Names of the fields, and of each item that fits those fields alone."""
    parsed = QUERY.match(expression)
    texts = re.split(r"\s+AND\s+", parsed["conditions"], flags=re.IGNORECASE) if parsed else []
    wanted = [condition.groups() for condition in map(EQUALITY.match, texts) if condition]
    if parsed is None or len(wanted) < len(texts):
        raise AwsError("InvalidExpressionException", f"The emulator does not know this query: {expression}")
    fields = [field.strip() for field in parsed["fields"].split(",")]
    found = [item for item in items if all(_at(item, path) == value for path, value in wanted)]
    return fields, [_part(item, fields) for item in found]


def _at(item: dict, path: str) -> Any:
    value: Any = item
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _part(item: dict, fields: list) -> dict:
    part: dict = {}
    for field in fields:
        value = _at(item, field)
        if value is None:
            continue
        *above, last = field.split(".")
        inside = part
        for key in above:
            inside = inside.setdefault(key, {})
        inside[last] = value
    return part
