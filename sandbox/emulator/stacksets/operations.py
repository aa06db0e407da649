"""Begins operations for calls: which instances they concern, and whether the stack set is free."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from . import targets
from .model import Job, StackSet
from .runner import Runner

if TYPE_CHECKING:
    from ..world import World


class Operations:
    def __init__(self, world: World, runner: Runner):
        self._world, self._runner = world, runner

    def start(self, stack_set: StackSet, action: str, jobs: list[Job], params: dict, work: Any, **extra: Any) -> dict:
        def cancelled(job: Any) -> None:
            instance = stack_set.instances.get(job.key)
            if instance is not None and action != "DETECT_DRIFT":
                instance.detail = "CANCELLED"
                instance.reason = job.reason

        operation = self._runner.start(stack_set, action, jobs, params.get("OperationPreferences"), work, params.get("OperationId"),
                                       cancelled=cancelled, **extra)
        return {"OperationId": operation.id}

    def check_free(self, stack_set: StackSet, params: dict) -> None:
        """A busy set refuses before anything of it is changed."""
        if stack_set.live_operations() and not stack_set.managed_execution:
            raise AwsError("OperationInProgressException", f"Another Operation on StackSet {stack_set.arn} is in progress: "
                           f"{stack_set.live_operations()[0].id}", 409)
        if params.get("OperationId") in stack_set.operations:
            raise AwsError("OperationIdAlreadyExistsException", "Another operation already exists with the same Id", 409)

    def all_jobs(self, stack_set: StackSet) -> list[Job]:
        return [Job(item.account, item.region, item.unit) for item in stack_set.instances.values() if item.status != "INOPERABLE"]

    def chosen_jobs(self, stack_set: StackSet, params: dict) -> list[Job]:
        jobs = targets.jobs(self._world, stack_set, params)
        missing = [job for job in jobs if job.key not in stack_set.instances]
        if missing and not stack_set.is_service_managed:
            raise AwsError("StackInstanceNotFoundException", "Stack instance not found for: " + ", ".join(
                f"{job.account} in {job.region}" for job in missing[:5]), 404)
        return [job for job in jobs if job.key in stack_set.instances]
