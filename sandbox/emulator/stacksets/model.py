"""Stack sets, their instances and their operations: state only."""
from __future__ import annotations

import threading
import uuid
from datetime import datetime, timezone

ADMINISTRATION_ROLE = "AWSCloudFormationStackSetAdministrationRole"
EXECUTION_ROLE = "AWSCloudFormationStackSetExecutionRole"
LIVE = ("RUNNING", "QUEUED", "STOPPING")


def now() -> datetime:
    return datetime.now(timezone.utc)


class Instance:
    """One account and Region of a stack set. OUTDATED until its stack has been deployed."""

    def __init__(self, account: str, region: str, overrides: dict, unit=None):
        self.account, self.region, self.overrides, self.unit = account, region, overrides, unit
        self.stack_id, self.status, self.detail, self.reason = None, "OUTDATED", "PENDING", None
        self.drift, self.drift_checked, self.drifts = "NOT_CHECKED", None, []
        self.last_operation, self.made = None, now()

    @property
    def key(self) -> tuple:
        return self.account, self.region

    def succeed(self) -> None:
        self.status, self.detail, self.reason = "CURRENT", "SUCCEEDED", None

    def fail(self, reason: str, detail="FAILED", status="OUTDATED") -> None:
        self.status, self.detail, self.reason = status, detail, reason


class Job:
    """One account and Region within an operation, and how it ended."""

    def __init__(self, account: str, region: str, unit=None):
        self.account, self.region, self.unit = account, region, unit
        self.status, self.reason, self.gated = "PENDING", None, False

    @property
    def key(self) -> tuple:
        return self.account, self.region


class Operation:
    def __init__(self, id: str, action: str, jobs: list, preferences: dict, work, **extra):
        self.id, self.action, self.jobs, self.preferences, self.work = id, action, jobs, preferences or {}, work
        self.status, self.reason, self.created, self.ended = "QUEUED", None, now(), None
        self.retain = extra.get("retain")
        self.overrides = extra.get("overrides")  # None keeps an instance's own
        self.done = extra.get("done")  # called when the operation has ended
        self.cancelled = extra.get("cancelled")  # called for each job that was never begun

    @property
    def failed_count(self) -> int:
        return sum(job.status == "FAILED" for job in self.jobs)


class StackSet:
    def __init__(self, admin: str, region: str, name: str, model: str):
        self.admin, self.region, self.name, self.model = admin, region, name, model
        self.id = f"{name}:{uuid.uuid4()}"
        self.arn = f"arn:aws:cloudformation:{region}:{admin}:stackset/{self.id}"
        self.status, self.description = "ACTIVE", None
        self.template, self.values, self.capabilities, self.tags = None, {}, [], {}
        self.admin_role_arn, self.execution_role = f"arn:aws:iam::{admin}:role/{ADMINISTRATION_ROLE}", EXECUTION_ROLE
        self.auto_deployment, self.managed_execution = None, False
        self.instances, self.operations, self.queue = {}, {}, []
        self.units, self.unit_regions = [], {}  # deployment targets of a service-managed set: units, and the Regions of each
        self.drift, self.made = None, now()
        self.lock = threading.RLock()
        self.worker = None

    @property
    def is_service_managed(self) -> bool:
        return self.model == "SERVICE_MANAGED"

    def live_operations(self) -> list:
        return [operation for operation in self.operations.values() if operation.status in LIVE]
