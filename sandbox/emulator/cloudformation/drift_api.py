"""The API of drift."""
from __future__ import annotations

import uuid

from ..call import Call
from ..errors import validation_error
from .drift import detect
from .stack import Stacks, now


class DriftApi:
    def __init__(self, stacks: Stacks):
        self._stacks = stacks
        self._detections: dict[str, tuple] = {}  # detection id -> (stack, drifts, when)

    def detect_stack_drift(self, call: Call) -> dict:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        if stack.status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "UPDATE_ROLLBACK_FAILED", "IMPORT_COMPLETE"):
            raise validation_error(f"Drift detection cannot be performed on stack in {stack.status} state.")
        detection = str(uuid.uuid4())
        drifts = detect(stack, call.params.get("LogicalResourceIds"))
        self._detections[detection] = (stack, drifts, now())
        return {"StackDriftDetectionId": detection}

    def describe_stack_drift_detection_status(self, call: Call) -> dict:
        detection = call.params["StackDriftDetectionId"]
        if detection not in self._detections:
            raise validation_error(f"Drift detection {detection} does not exist")
        stack, drifts, when = self._detections[detection]
        drifted = sum(drift["StackResourceDriftStatus"] in ("MODIFIED", "DELETED") for drift in drifts)
        return {"StackId": stack.id, "StackDriftDetectionId": detection, "StackDriftStatus": stack.drift,
                "DetectionStatus": "DETECTION_COMPLETE", "DriftedStackResourceCount": drifted, "Timestamp": when}

    def detect_stack_resource_drift(self, call: Call) -> dict:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        drifts = detect(stack, [call.params["LogicalResourceId"]])
        if not drifts:
            raise validation_error(f"Resource {call.params['LogicalResourceId']} does not exist for stack {stack.name}")
        return {"StackResourceDrift": drifts[0]}

    def describe_stack_resource_drifts(self, call: Call) -> dict:
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        wanted = call.params.get("StackResourceDriftStatusFilters")
        found = [resource.drift_details for resource in stack.resources.values() if resource.drift_details]
        return {"StackResourceDrifts": [drift for drift in found if not wanted or drift["StackResourceDriftStatus"] in wanted]}
