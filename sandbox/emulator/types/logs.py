"""CloudWatch Logs and alarms."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register
from .values import json_text, lower_first, tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::Logs::LogGroup")
class LogGroup(ResourceType):
    def create(self, resource: Resource) -> None:
        logs = resource.backend("logs")
        resource.physical_id = resource.name("LogGroupName", 512)
        if resource.physical_id in logs.groups:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        group = logs.create_log_group(resource.physical_id, tag_map(resource.tags()), kmsKeyId=resource.properties.get("KmsKeyId"))
        resource.attributes = {"Arn": resource.arn("logs", f"log-group:{resource.physical_id}:*")}
        resource.model = group
        self._retain(resource)

    def _retain(self, resource: Resource) -> None:
        days = resource.properties.get("RetentionInDays")
        resource.backend("logs").groups[resource.physical_id].set_retention_policy(days)

    def update(self, resource: Resource, before: dict) -> None:
        self._retain(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("logs").groups.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        group = resource.backend("logs").groups.get(resource.physical_id)
        if group is None:
            return None
        return {"LogGroupName": resource.physical_id, "RetentionInDays": group.retention_in_days}


def check_group(resource: Resource, name: str) -> None:
    if name not in resource.backend("logs").groups:
        raise AwsError("ResourceNotFoundException", "The specified log group does not exist.")


@register("AWS::Logs::MetricFilter")
class MetricFilter(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("FilterName", 512)
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        properties = resource.properties
        check_group(resource, properties["LogGroupName"])
        resource.backend("logs").put_metric_filter(
            resource.physical_id, properties["FilterPattern"], properties["LogGroupName"],
            [lower_first(item) for item in properties["MetricTransformations"]])

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("logs").delete_metric_filter(resource.physical_id, resource.properties["LogGroupName"])

    def read(self, resource: Resource) -> Any:
        found = resource.backend("logs").filters.get_matching_filters(resource.physical_id, resource.properties["LogGroupName"])
        found = [item for item in found if item["filterName"] == resource.physical_id]
        return {} if found else None


@register("AWS::Logs::SubscriptionFilter")
class SubscriptionFilter(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("FilterName", 512)
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        # not through moto's backend: that insists on a destination that exists in this very process
        properties = resource.properties
        check_group(resource, properties["LogGroupName"])
        group = resource.backend("logs").groups[properties["LogGroupName"]]
        group.put_subscription_filter(
            resource.physical_id, properties["FilterPattern"], properties["DestinationArn"], properties.get("RoleArn"))

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        group = resource.backend("logs").groups.get(resource.properties["LogGroupName"])
        if group is not None:
            group.delete_subscription_filter(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        group = resource.backend("logs").groups.get(resource.properties["LogGroupName"])
        live = group.subscription_filters.get(resource.physical_id) if group is not None else None
        return None if live is None else {"DestinationArn": live.destination_arn, "FilterPattern": live.filter_pattern}


@register("AWS::Logs::ResourcePolicy")
class LogsResourcePolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.properties["PolicyName"]
        resource.backend("logs").put_resource_policy(resource.physical_id, json_text(resource.properties["PolicyDocument"]))

    def update(self, resource: Resource, before: dict) -> None:
        self.create(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("logs").delete_resource_policy(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        return {} if resource.physical_id in resource.backend("logs").resource_policies else None


@register("AWS::CloudWatch::Alarm")
class Alarm(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("AlarmName")
        if resource.physical_id in resource.backend("cloudwatch").alarms:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        get = resource.properties.get
        alarm = resource.backend("cloudwatch").put_metric_alarm(
            resource.physical_id, get("Namespace"), get("MetricName"), get("ComparisonOperator"), get("EvaluationPeriods"),
            get("Period"), get("Threshold"), get("Statistic"), get("AlarmDescription"),
            get("Dimensions", []), get("AlarmActions", []),
            datapoints_to_alarm=get("DatapointsToAlarm"), extended_statistic=get("ExtendedStatistic"), ok_actions=get("OKActions", []),
            insufficient_data_actions=get("InsufficientDataActions", []), unit=get("Unit"), actions_enabled=get("ActionsEnabled", True),
            treat_missing_data=get("TreatMissingData"), tags=resource.tags())
        resource.attributes = {"Arn": alarm.alarm_arn}

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("cloudwatch").delete_alarms([resource.physical_id])

    def read(self, resource: Resource) -> Any:
        alarm = resource.backend("cloudwatch").alarms.get(resource.physical_id)
        return None if alarm is None else {"ActionsEnabled": alarm.actions_enabled, "AlarmActions": list(alarm.alarm_actions)}
