"""The API of detectors."""
from __future__ import annotations

from ..call import Call
from .model import Detector, GuardDuty


class DetectorsApi:
    def __init__(self, model: GuardDuty):
        self._model = model

    def create_detector(self, call: Call) -> dict:
        detector = self._model.make_detector(call.account, call.region, call.params.get("Tags"))
        self._change(detector, call.params)
        return {"DetectorId": detector.id}

    def list_detectors(self, call: Call) -> dict:
        found = self._model.detector_of(call.account, call.region)
        return {"DetectorIds": [found.id] if found else []}

    def get_detector(self, call: Call) -> dict:
        found = self._model.named(call)
        return {"CreatedAt": found.created, "UpdatedAt": found.updated, "Status": "ENABLED" if found.enabled else "DISABLED",
                "FindingPublishingFrequency": found.frequency, "Features": found.describe_features(), "Tags": found.tags,
                "ServiceRole": f"arn:aws:iam::{call.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"}

    def update_detector(self, call: Call) -> None:
        self._change(self._model.named(call), call.params)

    def delete_detector(self, call: Call) -> None:
        self._model.named(call)
        self._model.drop_detector(call.account, call.region)

    def _change(self, detector: Detector, params: dict) -> None:
        detector.update(params.get("Enable"), params.get("FindingPublishingFrequency"), params.get("Features", []))

    def tag_resource(self, call: Call) -> None:
        self._tagged(call).tags.update(call.params["Tags"])

    def untag_resource(self, call: Call) -> None:
        for key in call.params["TagKeys"]:
            self._tagged(call).tags.pop(key, None)

    def list_tags_for_resource(self, call: Call) -> dict:
        return {"Tags": self._tagged(call).tags}

    def _tagged(self, call: Call) -> Detector:
        return self._model.detector(call.account, call.region, call.params["ResourceArn"].rpartition("/")[2])
