"""Stacks in the shape of the API's answers."""
from __future__ import annotations

from typing import Any

from .stack import Event, Resource, Stack
from .template import Template


def stack(item: Stack) -> dict:
    found = {
        "StackId": item.id, "StackName": item.name, "Description": item.template.description, "CreationTime": item.created,
        "LastUpdatedTime": item.updated, "DeletionTime": item.deleted, "StackStatus": item.status,
        "StackStatusReason": item.reason, "DisableRollback": item.on_failure == "DO_NOTHING",
        "NotificationARNs": item.notification_arns, "Capabilities": item.capabilities, "Outputs": item.outputs,
        "RoleARN": item.role_arn, "Tags": [{"Key": key, "Value": value} for key, value in item.tags.items()],
        "EnableTerminationProtection": item.termination_protection, "DriftInformation": drift(item),
        "Parameters": [{"ParameterKey": key, "ParameterValue": shown(item.template, key, value)} for key, value in item.values.items()],
    }
    return {key: value for key, value in found.items() if value is not None}


def shown(template: Template, key: str, value: str) -> str:
    return "****" if str(template.parameters.get(key, {}).get("NoEcho", "")).lower() == "true" else value


def drift(item: Any) -> dict:
    found = {"StackDriftStatus": item.drift}
    if item.drift_checked:
        found["LastCheckTimestamp"] = item.drift_checked
    return found


def summary(item: Stack) -> dict:
    found = {
        "StackId": item.id, "StackName": item.name, "TemplateDescription": item.template.description, "CreationTime": item.created,
        "LastUpdatedTime": item.updated, "DeletionTime": item.deleted, "StackStatus": item.status,
        "StackStatusReason": item.reason, "DriftInformation": drift(item)}
    return {key: value for key, value in found.items() if value is not None}


def event(item: Event) -> dict:
    return {
        "StackId": item.stack_id, "EventId": item.id, "StackName": item.stack_name, "LogicalResourceId": item.logical_id,
        "PhysicalResourceId": item.physical_id, "ResourceType": item.type, "Timestamp": item.when,
        "ResourceStatus": item.status, "ResourceStatusReason": item.reason}


def resource(item: Resource) -> dict:
    return {
        "StackName": item.stack.name, "StackId": item.stack.id, "LogicalResourceId": item.logical_id,
        "PhysicalResourceId": item.physical_id, "ResourceType": item.type, "Timestamp": item.updated,
        "ResourceStatus": item.status, "ResourceStatusReason": item.reason,
        "DriftInformation": {"StackResourceDriftStatus": item.drift}}


def resource_summary(item: Resource) -> dict:
    found = resource(item)
    return {**{key: found[key] for key in found if key not in ("StackName", "StackId", "Timestamp")}, "LastUpdatedTimestamp": item.updated}


def resource_detail(item: Resource) -> dict:
    found = resource(item)
    del found["Timestamp"]
    return {**found, "LastUpdatedTimestamp": item.updated, "Metadata": "{}"}


def template_summary(template: Template) -> dict:
    found = {
        "Parameters": [_declaration(key, item) for key, item in template.parameters.items()],
        "ResourceTypes": sorted({item["Type"] for item in template.resources.values()}),
        "Version": str(template.document.get("AWSTemplateFormatVersion", "2010-09-09")),
        "ResourceIdentifierSummaries": [],
    }
    if template.description:
        found["Description"] = template.description
    capability = template.needed_capability()
    if capability:
        found["Capabilities"] = [capability]
        found["CapabilitiesReason"] = "The following resource(s) require capabilities: [" + ", ".join(
            sorted({item["Type"] for item in template.resources.values() if item["Type"].startswith("AWS::IAM::")})) + "]"
    return found


def _declaration(key: str, item: dict) -> dict:
    found = {"ParameterKey": key, "ParameterType": item.get("Type", "String"), "NoEcho": str(item.get("NoEcho", "")).lower() == "true"}
    if "Default" in item:
        value = item["Default"]
        found["DefaultValue"] = str(value).lower() if isinstance(value, bool) else str(value)
    if "Description" in item:
        found["Description"] = item["Description"]
    if "AllowedValues" in item:
        found["ParameterConstraints"] = {"AllowedValues": [str(value) for value in item["AllowedValues"]]}
    return found
