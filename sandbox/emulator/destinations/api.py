"""Calls whose destination is tried first; moto answers them then."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..call import NOT_MINE
from . import others

if TYPE_CHECKING:
    from ..call import Call
    from ..organization.model import Organization


class LogsApi:
    def __init__(self, organization: Organization):
        self._organization = organization

    def create_export_task(self, call: Call) -> Any:
        others.check_export(call.account, call.region, call.params, call.identity, self._organization)
        return NOT_MINE


class FirehoseApi:
    def create_delivery_stream(self, call: Call) -> Any:
        others.check_stream(call.account, call.params)
        return NOT_MINE
