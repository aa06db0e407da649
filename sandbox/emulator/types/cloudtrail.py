"""CloudTrail: trails."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..destinations import cloudtrail as destinations
from ..errors import AwsError
from ..served import served
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::CloudTrail::Trail")
class Trail(ResourceType):
    def create(self, resource: Resource) -> None:
        name, cloudtrail = resource.name("TrailName", 128), resource.backend("cloudtrail")
        if name in cloudtrail.trails:
            raise AwsError("AlreadyExists", f"Trail {name} already exists for customer: {resource.account}")
        self._check(resource, name)
        resource.physical_id = name
        self._create(resource)

    def _check(self, resource: Resource, name: str) -> None:
        get = resource.properties.get
        destinations.check(destinations.Trail(
            resource.account, resource.region, name, resource.properties["S3BucketName"], get("S3KeyPrefix", ""), get("IsOrganizationTrail", False),
            get("KMSKeyId", ""), get("SnsTopicName", ""), get("CloudWatchLogsLogGroupArn", ""), get("CloudWatchLogsRoleArn", "")), served.organization)

    def _create(self, resource: Resource) -> None:
        properties, cloudtrail = resource.properties, resource.backend("cloudtrail")
        get = properties.get
        trail = cloudtrail.create_trail(
            resource.physical_id, properties["S3BucketName"], get("S3KeyPrefix"), get("SnsTopicName"),
            get("IncludeGlobalServiceEvents", True), get("IsMultiRegionTrail", False), get("EnableLogFileValidation", False),
            get("IsOrganizationTrail", False), get("CloudWatchLogsLogGroupArn"), get("CloudWatchLogsRoleArn"), get("KMSKeyId"),
            resource.tags())
        resource.attributes = {"Arn": trail.arn, "SnsTopicArn": trail.topic_arn or ""}
        self._apply(resource)

    def _apply(self, resource: Resource) -> None:
        properties, cloudtrail = resource.properties, resource.backend("cloudtrail")
        (cloudtrail.start_logging if properties.get("IsLogging") else cloudtrail.stop_logging)(resource.physical_id)
        cloudtrail.trails[resource.physical_id].put_event_selectors(
            properties.get("EventSelectors", []), [_selector(item) for item in properties.get("AdvancedEventSelectors", [])])
        cloudtrail.trails[resource.physical_id].put_insight_selectors(properties.get("InsightSelectors", []))

    def update(self, resource: Resource, before: dict) -> None:
        """moto has no complete UpdateTrail: a trail has no contents of its own, so it is made anew under its name."""
        self._check(resource, resource.physical_id)
        resource.backend("cloudtrail").delete_trail(resource.physical_id)
        self._create(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("cloudtrail").delete_trail(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        cloudtrail = resource.backend("cloudtrail")
        trail = cloudtrail.trails.get(resource.physical_id)
        if trail is None:
            return None
        live = trail.description()
        return {"TrailName": trail.trail_name, "S3BucketName": trail.bucket_name, "IsLogging": trail.status.is_logging,
                "IsMultiRegionTrail": live.get("IsMultiRegionTrail"), "EnableLogFileValidation": live.get("LogFileValidationEnabled"),
                "IsOrganizationTrail": live.get("IsOrganizationTrail")}


def _selector(selector: dict) -> dict:
    """What the API lists: the template's words are the same, but only those that say something."""
    return {"Name": selector.get("Name", ""), "FieldSelectors": [dict(field) for field in selector["FieldSelectors"]]}
