"""Stack sets in the shape of the API's answers."""
from __future__ import annotations

from typing import Any

from .model import GATE, Instance, Job, Operation, StackSet


def stack_set(item: StackSet) -> dict:
    found = {
        **summary(item), "StackSetARN": item.arn, "TemplateBody": item.template.body, "Capabilities": item.capabilities,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in item.values.items()],
        "Tags": [{"Key": key, "Value": value} for key, value in item.tags.items()],
        "Regions": sorted({instance.region for instance in item.instances.values()}),
        "OrganizationalUnitIds": item.units if item.is_service_managed else None,
        "StackSetDriftDetectionDetails": item.drift}
    found.pop("DriftStatus", None)
    found.pop("LastDriftCheckTimestamp", None)
    if not item.is_service_managed:
        found.update(AdministrationRoleARN=item.admin_role_arn, ExecutionRoleName=item.execution_role)
    return {key: value for key, value in found.items() if value is not None}


def summary(item: StackSet) -> dict:
    found = {
        "StackSetName": item.name, "StackSetId": item.id, "Description": item.description, "Status": item.status,
        "PermissionModel": item.model, "AutoDeployment": item.auto_deployment,
        "ManagedExecution": {"Active": item.managed_execution}, "DriftStatus": (item.drift or {}).get("DriftStatus", "NOT_CHECKED")}
    if item.drift:
        found["LastDriftCheckTimestamp"] = item.drift.get("LastDriftCheckTimestamp")
    return {key: value for key, value in found.items() if value is not None}


def instance_summary(item: Instance, owner: StackSet) -> dict:
    return {
        "StackSetId": owner.id, "Region": item.region, "Account": item.account, "StackId": item.stack_id, "Status": item.status,
        "StatusReason": item.reason, "StackInstanceStatus": {"DetailedStatus": item.detail}, "OrganizationalUnitId": item.unit,
        "DriftStatus": item.drift, "LastDriftCheckTimestamp": item.drift_checked, "LastOperationId": item.last_operation}


def instance(item: Instance, owner: StackSet) -> dict:
    return {**instance_summary(item, owner), "ParameterOverrides": [
        {"ParameterKey": key, "ParameterValue": value} for key, value in item.overrides.items()]}


def operation_summary(item: Operation) -> dict:
    return {
        "OperationId": item.id, "Action": item.action, "Status": item.status, "CreationTimestamp": item.created,
        "EndTimestamp": item.ended, "StatusReason": item.reason, "StatusDetails": {"FailedStackInstancesCount": item.failed_count},
        "OperationPreferences": item.preferences}


def operation(item: Operation, owner: StackSet) -> dict:
    found = {**operation_summary(item), "StackSetId": owner.id, "RetainStacks": item.retain}
    if not owner.is_service_managed:
        found.update(AdministrationRoleARN=owner.admin_role_arn, ExecutionRoleName=owner.execution_role)
    if item.action == "DETECT_DRIFT":
        found["StackSetDriftDetectionDetails"] = owner.drift
    return found


def result(item: Job) -> dict:
    found: dict[str, Any] = {"Account": item.account, "Region": item.region, "Status": item.status, "StatusReason": item.reason,
             "OrganizationalUnitId": item.unit}
    if item.status in ("SUCCEEDED", "FAILED"):
        found["AccountGateResult"] = {
            "Status": "SKIPPED",
            "StatusReason": f"Function not found: arn:aws:lambda:{item.region}:{item.account}:function:{GATE}"}
    return found
