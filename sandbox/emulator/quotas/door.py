"""Held before a call is answered: what AWS's models limit, and what the table does."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..authorization.parameters import parameters_of
from . import constraints, table

if TYPE_CHECKING:
    from ..request import Request


def check(request: Request, account: str) -> None:
    service, operation = request.service, request.operation
    limited, modelled = table.is_limited(service, operation), constraints.is_checked(service, operation)
    if not limited and not modelled:
        return
    wish = parameters_of(request)
    if modelled:
        constraints.check(service, operation, wish)
    if limited:
        more = {"Body": request.body.decode("utf-8", "replace")} if request.style == "s3" else {}
        table.check_call(service, operation, {**wish, **more}, account, request.region)
