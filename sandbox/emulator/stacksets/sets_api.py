"""The API of stack sets themselves."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..call import Call
from ..cloudformation.template import Template
from ..cloudformation.template_source import template_of
from ..errors import AwsError, validation_error
from ..quotas import cloudformation as quotas
from . import render
from .content import set_content
from .model import StackSet
from .operations import Operations
from .paging import page
from .store import StackSets
from .work import Work

if TYPE_CHECKING:
    from ..world import World

NAME = re.compile(r"^[a-zA-Z][-a-zA-Z0-9]{0,127}$")


class StackSetsApi:
    def __init__(self, world: World, sets: StackSets, operations: Operations):
        self._world, self._sets, self._operations = world, sets, operations

    def create_stack_set(self, call: Call) -> dict:
        params, name = call.params, call.params["StackSetName"]
        if not NAME.match(name):
            raise validation_error(f"1 validation error detected: Value '{name}' at 'stackSetName' failed to satisfy constraint: "
                                   "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*")
        sets = self._sets.of(call)
        if any(item.name == name and item.status == "ACTIVE" for item in sets):
            raise AwsError("NameAlreadyExistsException", f"The name {name} is already in use. Specify a different name.", 409)
        quotas.STACK_SETS.hold(sum(item.status == "ACTIVE" for item in sets) + 1)
        model = params.get("PermissionModel", "SELF_MANAGED")
        self._check_model(call, model)
        template = self._import_template(call) if params.get("StackId") else template_of(call)
        stack_set = StackSet(self._sets.admin_of(call), call.region, name, model, template)
        set_content(stack_set, call, template)
        stack_set.auto_deployment = params.get("AutoDeployment")
        stack_set.managed_execution = (params.get("ManagedExecution") or {}).get("Active", False)
        sets.append(stack_set)
        return {"StackSetId": stack_set.id}

    def _check_model(self, call: Call, model: str) -> None:
        if model != "SERVICE_MANAGED":
            if call.params.get("AutoDeployment"):
                raise validation_error("AutoDeployment can only be specified for SERVICE_MANAGED permission model")
            return
        if not self._world.organization.stack_sets_access:
            raise validation_error("You must enable organizations access to operate a service managed stack set")
        if not call.params.get("AutoDeployment"):
            raise validation_error("You must specify AutoDeployment when using the SERVICE_MANAGED permission model")
        if call.params.get("AdministrationRoleARN") or call.params.get("ExecutionRoleName"):
            raise validation_error("AdministrationRoleARN and ExecutionRoleName cannot be used with the SERVICE_MANAGED permission model")

    def _import_template(self, call: Call) -> Template:
        stack_id = call.params["StackId"]
        account, region = stack_id.split(":")[4], stack_id.split(":")[3]
        return self._world.stacks.get(account, region, stack_id).template

    def describe_stack_set(self, call: Call) -> dict:
        return {"StackSet": render.stack_set(self._sets.get(call, deleted=True))}

    def list_stack_sets(self, call: Call) -> dict:
        wanted = call.params.get("Status")
        found = [item for item in self._sets.of(call) if wanted in (None, item.status) and self._world.faults.is_listed(item.made)]
        return page(call, [render.summary(item) for item in found])

    def update_stack_set(self, call: Call) -> dict:
        params = call.params
        stack_set = self._sets.get(call)
        if params.get("UsePreviousTemplate"):
            template = stack_set.template
        else:
            template = template_of(call)
        chosen = bool(params.get("Accounts") or params.get("DeploymentTargets"))
        if chosen and not params.get("Regions"):
            raise validation_error("Regions must be specified when Accounts or DeploymentTargets are specified")
        with stack_set.lock:
            self._operations.check_free(stack_set, params)
            jobs = self._operations.chosen_jobs(stack_set, params) if chosen else self._operations.all_jobs(stack_set)
            set_content(stack_set, call, template)
            if params.get("AutoDeployment"):
                stack_set.auto_deployment = params["AutoDeployment"]
            if params.get("ManagedExecution"):
                stack_set.managed_execution = params["ManagedExecution"].get("Active", False)
            for instance in stack_set.instances.values():
                if instance.status != "INOPERABLE":
                    instance.status = "OUTDATED"
            return self._operations.start(stack_set, "UPDATE", jobs, params, Work(self._world, stack_set).deploy)

    def delete_stack_set(self, call: Call) -> dict:
        stack_set = self._sets.get(call)
        if stack_set.live_operations():
            raise AwsError("OperationInProgressException", f"Another Operation on StackSet {stack_set.arn} is in progress", 409)
        if stack_set.instances:
            raise AwsError("StackSetNotEmptyException", "StackSet is not empty", 409)
        stack_set.status = "DELETED"
        return {}
