"""The API of stacks: what makes, changes and deletes them."""
from __future__ import annotations

import re
from typing import Any

from ..call import Call
from ..errors import validation_error
from ..quotas import cloudformation as quotas
from ..sts import find_role
from . import parameters
from .assignments import Assignments
from .stack import Stack, Stacks, already_exists
from .template import Template
from .template_source import template_of

NAME = re.compile(r"^[a-zA-Z][-a-zA-Z0-9]{0,127}$")
NO_UPDATES = "No updates are to be performed."


class StacksApi:
    def __init__(self, stacks: Stacks, assignments: Assignments):
        self._stacks, self._assignments = stacks, assignments

    def create_stack(self, call: Call) -> dict:
        params = call.params
        name = params["StackName"]
        if not NAME.match(name):
            raise validation_error(f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
                                   "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*")
        if self._stacks.find(call.account, call.region, name):
            raise already_exists(name)
        template = template_of(call)
        values = parameters.resolve(template, parameters.given_values(params.get("Parameters"), {}))
        parameters.check_capabilities(template, params.get("Capabilities"))
        _check_role(call)
        on_failure = "DO_NOTHING" if params.get("DisableRollback") else params.get("OnFailure")
        stack = Stack(call.account, call.region, name, template, values, _tags(params.get("Tags")),
                      capabilities=params.get("Capabilities"), notification_arns=params.get("NotificationARNs"),
                      role_arn=params.get("RoleARN"), on_failure=on_failure,
                      termination_protection=params.get("EnableTerminationProtection"))
        stack.policy = params.get("StackPolicyBody")
        quotas.STACKS.hold(len(self._stacks.living(call.account, call.region)) + 1)
        self._stacks.add(stack)
        self._assignments.create(call, stack)
        return {"StackId": stack.id}

    def update_stack(self, call: Call) -> dict:
        params = call.params
        stack = self._stacks.get_living(call.account, call.region, params["StackName"])
        stack.check_idle()
        template = stack.template if params.get("UsePreviousTemplate") else template_of(call)
        values = parameters.resolve(template, parameters.given_values(params.get("Parameters"), stack.values))
        parameters.check_capabilities(template, params.get("Capabilities"))
        _check_role(call)
        tags = _tags(params["Tags"]) if "Tags" in params else stack.tags
        if _is_same(stack, template, values, tags):
            raise validation_error(NO_UPDATES)
        stack.policy = params.get("StackPolicyBody", stack.policy)
        stack.status = "UPDATE_IN_PROGRESS"
        self._assignments.update(call, stack, template, values, tags, params.get("Capabilities"))
        return {"StackId": stack.id}

    def delete_stack(self, call: Call) -> None:
        stack = self._stacks.find(call.account, call.region, call.params["StackName"])
        if stack is None or not stack.is_living():
            return  # deleting what is not there succeeds
        if stack.termination_protection:
            raise validation_error(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
        retain = call.params.get("RetainResources") or []
        if retain and stack.status != "DELETE_FAILED":
            raise validation_error("The stack is not in the DELETE_FAILED state; RetainResources cannot be used.")
        stack.status = "DELETE_IN_PROGRESS"
        self._assignments.delete(call, stack, retain)

    def update_termination_protection(self, call: Call) -> dict:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        stack.termination_protection = call.params["EnableTerminationProtection"]
        return {"StackId": stack.id}

    def cancel_update_stack(self, call: Call) -> None:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        raise validation_error(f"CancelUpdateStack cannot be called from current stack status {stack.status}")

    def continue_update_rollback(self, call: Call) -> dict:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        if stack.status != "UPDATE_ROLLBACK_FAILED":
            raise validation_error(f"Stack:{stack.id} is in {stack.status} state and can not continue update rollback.")
        stack.set_status("UPDATE_ROLLBACK_COMPLETE")
        return {}

    def set_stack_policy(self, call: Call) -> None:
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        stack.policy = call.params.get("StackPolicyBody")


def _is_same(stack: Stack, template: Template, values: dict, tags: dict) -> bool:
    ignored = ("Metadata", "Description")
    documents = [{key: value for key, value in one.document.items() if key not in ignored} for one in (stack.template, template)]
    return documents[0] == documents[1] and values == stack.values and tags == stack.tags


def _check_role(call: Call) -> None:
    arn = call.params.get("RoleARN")
    if arn and find_role(arn.split(":")[4], arn.rsplit("/", 1)[-1]) is None:
        raise validation_error(f"Role {arn} is invalid or cannot be assumed")


def _tags(tags: Any) -> dict:
    return {tag["Key"]: tag["Value"] for tag in tags or []}
