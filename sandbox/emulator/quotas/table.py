"""Every quota, and the two doors at which they are held: a call, and a resource of a template."""
from __future__ import annotations

from typing import Any

from ..errors import AwsError
from . import cloudformation, events, iam, organizations, others
from .quota import Place

QUOTAS = [*cloudformation.QUOTAS, *iam.QUOTAS, *events.QUOTAS, *organizations.QUOTAS, *others.QUOTAS]


def _index(kind: str) -> dict:
    found: dict = {}
    for quota in QUOTAS:
        for name, measure in getattr(quota, kind).items():
            found.setdefault(name, []).append((quota, measure))
    return found


CALLS, TYPES = _index("calls"), _index("types")


def is_limited(service: str, operation: str) -> bool:
    return f"{service}.{operation}" in CALLS


def check_call(service: str, operation: str, wish: dict, account: str, region: str) -> None:
    _check(CALLS.get(f"{service}.{operation}", ()), wish, Place(account, region))


def check_resource(type: str, properties: dict, account: str, region: str, is_new: bool) -> None:
    _check(TYPES.get(type, ()), properties, Place(account, region, is_new))


def _check(found: Any, wish: dict, place: Place) -> None:
    for quota, measure in found:
        try:
            quota.check(measure, wish, place)
        except AwsError:
            raise
        except (AttributeError, KeyError, TypeError, ValueError):
            continue  # what cannot be measured is malformed: the service itself says so
