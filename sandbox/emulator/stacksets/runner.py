"""Runs operations: one at a time a stack set, Region by Region, so many accounts at once, until too many have failed."""
from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .model import Job, Operation, StackSet, now

if TYPE_CHECKING:
    from ..world import World

MOST_THREADS = 64  # with instant work more threads only cost time
NOT_STARTED = "Cancelled since failure tolerance has exceeded"


class Runner:
    def __init__(self, world: World):
        self._world = world

    def start(self, stack_set: StackSet, action: str, jobs: list, preferences: dict | None, work: Any, operation_id: Any = None, queue: bool = False, **extra: Any) -> Operation:
        """Begin an operation, or queue it where managed execution (or auto-deployment) allows that."""
        check_preferences(preferences or {})
        with stack_set.lock:
            if operation_id in stack_set.operations:
                raise AwsError("OperationIdAlreadyExistsException", "Another operation already exists with the same Id", 409)
            if stack_set.live_operations() and not (stack_set.managed_execution or queue):
                raise AwsError("OperationInProgressException", f"Another Operation on StackSet {stack_set.arn} is in progress: "
                               f"{stack_set.live_operations()[0].id}", 409)
            operation = Operation(operation_id or str(uuid.uuid4()), action, jobs, preferences, work, **extra)
            operation.status = "QUEUED" if stack_set.live_operations() else "RUNNING"
            stack_set.operations[operation.id] = operation
            stack_set.queue.append(operation)
            if stack_set.worker is None:
                stack_set.worker = threading.Thread(target=self._drain, args=(stack_set,), daemon=True)
                stack_set.worker.start()
        return operation

    def _drain(self, stack_set: StackSet) -> None:
        while True:
            with stack_set.lock:
                if not stack_set.queue:
                    stack_set.worker = None
                    return
                operation = stack_set.queue.pop(0)
                if operation.status == "QUEUED":
                    operation.status = "RUNNING"
            self._run(stack_set, operation)

    def _run(self, stack_set: StackSet, operation: Operation) -> None:
        regions = _in_order(operation)
        exceeded = []
        if operation.preferences.get("RegionConcurrencyType") == "PARALLEL":
            with ThreadPoolExecutor(max_workers=max(1, len(regions))) as pool:
                exceeded = list(pool.map(lambda jobs: self._run_region(operation, jobs), regions))
        else:
            for jobs in regions:
                exceeded.append(self._run_region(operation, jobs))
                if exceeded[-1]:
                    break  # remaining Regions are not begun
        for job in operation.jobs:
            if job.status == "PENDING":
                _cancel(job, operation)
        if operation.done:
            operation.done(operation)
        with stack_set.lock:
            operation.ended = now()
            if operation.status == "STOPPING":
                operation.status = "STOPPED"
            else:
                operation.status = "FAILED" if any(exceeded) else "SUCCEEDED"

    def _run_region(self, operation: Operation, jobs: list) -> bool:
        """True when more failed than the tolerance allows: it counts for each Region by itself."""
        tolerance = failure_tolerance(operation.preferences, len(jobs))
        threads = min(concurrency(operation.preferences, len(jobs)), MOST_THREADS if not self._world.faults.step_seconds else 512)
        waiting, lock, failed = iter(jobs), threading.Lock(), list[Job]()

        def work() -> None:
            while True:
                with lock:
                    job = next(waiting, None)
                if job is None:
                    return
                if operation.status == "STOPPING" or len(failed) > tolerance:
                    _cancel(job, operation)
                elif not self._run_job(operation, job):
                    failed.append(job)

        if threads == 1:
            work()
        else:
            with ThreadPoolExecutor(max_workers=threads) as pool:
                for future in [pool.submit(work) for _ in range(threads)]:
                    future.result()
        return len(failed) > tolerance

    def _run_job(self, operation: Operation, job: Job) -> bool:
        job.status = "RUNNING"
        self._world.faults.take_a_step()
        try:
            job.reason = operation.work(operation, job)
            job.status = "SUCCEEDED"
        except JobFailed as failure:
            job.status, job.reason = "FAILED", failure.reason
        except Exception as error:  # a bug of the emulator must show as a failed instance, not as a dead thread
            job.status, job.reason = "FAILED", f"emulator: {type(error).__name__}: {error}"
        return job.status == "SUCCEEDED"


class JobFailed(Exception):
    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


def _cancel(job: Job, operation: Operation) -> None:
    job.status = "CANCELLED"
    job.reason = "Operation stopped by user" if operation.status == "STOPPING" else NOT_STARTED
    if operation.cancelled:
        operation.cancelled(job)


def _in_order(operation: Operation) -> list:
    """The jobs of each Region, in the order that the preferences ask for."""
    by_region: dict[str, list[Job]] = {}
    for job in operation.jobs:
        by_region.setdefault(job.region, []).append(job)
    order = operation.preferences.get("RegionOrder") or []
    return [by_region[region] for region in sorted(by_region, key=lambda region: order.index(region) if region in order else len(order))]


def failure_tolerance(preferences: dict, accounts: int) -> int:
    if preferences.get("FailureTolerancePercentage") is not None:
        return accounts * preferences["FailureTolerancePercentage"] // 100
    return preferences.get("FailureToleranceCount") or 0


def concurrency(preferences: dict, accounts: int) -> int:
    """Strict mode (the default) never runs more than tolerance + 1 at once, so that no failure can exceed it by much."""
    if preferences.get("MaxConcurrentPercentage") is not None:
        wanted = max(1, accounts * preferences["MaxConcurrentPercentage"] // 100)
    else:
        wanted = preferences.get("MaxConcurrentCount") or 1
    if preferences.get("ConcurrencyMode") != "SOFT_FAILURE_TOLERANCE":
        wanted = min(wanted, failure_tolerance(preferences, accounts) + 1)
    return max(1, min(wanted, accounts))


def check_preferences(preferences: dict) -> None:
    for pair in (("FailureToleranceCount", "FailureTolerancePercentage"), ("MaxConcurrentCount", "MaxConcurrentPercentage")):
        if all(preferences.get(name) is not None for name in pair):
            raise AwsError("ValidationError", f"Only one of {pair[0]} and {pair[1]} can be specified")
