"""What one quota is: its number, how AWS refuses what exceeds it, which page says so, and where it is measured."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..errors import AwsError


@dataclass(frozen=True)
class Place:
    """Where something is asked for: measures that count what is there look it up in this account and Region."""

    account: str
    region: str
    is_new: bool = True  # an update adds nothing to what is counted


@dataclass(frozen=True)
class Quota:
    """`calls` and `types` say how it is measured in an API call ("iam.CreatePolicy") and in a resource of a template."""

    name: str
    limit: int
    code: str
    text: str
    source: str
    calls: dict = field(default_factory=dict)
    types: dict = field(default_factory=dict)
    status: int = 400
    reason: str = ""  # Organizations says it beside the text

    def refuse(self, found: int, of: str = "") -> AwsError:
        return AwsError(self.code, self.text.format(limit=self.limit, found=found, of=of), self.status,
                        **({"Reason": self.reason} if self.reason else {}))

    def check(self, measure: Any, wish: dict, place: Place) -> None:
        """`wish` holds parameters of the call, or properties of the resource."""
        for found, of in measure(wish, place):
            self.hold(found, of)

    def hold(self, found: int, of: str = "") -> None:
        if found > self.limit:
            raise self.refuse(found, of)
