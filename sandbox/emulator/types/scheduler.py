"""EventBridge Scheduler: schedules and their groups."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

GROUP = "default"


@register("AWS::Scheduler::Schedule")
class Schedule(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("Name", 64)
        scheduler, group = resource.backend("scheduler"), self._group(resource)
        if group not in scheduler.schedule_groups:
            raise AwsError("ResourceNotFoundException", f"Schedule group {group} does not exist.")
        schedule = scheduler.create_schedule(
            **self._settings(resource), group_name=group, name=resource.physical_id, action_after_completion=None)
        resource.attributes = {"Arn": schedule.arn}

    def _group(self, resource: Resource) -> str:
        return resource.properties.get("GroupName") or GROUP

    def _settings(self, resource: Resource) -> dict:
        properties = resource.properties
        return {
            "description": properties.get("Description"), "end_date": properties.get("EndDate"), "start_date": properties.get("StartDate"),
            "flexible_time_window": properties["FlexibleTimeWindow"], "kms_key_arn": properties.get("KmsKeyArn"),
            "schedule_expression": properties["ScheduleExpression"], "state": properties.get("State", "ENABLED"),
            "schedule_expression_timezone": properties.get("ScheduleExpressionTimezone"), "target": dict(properties["Target"]),
        }

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("scheduler").update_schedule(**self._settings(resource), group_name=self._group(resource), name=resource.physical_id)

    def delete(self, resource: Resource) -> None:
        groups = resource.backend("scheduler").schedule_groups
        if self._group(resource) in groups:
            groups[self._group(resource)].schedules.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        group = resource.backend("scheduler").schedule_groups.get(self._group(resource))
        schedule = group.schedules.get(resource.physical_id) if group else None
        if schedule is None:
            return None
        return {"ScheduleExpression": schedule.schedule_expression, "State": schedule.state, "ScheduleExpressionTimezone": schedule.schedule_expression_timezone}


@register("AWS::Scheduler::ScheduleGroup")
class ScheduleGroup(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id, scheduler = resource.name("Name", 64), resource.backend("scheduler")
        if resource.physical_id in scheduler.schedule_groups:
            raise AwsError("ConflictException", f"Schedule group {resource.physical_id} already exists.")
        resource.attributes = {"Arn": scheduler.create_schedule_group(resource.physical_id, resource.tags()).arn}

    def update(self, resource: Resource, before: dict) -> None:
        pass

    def delete(self, resource: Resource) -> None:
        resource.backend("scheduler").schedule_groups.pop(resource.physical_id, None)
