"""What CloudFormation tells of stacks, their events, resources and exports."""
from __future__ import annotations

from typing import Any

from ..call import Call
from ..errors import validation_error
from . import render
from .paging import page
from .stack import Stack, Stacks


class ReadingApi:
    def __init__(self, stacks: Stacks):
        self._stacks = stacks

    def describe_stacks(self, call: Call) -> dict:
        name = call.params.get("StackName")
        if name:
            stack = self._stacks.get(call.account, call.region, name)
            return {"Stacks": [render.stack(stack)]}
        return page(call, "Stacks", self._stacks.living(call.account, call.region), render.stack)

    def list_stacks(self, call: Call) -> dict:
        wanted = call.params.get("StackStatusFilter")
        found = [stack for stack in reversed(self._stacks.all(call.account, call.region)) if not wanted or stack.status in wanted]
        return page(call, "StackSummaries", found, render.summary)

    def describe_stack_events(self, call: Call) -> dict:
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return page(call, "StackEvents", stack.events[::-1], render.event)

    def list_stack_resources(self, call: Call) -> dict:
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return page(call, "StackResourceSummaries", list(stack.resources.values()), render.resource_summary)

    def describe_stack_resources(self, call: Call) -> dict:
        params = call.params
        if params.get("StackName"):
            stack = self._stacks.get(call.account, call.region, params["StackName"])
        else:
            stack = self._owner(call, params.get("PhysicalResourceId"))
        wanted = params.get("LogicalResourceId")
        return {"StackResources": [render.resource(item) for item in stack.resources.values() if wanted in (None, item.logical_id)]}

    def _owner(self, call: Call, physical_id: Any) -> Stack:
        for stack in self._stacks.living(call.account, call.region):
            if any(item.physical_id == physical_id for item in stack.resources.values()):
                return stack
        raise validation_error(f"Stack for {physical_id} does not exist")

    def describe_stack_resource(self, call: Call) -> dict:
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        resource = stack.resources.get(call.params["LogicalResourceId"])
        if resource is None:
            raise validation_error(f"Resource {call.params['LogicalResourceId']} does not exist for stack {stack.name}")
        return {"StackResourceDetail": render.resource_detail(resource)}

    def list_exports(self, call: Call) -> dict:
        exports = self._stacks.exports(call.account, call.region)
        return page(call, "Exports", [{"ExportingStackId": owner, "Name": name, "Value": value} for name, (value, owner) in exports.items()])

    def list_imports(self, call: Call) -> dict:
        name = call.params["ExportName"]
        importers = self._stacks.importers(call.account, call.region, name)
        if not importers:
            raise validation_error(f"Export '{name}' is not imported by any stack.")
        return {"Imports": importers}

    def get_stack_policy(self, call: Call) -> dict:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        return {"StackPolicyBody": stack.policy} if stack.policy else {}
