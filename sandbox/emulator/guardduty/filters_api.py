"""The API of filters."""
from __future__ import annotations

from ..call import Call
from .model import GuardDuty, bad_request

FIELDS = ("Description", "Action", "Rank", "FindingCriteria")


class FiltersApi:
    def __init__(self, model: GuardDuty):
        self._model = model

    def create_filter(self, call: Call) -> dict:
        detector, name = self._model.named(call), call.params["Name"]
        if name in detector.filters:
            raise bad_request("The request is rejected because a filter with the given name already exists.")
        detector.filters[name] = {key: call.params[key] for key in FIELDS if key in call.params}
        return {"Name": name}

    def get_filter(self, call: Call) -> dict:
        return {"Name": call.params["FilterName"], **self._filter(call)}

    def list_filters(self, call: Call) -> dict:
        return {"FilterNames": sorted(self._model.named(call).filters)}

    def update_filter(self, call: Call) -> dict:
        self._filter(call).update({key: call.params[key] for key in FIELDS if key in call.params})
        return {"Name": call.params["FilterName"]}

    def delete_filter(self, call: Call) -> None:
        self._filter(call)
        del self._model.named(call).filters[call.params["FilterName"]]

    def _filter(self, call: Call) -> dict:
        found = self._model.named(call).filters.get(call.params["FilterName"])
        if found is None:
            raise bad_request("The request is rejected since no such resource found.")
        return found
