"""Stack sets, their instances and their operations: state only."""
from __future__ import annotations

import threading
import uuid
from datetime import datetime, timezone
from typing import Any

from ..cloudformation.template import Template

ADMINISTRATION_ROLE = "AWSCloudFormationStackSetAdministrationRole"
EXECUTION_ROLE = "AWSCloudFormationStackSetExecutionRole"
GATE = "AWSCloudFormationStackSetAccountGate"  # a function that StackSets asks first, where an account has it
LIVE = ("RUNNING", "QUEUED", "STOPPING")


def now() -> datetime:
    return datetime.now(timezone.utc)


class Instance:
    """One account and Region of a stack set. OUTDATED until its stack has been deployed."""

    def __init__(self, account: str, region: str, overrides: dict, unit: str | None = None):
        self.account, self.region, self.overrides, self.unit = account, region, overrides, unit
        self.stack_id: str | None = None
        self.status, self.detail = "OUTDATED", "PENDING"
        self.reason: str | None = None
        self.drift, self.drifts = "NOT_CHECKED", list[dict]()
        self.drift_checked: datetime | None = None
        self.last_operation: str | None = None
        self.made = now()

    @property
    def key(self) -> tuple[str, str]:
        return self.account, self.region

    def succeed(self) -> None:
        self.status, self.detail, self.reason = "CURRENT", "SUCCEEDED", None

    def fail(self, reason: str | None, detail: str = "FAILED", status: str = "OUTDATED") -> None:
        self.status, self.detail, self.reason = status, detail, reason


class Job:
    """One account and Region within an operation, and how it ended."""

    def __init__(self, account: str, region: str, unit: str | None = None):
        self.account, self.region, self.unit = account, region, unit
        self.status = "PENDING"
        self.reason: str | None = None

    @property
    def key(self) -> tuple[str, str]:
        return self.account, self.region


class Operation:
    def __init__(self, id: str, action: str, jobs: list[Job], preferences: dict | None, work: Any, **extra: Any):
        self.id, self.action, self.jobs, self.preferences, self.work = id, action, jobs, preferences or {}, work
        self.status, self.created = "QUEUED", now()
        self.reason: str | None = None
        self.ended: datetime | None = None
        self.retain = extra.get("retain")
        self.overrides = extra.get("overrides")  # None keeps an instance's own
        self.done = extra.get("done")  # called when the operation has ended
        self.cancelled = extra.get("cancelled")  # called for each job that was never begun

    @property
    def failed_count(self) -> int:
        return sum(job.status == "FAILED" for job in self.jobs)


class StackSet:
    def __init__(self, admin: str, region: str, name: str, model: str, template: Template):
        self.admin, self.region, self.name, self.model = admin, region, name, model
        self.id = f"{name}:{uuid.uuid4()}"
        self.arn = f"arn:aws:cloudformation:{region}:{admin}:stackset/{self.id}"
        self.status = "ACTIVE"
        self.description: str | None = None
        self.template = template
        self.values, self.tags = dict[str, str](), dict[str, str]()
        self.capabilities: list[str] = []
        self.admin_role_arn, self.execution_role = f"arn:aws:iam::{admin}:role/{ADMINISTRATION_ROLE}", EXECUTION_ROLE
        self.auto_deployment: dict | None = None
        self.managed_execution = False
        self.instances: dict[tuple[str, str], Instance] = {}
        self.operations: dict[str, Operation] = {}
        self.queue: list[Operation] = []
        # deployment targets of a service-managed set: units, and the Regions of each
        self.units, self.unit_regions = list[str](), dict[str, list[str]]()
        self.drift: dict | None = None
        self.made = now()
        self.lock = threading.RLock()
        self.worker: threading.Thread | None = None

    @property
    def is_service_managed(self) -> bool:
        return self.model == "SERVICE_MANAGED"

    def live_operations(self) -> list:
        return [operation for operation in self.operations.values() if operation.status in LIVE]
