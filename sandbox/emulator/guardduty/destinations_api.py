"""The API of where findings are published."""
from __future__ import annotations

import uuid

from ..call import Call
from ..destinations.others import check_findings
from .model import GuardDuty, bad_request


class DestinationsApi:
    def __init__(self, model: GuardDuty):
        self._model = model

    def create_publishing_destination(self, call: Call) -> dict:
        detector = self._model.named(call)
        if detector.destinations:
            raise bad_request("The request failed because you have reached the limit for publishing destinations.")
        properties = call.params["DestinationProperties"]
        self._check_destination(call)
        id = uuid.uuid4().hex
        detector.destinations[id] = properties
        return {"DestinationId": id}

    def list_publishing_destinations(self, call: Call) -> dict:
        return {"Destinations": [{"DestinationId": id, "DestinationType": "S3", "Status": "PUBLISHING"}
                                 for id in self._model.named(call).destinations]}

    def describe_publishing_destination(self, call: Call) -> dict:
        return {"DestinationId": call.params["DestinationId"], "DestinationType": "S3", "Status": "PUBLISHING",
                "PublishingFailureStartTimestamp": 0, "DestinationProperties": self._destination(call)}

    def update_publishing_destination(self, call: Call) -> None:
        self._check_destination(call)
        self._destination(call).update(call.params["DestinationProperties"])

    def delete_publishing_destination(self, call: Call) -> None:
        self._destination(call)
        del self._model.named(call).destinations[call.params["DestinationId"]]

    def _destination(self, call: Call) -> dict:
        found = self._model.named(call).destinations.get(call.params["DestinationId"])
        if found is None:
            raise bad_request("The request is rejected since no such resource found.")
        return found

    def _check_destination(self, call: Call) -> None:
        check_findings(call.account, call.region, call.params["DetectorId"], call.params["DestinationProperties"], self._model.organization)
