"""Filters of archive rules and lists: every property must fit, and of each its values by any of eq, neq, contains, exists."""
from __future__ import annotations

from typing import Any


def matches(filter: dict, finding: dict) -> bool:
    return all(_fits(criterion, _values(finding, name)) for name, criterion in filter.items())


def _fits(criterion: dict, values: list[str]) -> bool:
    if "exists" in criterion and bool(values) is not criterion["exists"]:
        return False
    if criterion.get("eq") and not set(values) & set(criterion["eq"]):
        return False
    if criterion.get("neq") and set(values) & set(criterion["neq"]):
        return False
    return not criterion.get("contains") or any(part in value for part in criterion["contains"] for value in values)


def _values(finding: dict, name: str) -> list[str]:
    found: Any = finding
    for key in name.split(".", 1):
        found = found.get(key) if isinstance(found, dict) else None
    if found is None:
        return []
    return ["true" if value is True else "false" if value is False else str(value) for value in (found if isinstance(found, list) else [found])]
