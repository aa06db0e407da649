"""As much of the advanced queries of AWS Config as is asked here: SELECT of fields, WHERE of equalities joined by AND."""
from __future__ import annotations

import re

from ..errors import AwsError

QUERY = re.compile(r"^\s*SELECT\s+(?P<fields>[\w.,\s]+?)\s+WHERE\s+(?P<conditions>.+)$", re.IGNORECASE | re.DOTALL)
EQUALITY = re.compile(r"^\s*([\w.]+)\s*=\s*'([^']*)'\s*$")


def select(expression: str, items: list) -> tuple:
    """Names of the fields, and of each item that fits those fields alone."""
    parsed = QUERY.match(expression)
    conditions = [EQUALITY.match(one) for one in re.split(r"\s+AND\s+", parsed["conditions"], flags=re.IGNORECASE)] if parsed else [None]
    if None in conditions:
        raise AwsError("InvalidExpressionException", f"The emulator does not know this query: {expression}")
    wanted = [condition.groups() for condition in conditions]
    fields = [field.strip() for field in parsed["fields"].split(",")]
    found = [item for item in items if all(_at(item, path) == value for path, value in wanted)]
    return fields, [_part(item, fields) for item in found]


def _at(item: dict, path: str):
    for key in path.split("."):
        item = item.get(key) if isinstance(item, dict) else None
    return item


def _part(item: dict, fields: list) -> dict:
    part = {}
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
