"""GuardDuty: detectors and filters."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..guardduty import model
from ..served import served
from .registry import ResourceType, register
from .values import tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::GuardDuty::Detector")
class Detector(ResourceType):
    def create(self, resource: Resource) -> None:
        detector = served.guardduty.make_detector(resource.account, resource.region, tag_map(resource.tags()))
        resource.physical_id = detector.id
        resource.attributes = {"Id": detector.id}
        self._change(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._change(resource)

    def _change(self, resource: Resource) -> None:
        properties = resource.properties
        served.guardduty.detector(resource.account, resource.region, resource.physical_id).update(
            properties["Enable"], properties.get("FindingPublishingFrequency", "SIX_HOURS"), properties.get("Features", []))

    def delete(self, resource: Resource) -> None:
        if served.guardduty.detector_of(resource.account, resource.region) is not None:
            served.guardduty.drop_detector(resource.account, resource.region)

    def read(self, resource: Resource) -> Any:
        return None if served.guardduty.detector_of(resource.account, resource.region) is None else {}


@register("AWS::GuardDuty::Filter")
class Filter(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("Name", 64)
        self._put(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        properties = resource.properties
        self._detector(resource).filters[resource.physical_id] = {
            "Action": properties.get("Action", "NOOP"), "Description": properties.get("Description", ""),
            "Rank": properties.get("Rank", 1), "FindingCriteria": properties["FindingCriteria"]}

    def delete(self, resource: Resource) -> None:
        if served.guardduty.detector_of(resource.account, resource.region) is not None:
            self._detector(resource).filters.pop(resource.physical_id, None)

    def _detector(self, resource: Resource) -> model.Detector:
        return served.guardduty.detector(resource.account, resource.region, resource.properties["DetectorId"])
