"""GuardDuty: detectors and filters."""
from __future__ import annotations

from ..errors import AwsError
from .registry import ResourceType, register
from .values import lower_first, tag_map


@register("AWS::GuardDuty::Detector")
class Detector(ResourceType):
    def create(self, resource) -> None:
        guardduty = resource.backend("guardduty")
        if guardduty.detectors:
            raise AwsError("BadRequestException", "The request is rejected because a detector already exists for the current account.")
        resource.physical_id = guardduty.create_detector(
            resource.properties["Enable"], resource.properties.get("FindingPublishingFrequency", "SIX_HOURS"),
            lower_first(resource.properties.get("DataSources", {})), tag_map(resource.tags()), self._features(resource))
        resource.attributes = {"Id": resource.physical_id}

    def _features(self, resource) -> list:
        return [lower_first(feature) for feature in resource.properties.get("Features", [])]

    def update(self, resource, before: dict) -> None:
        resource.backend("guardduty").detectors[resource.physical_id].update(
            resource.properties["Enable"], resource.properties.get("FindingPublishingFrequency", "SIX_HOURS"),
            lower_first(resource.properties.get("DataSources", {})), self._features(resource))

    def delete(self, resource) -> None:
        resource.backend("guardduty").detectors.pop(resource.physical_id, None)


@register("AWS::GuardDuty::Filter")
class Filter(ResourceType):
    def create(self, resource) -> None:
        properties = resource.properties
        resource.physical_id = resource.name("Name", 64)
        resource.backend("guardduty").create_filter(
            properties["DetectorId"], resource.physical_id, properties.get("Action", "NOOP"), properties.get("Description", ""),
            self._criteria(properties), properties.get("Rank", 1))

    def _criteria(self, properties) -> dict:
        # names of finding fields are keys here and keep their case
        return {"criterion": {name: lower_first(rule) for name, rule in properties["FindingCriteria"].get("Criterion", {}).items()}}

    def update(self, resource, before: dict) -> None:
        properties = resource.properties
        resource.backend("guardduty").update_filter(
            properties["DetectorId"], resource.physical_id, properties.get("Action", "NOOP"), properties.get("Description", ""),
            self._criteria(properties), properties.get("Rank", 1))

    def delete(self, resource) -> None:
        guardduty = resource.backend("guardduty")
        if resource.properties["DetectorId"] in guardduty.detectors:
            guardduty.delete_filter(resource.properties["DetectorId"], resource.physical_id)
