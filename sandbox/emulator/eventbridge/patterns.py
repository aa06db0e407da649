"""Event patterns, as the user guide (event pattern operators) and the Ruler library behind EventBridge define them.

moto's matcher is not used: it holds true and 1 equal, 300 and 300.0 too, and knows no arrays of objects.
"""
from __future__ import annotations

import ipaddress
import json
import operator
import re
from functools import lru_cache
from typing import Any

ABSENT = object()
COMPARISONS = {"<": operator.lt, "<=": operator.le, "=": operator.eq, ">=": operator.ge, ">": operator.gt}
NUMERIC_LIMIT = 5e9  # user guide: numeric matching works from -5.0e9 to +5.0e9 inclusive


class InvalidPattern(ValueError):
    """What PutRule would refuse; the text says why."""


@lru_cache(maxsize=4096)
def parse(text: str) -> dict:
    """Cached by text: the same rule is in a thousand accounts. Nobody may change the answer."""
    try:
        pattern = json.loads(text)
    except ValueError:
        raise InvalidPattern("Event pattern is not valid. Reason: it is not JSON") from None
    if not isinstance(pattern, dict) or not pattern:
        raise InvalidPattern("Event pattern is not valid. Reason: it must be an object with at least one field")
    _check(pattern, "")
    return pattern


def matches(pattern: dict, event: Any) -> bool:
    return mismatch(pattern, event) is None


def mismatch(pattern: dict, event: Any) -> str | None:
    """The dotted path of the first field that does not match, or None: what a person wants to know of a silent rule."""
    return _node(pattern, event, "")


def _node(pattern: dict, node: Any, path: str) -> str | None:
    # Fields below an array must all be found in one element of it (Ruler: array consistency)
    if isinstance(node, list) and any(isinstance(item, (dict, list)) for item in node):
        failures = [_node(pattern, item, path) for item in node]
        return failures[0] if all(failures) else None
    for key, wanted in pattern.items():
        if key == "$or" and _is_or(wanted):
            failures = [_node(choice, node, path) for choice in wanted]
            failure = failures[0] if all(failures) else None
        else:
            here = f"{path}.{key}" if path else key
            found = node.get(key, ABSENT) if isinstance(node, dict) else ABSENT
            if isinstance(wanted, dict):
                failure = _node(wanted, found, here)
            else:
                failure = None if _leaf(wanted, _leaves(found)) else here
        if failure:
            return failure
    return None


def _is_or(wanted: Any) -> bool:
    """A field may really be called $or; the operator has two or more objects that are no matchers themselves."""
    return isinstance(wanted, list) and len(wanted) >= 2 and all(isinstance(choice, dict) for choice in wanted)


def _leaves(found: Any) -> list:
    """The values at a field: an array stands for its elements; an object is no leaf, so the field is absent."""
    if found is ABSENT or isinstance(found, dict):
        return []
    if isinstance(found, list):
        return [value for item in found for value in _leaves(item)]
    return [found]


def _leaf(wanted: list, values: list) -> bool:
    return any(_one(choice, values) for choice in wanted)


def _one(choice: Any, values: list) -> bool:
    if not isinstance(choice, dict):
        return any(_same(choice, value) for value in values)
    (name, argument), = choice.items()
    if name == "exists":
        return bool(values) == argument
    return any(_compare(name, argument, value) for value in values)


def _same(wanted: Any, value: Any) -> bool:
    # the text counts, not the number: 300, 300.0 and 3.0e2 differ (user guide), and true is not 1
    return type(wanted) is type(value) and wanted == value


def _compare(name: str, argument: Any, value: Any) -> bool:
    if name == "anything-but":
        return not _excluded(argument, value)
    if name == "numeric":
        return _is_number(value) and all(
            COMPARISONS[sign](value, limit) for sign, limit in zip(argument[::2], argument[1::2], strict=True))
    if not isinstance(value, str):
        return False
    if name in ("prefix", "suffix"):
        return _affix(name, argument, value)
    if name == "equals-ignore-case":
        return value.lower() == argument.lower()
    if name == "wildcard":
        return _wildcard(argument).match(value) is not None
    return _in_network(argument, value)  # cidr


def _excluded(argument: Any, value: Any) -> bool:
    if isinstance(argument, dict):
        (name, inner), = argument.items()
        return any(_compare(name, item, value) for item in (inner if isinstance(inner, list) else [inner]))
    return any(_same(item, value) for item in (argument if isinstance(argument, list) else [argument]))


def _affix(name: str, argument: Any, value: str) -> bool:
    if isinstance(argument, dict):
        argument, value = argument["equals-ignore-case"].lower(), value.lower()
    return value.startswith(argument) if name == "prefix" else value.endswith(argument)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= NUMERIC_LIMIT


@lru_cache(maxsize=4096)
def _wildcard(text: str) -> Any:
    parts = re.findall(r"\\[*\\]|.", text, re.DOTALL)
    return re.compile("".join(".*" if part == "*" else re.escape(part[-1]) for part in parts) + r"\Z", re.DOTALL)


def _in_network(network: str, value: str) -> bool:
    try:
        return ipaddress.ip_address(value) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


# -- what PutRule refuses ---------------------------------------------------------------------------------------------
def _check(pattern: dict, path: str) -> None:
    for key, wanted in pattern.items():
        here = f"{path}.{key}" if path else key
        if key == "$or" and _is_or(wanted):
            for choice in wanted:
                _check(choice, path)
        elif isinstance(wanted, dict):
            if not wanted:
                raise _invalid(here, "an empty object is not allowed")
            _check(wanted, here)
        elif not isinstance(wanted, list):
            raise _invalid(here, f'"{key}" must be an object or an array')
        elif not wanted:
            raise _invalid(here, "Empty arrays are not allowed")
        else:
            for choice in wanted:
                _check_choice(choice, here)


def _check_choice(choice: Any, here: str) -> None:
    if isinstance(choice, list):
        raise _invalid(here, "an array in an array is not allowed")
    if not isinstance(choice, dict):
        return
    if len(choice) != 1:
        raise _invalid(here, "one matcher has one name")
    (name, argument), = choice.items()
    check = _ARGUMENTS.get(name)
    if check is None:
        raise _invalid(here, f"Unrecognized match type {name}")
    if not check(argument):
        raise _invalid(here, f"{json.dumps(argument)} is no argument of {name}")


def _is_text(argument: Any) -> bool:
    return isinstance(argument, str) and argument != ""


def _is_affix(argument: Any) -> bool:
    return _is_text(argument) or (isinstance(argument, dict) and list(argument) == ["equals-ignore-case"])


def _is_anything_but(argument: Any) -> bool:
    if isinstance(argument, dict):
        return len(argument) == 1 and next(iter(argument)) in ("prefix", "suffix", "equals-ignore-case", "wildcard")
    items = argument if isinstance(argument, list) else [argument]
    return bool(items) and all(isinstance(item, (str, int, float)) for item in items)


def _is_range(argument: Any) -> bool:
    return isinstance(argument, list) and len(argument) in (2, 4) and all(
        sign in COMPARISONS and _is_number(limit) for sign, limit in zip(argument[::2], argument[1::2], strict=True))


_ARGUMENTS = {
    "prefix": _is_affix, "suffix": _is_affix, "equals-ignore-case": _is_text, "wildcard": _is_text, "cidr": _is_text,
    "exists": lambda argument: isinstance(argument, bool), "numeric": _is_range, "anything-but": _is_anything_but,
}


def _invalid(here: str, reason: str) -> InvalidPattern:
    return InvalidPattern(f"Event pattern is not valid. Reason: {reason} (at {here})")
