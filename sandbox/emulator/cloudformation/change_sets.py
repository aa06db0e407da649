"""The API of change sets."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..call import Call
from ..errors import AwsError, validation_error
from . import parameters
from .assignments import Assignments
from .changes import ChangeSet, compare
from .drift import drifted
from .stack import Stack, Stacks
from .template_source import template_of

if TYPE_CHECKING:
    from .stack import Resource


class ChangeSets:
    def __init__(self, stacks: Stacks):
        self._stacks = stacks

    def of(self, call: Call) -> ChangeSet:
        name, stack_name = call.params["ChangeSetName"], call.params.get("StackName")
        for sets in list(self._stacks.change_sets.values()):
            for change_set in sets.values():
                stack = change_set.stack
                if (stack.account, stack.region) == (call.account, call.region) and (
                        change_set.id == name or change_set.name == name and stack_name in (stack.name, stack.id)):
                    return change_set
        raise AwsError("ChangeSetNotFound", f"ChangeSet [{name}] does not exist", 404)


class ChangeSetsApi:
    def __init__(self, stacks: Stacks, change_sets: ChangeSets, assignments: Assignments):
        self._stacks, self._change_sets, self._assignments = stacks, change_sets, assignments

    def create_change_set(self, call: Call) -> dict:
        params = call.params
        kind, name = params.get("ChangeSetType", "UPDATE"), params["StackName"]
        existing = self._stacks.find(call.account, call.region, name)
        if kind == "CREATE":
            template = template_of(call)
            values = parameters.resolve(template, parameters.given_values(params.get("Parameters"), {}))
            stack = existing if existing and existing.status == "REVIEW_IN_PROGRESS" else None
            if stack is None:
                if existing:
                    raise validation_error(f"Stack [{name}] already exists and cannot be created again with the changeSet [{params['ChangeSetName']}].")
                stack = Stack(call.account, call.region, name, template, values, _tags(params), capabilities=params.get("Capabilities"))
                self._stacks.add(stack)
                stack.set_status("REVIEW_IN_PROGRESS", "User Initiated")
        else:
            stack = self._stacks.get_living(call.account, call.region, name)
            stack.check_idle()
            template = stack.template if params.get("UsePreviousTemplate") else template_of(call)
            values = parameters.resolve(template, parameters.given_values(params.get("Parameters"), stack.values))
        parameters.check_capabilities(template, params.get("Capabilities"))
        sets = self._stacks.change_sets[stack.id]
        if params["ChangeSetName"] in sets:
            raise AwsError("AlreadyExistsException", f"ChangeSet {params['ChangeSetName']} already exists")
        tags = _tags(params) if "Tags" in params else stack.tags
        change_set = ChangeSet(params["ChangeSetName"], stack, kind, template, values, tags, params)
        sets[change_set.name] = change_set
        self._fill(change_set, call)
        return {"Id": change_set.id, "StackId": stack.id}

    def _fill(self, change_set: ChangeSet, call: Call) -> None:
        exports = {name: value for name, (value, _) in self._stacks.exports(call.account, call.region).items()}
        stack = change_set.stack
        change_set.reverts = call.params.get("DeploymentMode") == "REVERT_DRIFT"
        change_set.changes = compare(stack, change_set.template, change_set.values, change_set.tags, lambda: exports)
        if change_set.reverts:
            change_set.changes = change_set.changes + [_reversion(resource, live) for resource, live in drifted(stack)]
        if change_set.kind == "UPDATE" and not change_set.changes and (
                change_set.template.outputs == stack.template.outputs and change_set.values == stack.values):
            change_set.fail("The submitted information didn't contain changes. Submit different information to create a change set.")

    def describe_change_set(self, call: Call) -> dict:
        change_set = self._change_sets.of(call)
        stack = change_set.stack
        found = {
            "ChangeSetName": change_set.name, "ChangeSetId": change_set.id, "StackId": stack.id, "StackName": stack.name,
            "CreationTime": change_set.created, "Status": change_set.status, "ExecutionStatus": change_set.execution,
            "StatusReason": change_set.reason, "Changes": change_set.changes,
            "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in change_set.values.items()],
            "Tags": [{"Key": key, "Value": value} for key, value in change_set.tags.items()],
            "DeploymentMode": "REVERT_DRIFT" if change_set.reverts else None,
            "Capabilities": change_set.options.get("Capabilities") or [], "Description": change_set.options.get("Description")}
        return {key: value for key, value in found.items() if value is not None}

    def list_change_sets(self, call: Call) -> dict:
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return {"Summaries": [
            {"StackId": stack.id, "StackName": stack.name, "ChangeSetId": item.id, "ChangeSetName": item.name, "Status": item.status,
             "ExecutionStatus": item.execution, "StatusReason": item.reason, "CreationTime": item.created}
            for item in self._stacks.change_sets[stack.id].values()]}

    def delete_change_set(self, call: Call) -> dict:
        try:
            change_set = self._change_sets.of(call)
        except AwsError:
            return {}
        del self._stacks.change_sets[change_set.stack.id][change_set.name]
        return {}

    def execute_change_set(self, call: Call) -> dict:
        change_set = self._change_sets.of(call)
        stack = change_set.stack
        if change_set.execution != "AVAILABLE":
            raise AwsError("InvalidChangeSetStatus", f"ChangeSet [{change_set.id}] cannot be executed in its current status of [{change_set.status}]")
        change_set.execution = "EXECUTE_COMPLETE"
        if change_set.kind == "CREATE":
            stack.template, stack.values, stack.tags = change_set.template, change_set.values, change_set.tags
            if call.params.get("DisableRollback"):
                stack.on_failure = "DO_NOTHING"
            self._assignments.create(call, stack)
        else:
            # user guide, drift-aware change sets: only these bring resources back to their templates
            stack.reverts = change_set.reverts
            self._assignments.update(call, stack, change_set.template, change_set.values, change_set.tags, change_set.options.get("Capabilities"))
        self._stacks.change_sets[stack.id].clear()
        return {}


def _reversion(resource: Resource, live: Any) -> dict:
    change = {"Action": "Add" if live is None else "Modify", "LogicalResourceId": resource.logical_id, "ResourceType": resource.type,
              "PhysicalResourceId": resource.physical_id, "Scope": [] if live is None else ["Properties"],
              "ResourceDriftStatus": "DELETED" if live is None else "MODIFIED", "Details": []}
    return {"Type": "Resource", "ResourceChange": change}


def _tags(params: dict) -> dict:
    return {tag["Key"]: tag["Value"] for tag in params.get("Tags") or []}
