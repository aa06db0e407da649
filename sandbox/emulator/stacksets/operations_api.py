"""The API of operations on stack sets."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..call import Call
from ..errors import AwsError
from . import render
from .drift import drift_details
from .model import Operation
from .operations import Operations
from .paging import page
from .store import StackSets
from .work import Work

if TYPE_CHECKING:
    from ..world import World


class OperationsApi:
    def __init__(self, world: World, sets: StackSets, operations: Operations):
        self._world, self._sets, self._operations = world, sets, operations

    def describe_stack_set_operation(self, call: Call) -> dict:
        stack_set, operation = self._sets.operation(call)
        return {"StackSetOperation": render.operation(operation, stack_set)}

    def list_stack_set_operations(self, call: Call) -> dict:
        stack_set = self._sets.get(call, deleted=True)
        return page(call, list(reversed(list(stack_set.operations.values()))), render.operation_summary)

    def list_stack_set_operation_results(self, call: Call) -> dict:
        stack_set, operation = self._sets.operation(call)
        filters = {item["Name"]: item["Values"] for item in call.params.get("Filters") or []}
        wanted = filters.get("OPERATION_RESULT_STATUS")
        return page(call, [job for job in operation.jobs if wanted in (None, job.status)], render.result)

    def stop_stack_set_operation(self, call: Call) -> dict:
        stack_set, operation = self._sets.operation(call)
        with stack_set.lock:
            if operation.status not in ("RUNNING", "QUEUED"):
                raise AwsError("InvalidOperationException", f"Operation {operation.id} is in {operation.status} state and cannot be stopped")
            operation.status = "STOPPING"
        return {}

    def detect_stack_set_drift(self, call: Call) -> dict:
        stack_set = self._sets.get(call)
        jobs = self._operations.all_jobs(stack_set)
        stack_set.drift = drift_details(stack_set, "IN_PROGRESS")

        def done(operation: Operation) -> None:
            stack_set.drift = drift_details(stack_set, "PARTIAL_SUCCESS" if operation.failed_count else "COMPLETED")

        return self._operations.start(stack_set, "DETECT_DRIFT", jobs, call.params, Work(self._world, stack_set).check_drift, done=done)
