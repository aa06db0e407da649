"""The summary of a drift detection over a whole stack set."""
from __future__ import annotations

from .model import StackSet, now


def drift_details(stack_set: StackSet, detection: str) -> dict:
    states = [instance.drift for instance in stack_set.instances.values()]
    drifted = states.count("DRIFTED")
    checked = detection != "IN_PROGRESS"
    return {
        "DriftStatus": "DRIFTED" if drifted else "IN_SYNC" if checked else "NOT_CHECKED", "DriftDetectionStatus": detection,
        "LastDriftCheckTimestamp": now(), "TotalStackInstancesCount": len(states), "DriftedStackInstancesCount": drifted,
        "InSyncStackInstancesCount": states.count("IN_SYNC"), "InProgressStackInstancesCount": 0 if checked else len(states),
        "FailedStackInstancesCount": states.count("NOT_CHECKED") if checked else 0}
