"""The API of stack sets."""
from __future__ import annotations

import re

from ..cloudformation import parameters
from ..errors import AwsError, validation_error
from ..quotas import cloudformation as quotas
from . import render, targets
from .auto_deployment import AutoDeployment
from .drift import drift_details
from .model import Instance, Job, StackSet
from .runner import Runner
from .work import Work

NAME = re.compile(r"^[a-zA-Z][-a-zA-Z0-9]{0,127}$")


class StackSetsApi:
    def _start_stack_sets(self) -> None:
        self._sets = {}  # (admin account, region) -> stack sets, deleted ones too
        self._runner = Runner(self._world)
        AutoDeployment(self._world, self._runner, lambda: [
            item for sets in list(self._sets.values()) for item in sets if item.status == "ACTIVE"])

    # -- the set itself
    def create_stack_set(self, call):
        params, name = call.params, call.params["StackSetName"]
        if not NAME.match(name):
            raise validation_error(f"1 validation error detected: Value '{name}' at 'stackSetName' failed to satisfy constraint: "
                                   "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*")
        sets = self._sets_of(call)
        if any(item.name == name and item.status == "ACTIVE" for item in sets):
            raise AwsError("NameAlreadyExistsException", f"The name {name} is already in use. Specify a different name.", 409)
        quotas.STACK_SETS.hold(sum(item.status == "ACTIVE" for item in sets) + 1)
        model = params.get("PermissionModel", "SELF_MANAGED")
        self._check_model(call, model)
        stack_set = StackSet(self._admin(call), call.region, name, model)
        template = self._import_template(call) if params.get("StackId") else self._template(call)
        self._set_content(stack_set, call, template)
        stack_set.auto_deployment = params.get("AutoDeployment")
        stack_set.managed_execution = (params.get("ManagedExecution") or {}).get("Active", False)
        sets.append(stack_set)
        return {"StackSetId": stack_set.id}

    def _check_model(self, call, model: str) -> None:
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

    def _set_content(self, stack_set: StackSet, call, template) -> None:
        """Check everything first, then change: a refused update leaves the set as it was."""
        params = call.params
        values = parameters.given_values(params.get("Parameters"), stack_set.values)
        # a parameter without default may stay without value in the set and come as an override
        checked = {key: parameters.as_text(value) for key, value in values.items()}
        unknown = [key for key in checked if key not in template.parameters]
        if unknown:
            raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
        for key, value in checked.items():
            parameters.check(key, template.parameters[key], value)
        missing = [key for key, item in template.parameters.items() if key not in checked and "Default" not in item]
        if missing:
            raise validation_error(f"Parameters: [{', '.join(missing)}] must have values")
        parameters.check_capabilities(template, params.get("Capabilities"))
        self._check_administration_role(params)
        stack_set.template, stack_set.values = template, checked
        stack_set.capabilities = params.get("Capabilities") or []
        stack_set.description = params.get("Description", stack_set.description or template.description)
        if "Tags" in params:
            stack_set.tags = {tag["Key"]: tag["Value"] for tag in params["Tags"]}
        if not stack_set.is_service_managed:
            stack_set.admin_role_arn = params.get("AdministrationRoleARN") or stack_set.admin_role_arn
            stack_set.execution_role = params.get("ExecutionRoleName") or stack_set.execution_role

    def _check_administration_role(self, params) -> None:
        arn = params.get("AdministrationRoleARN")
        if arn and not re.match(r"^arn:aws:iam::\d{12}:role/.+", arn):
            raise validation_error(f"{arn} is not a valid role ARN")

    def _import_template(self, call):
        stack_id = call.params["StackId"]
        account, region = stack_id.split(":")[4], stack_id.split(":")[3]
        return self._stacks.get(account, region, stack_id).template

    def describe_stack_set(self, call):
        return {"StackSet": render.stack_set(self._stack_set(call, deleted=True))}

    def list_stack_sets(self, call):
        wanted = call.params.get("Status")
        found = [item for item in self._sets_of(call) if wanted in (None, item.status) and self._world.faults.is_listed(item.made)]
        return self._page_of(call, [render.summary(item) for item in found])

    def update_stack_set(self, call):
        params = call.params
        stack_set = self._stack_set(call)
        if params.get("UsePreviousTemplate"):
            template = stack_set.template
        else:
            template = self._template(call)
        chosen = bool(params.get("Accounts") or params.get("DeploymentTargets"))
        if chosen and not params.get("Regions"):
            raise validation_error("Regions must be specified when Accounts or DeploymentTargets are specified")
        with stack_set.lock:
            self._check_free(stack_set, params)
            jobs = self._chosen_jobs(stack_set, params) if chosen else self._all_jobs(stack_set)
            self._set_content(stack_set, call, template)
            if params.get("AutoDeployment"):
                stack_set.auto_deployment = params["AutoDeployment"]
            if params.get("ManagedExecution"):
                stack_set.managed_execution = params["ManagedExecution"].get("Active", False)
            for instance in stack_set.instances.values():
                if instance.status != "INOPERABLE":
                    instance.status = "OUTDATED"
            return self._start(stack_set, "UPDATE", jobs, params, Work(self._world, stack_set).deploy)

    def _check_free(self, stack_set, params) -> None:
        """A busy set refuses before anything of it is changed."""
        if stack_set.live_operations() and not stack_set.managed_execution:
            raise AwsError("OperationInProgressException", f"Another Operation on StackSet {stack_set.arn} is in progress: "
                           f"{stack_set.live_operations()[0].id}", 409)
        if params.get("OperationId") in stack_set.operations:
            raise AwsError("OperationIdAlreadyExistsException", "Another operation already exists with the same Id", 409)

    def _all_jobs(self, stack_set) -> list:
        return [Job(item.account, item.region, item.unit) for item in stack_set.instances.values() if item.status != "INOPERABLE"]

    def _chosen_jobs(self, stack_set, params) -> list:
        jobs = targets.jobs(self._world, stack_set, params)
        missing = [job for job in jobs if job.key not in stack_set.instances]
        if missing and not stack_set.is_service_managed:
            raise AwsError("StackInstanceNotFoundException", "Stack instance not found for: " + ", ".join(
                f"{job.account} in {job.region}" for job in missing[:5]), 404)
        return [job for job in jobs if job.key in stack_set.instances]

    def delete_stack_set(self, call):
        stack_set = self._stack_set(call)
        if stack_set.live_operations():
            raise AwsError("OperationInProgressException", f"Another Operation on StackSet {stack_set.arn} is in progress", 409)
        if stack_set.instances:
            raise AwsError("StackSetNotEmptyException", "StackSet is not empty", 409)
        stack_set.status = "DELETED"
        return {}

    # -- instances
    def create_stack_instances(self, call):
        params, stack_set = call.params, self._stack_set(call)
        jobs = targets.jobs(self._world, stack_set, params)
        if not jobs and not stack_set.is_service_managed:
            raise validation_error("Accounts and Regions must be specified")
        overrides = self._overrides(stack_set, params)
        quotas.INSTANCES.hold(len({*stack_set.instances, *(job.key for job in jobs)}))
        with stack_set.lock:
            self._check_free(stack_set, params)
            self._remember_targets(stack_set, params)
            for job in jobs:
                stack_set.instances.setdefault(job.key, Instance(job.account, job.region, overrides or {}, job.unit))
            return self._start(stack_set, "CREATE", jobs, params, Work(self._world, stack_set).deploy, overrides=overrides)

    def _remember_targets(self, stack_set, params) -> None:
        wish = params.get("DeploymentTargets") or {}
        for unit in wish.get("OrganizationalUnitIds", []):
            if unit not in stack_set.units:
                stack_set.units.append(unit)
            known = stack_set.unit_regions.setdefault(unit, [])
            known.extend(region for region in params.get("Regions", []) if region not in known)

    def _overrides(self, stack_set, params):
        """None when the call says nothing, so that instances keep theirs."""
        if "ParameterOverrides" not in params:
            return None
        overrides = parameters.given_values(params["ParameterOverrides"], {})
        unknown = [key for key in overrides if key not in stack_set.template.parameters]
        if unknown:
            raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
        for key, value in overrides.items():
            parameters.check(key, stack_set.template.parameters[key], value)
        return overrides

    def update_stack_instances(self, call):
        params, stack_set = call.params, self._stack_set(call)
        jobs = self._chosen_jobs(stack_set, params)
        overrides = self._overrides(stack_set, params)
        return self._start(stack_set, "UPDATE", jobs, params, Work(self._world, stack_set).deploy, overrides=overrides)

    def delete_stack_instances(self, call):
        params, stack_set = call.params, self._stack_set(call)
        jobs = targets.jobs(self._world, stack_set, params)
        if stack_set.is_service_managed:
            # also where the account has moved away or was suspended since
            named = {(job.account, job.region) for job in jobs}
            units, regions = set(params["DeploymentTargets"]["OrganizationalUnitIds"]), set(params.get("Regions") or [])
            plain = params["DeploymentTargets"].get("AccountFilterType", "NONE") == "NONE"
            jobs = [Job(*key, item.unit) for key, item in stack_set.instances.items()
                    if key in named or (plain and item.unit in units and item.region in regions)]
        with stack_set.lock:
            self._check_free(stack_set, params)
            answer = self._start(stack_set, "DELETE", jobs, params, Work(self._world, stack_set).remove,
                                 retain=bool(params.get("RetainStacks")))
            for unit in (params.get("DeploymentTargets") or {}).get("OrganizationalUnitIds", []):
                left = [region for region in stack_set.unit_regions.get(unit, []) if region not in (params.get("Regions") or [])]
                stack_set.unit_regions[unit] = left
                if unit in stack_set.units and not left:
                    stack_set.units.remove(unit)
        return answer

    def describe_stack_instance(self, call):
        stack_set = self._stack_set(call)
        key = (call.params["StackInstanceAccount"], call.params["StackInstanceRegion"])
        return {"StackInstance": render.instance(self._instance(stack_set, key), stack_set)}

    def _instance(self, stack_set, key):
        if key not in stack_set.instances:
            raise AwsError("StackInstanceNotFoundException", f"StackInstance not found for account {key[0]} and region {key[1]}", 404)
        return stack_set.instances[key]

    def list_stack_instances(self, call):
        params, stack_set = call.params, self._stack_set(call)
        account, region = params.get("StackInstanceAccount"), params.get("StackInstanceRegion")
        filters = {item["Name"]: item["Values"] for item in params.get("Filters") or []}
        found = [item for item in stack_set.instances.values() if self._world.faults.is_listed(item.made)]
        if account or region or filters:
            wanted = {"DETAILED_STATUS": "detail", "DRIFT_STATUS": "drift", "LAST_OPERATION_ID": "last_operation"}
            found = [item for item in found if account in (None, item.account) and region in (None, item.region)
                     and all(getattr(item, wanted[name]) == value for name, value in filters.items())]
        return self._page_of(call, found, lambda item: render.instance_summary(item, stack_set))

    def list_stack_instance_resource_drifts(self, call):
        stack_set = self._stack_set(call)
        instance = self._instance(stack_set, (call.params["StackInstanceAccount"], call.params["StackInstanceRegion"]))
        wanted = call.params.get("StackInstanceResourceDriftStatuses")
        keys = ("StackId", "LogicalResourceId", "PhysicalResourceId", "ResourceType", "PropertyDifferences", "StackResourceDriftStatus", "Timestamp")
        return self._page_of(call, [{key: drift[key] for key in keys} for drift in instance.drifts
                                    if not wanted or drift["StackResourceDriftStatus"] in wanted])

    def import_stacks_to_stack_set(self, call):
        params, stack_set = call.params, self._stack_set(call)
        ids = params.get("StackIds") or []
        if not 1 <= len(ids) <= 10:
            raise validation_error("StackIds must name between 1 and 10 stacks")
        stacks = []
        for id in ids:
            if not id.startswith("arn:"):
                raise validation_error(f"{id} is not a stack id")
            stack = self._stacks.find(id.split(":")[4], id.split(":")[3], id)
            if stack is None or not stack.is_living():
                raise AwsError("StackNotFoundException", f"Stack {id} does not exist", 404)
            if (stack.account, stack.region) in stack_set.instances:
                raise validation_error(f"A stack instance for account {stack.account} and region {stack.region} exists already")
            stacks.append(stack)
        with stack_set.lock:
            self._check_free(stack_set, params)
            for stack in stacks:
                instance = Instance(stack.account, stack.region, {})
                instance.stack_id = stack.id
                stack_set.instances[instance.key] = instance
            jobs = [Job(stack.account, stack.region) for stack in stacks]
            return self._start(stack_set, "CREATE", jobs, params, Work(self._world, stack_set).adopt)

    # -- operations
    def describe_stack_set_operation(self, call):
        stack_set, operation = self._operation(call)
        return {"StackSetOperation": render.operation(operation, stack_set)}

    def list_stack_set_operations(self, call):
        stack_set = self._stack_set(call, deleted=True)
        return self._page_of(call, list(reversed(list(stack_set.operations.values()))), render.operation_summary)

    def list_stack_set_operation_results(self, call):
        stack_set, operation = self._operation(call)
        filters = {item["Name"]: item["Values"] for item in call.params.get("Filters") or []}
        wanted = filters.get("OPERATION_RESULT_STATUS")
        return self._page_of(call, [job for job in operation.jobs if wanted in (None, job.status)], render.result)

    def stop_stack_set_operation(self, call):
        stack_set, operation = self._operation(call)
        with stack_set.lock:
            if operation.status not in ("RUNNING", "QUEUED"):
                raise AwsError("InvalidOperationException", f"Operation {operation.id} is in {operation.status} state and cannot be stopped")
            operation.status = "STOPPING"
        return {}

    def detect_stack_set_drift(self, call):
        stack_set = self._stack_set(call)
        jobs = self._all_jobs(stack_set)
        stack_set.drift = drift_details(stack_set, "IN_PROGRESS")

        def done(operation):
            stack_set.drift = drift_details(stack_set, "PARTIAL_SUCCESS" if operation.failed_count else "COMPLETED")

        return self._start(stack_set, "DETECT_DRIFT", jobs, call.params, Work(self._world, stack_set).check_drift, done=done)

    def _start(self, stack_set, action, jobs, params, work, **extra):
        def cancelled(job):
            instance = stack_set.instances.get(job.key)
            if instance is not None and action != "DETECT_DRIFT":
                instance.detail = "CANCELLED"
                instance.reason = job.reason

        operation = self._runner.start(stack_set, action, jobs, params.get("OperationPreferences"), work, params.get("OperationId"),
                                       cancelled=cancelled, **extra)
        return {"OperationId": operation.id}

    # -- organizations
    def activate_organizations_access(self, call):
        self._only_management(call)
        self._world.organization.stack_sets_access = True
        self._world.organization.services.setdefault("member.org.stacksets.cloudformation.amazonaws.com", self._world.organization.when)
        return {}

    def deactivate_organizations_access(self, call):
        self._only_management(call)
        self._world.organization.stack_sets_access = False
        return {}

    def describe_organizations_access(self, call):
        return {"Status": "ENABLED" if self._world.organization.stack_sets_access else "DISABLED"}

    def _only_management(self, call) -> None:
        if call.account != self._world.organization.management_id:
            raise AwsError("InvalidOperationException", "This operation is only permitted from the organization's management account.")

    def list_stack_set_auto_deployment_targets(self, call):
        stack_set = self._stack_set(call)
        return self._page_of(call, [
            {"OrganizationalUnitId": unit, "Regions": sorted({item.region for item in stack_set.instances.values()})}
            for unit in stack_set.units])

    # -- shared
    def _admin(self, call) -> str:
        """The account whose stack sets are meant: a delegated administrator works on the management account's."""
        if call.params.get("CallAs") != "DELEGATED_ADMIN":
            return call.account
        services = self._world.organization.delegated.get(call.account, {})
        if "member.org.stacksets.cloudformation.amazonaws.com" not in services:
            raise validation_error("You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set")
        return self._world.organization.management_id

    def _sets_of(self, call) -> list:
        return self._sets.setdefault((self._admin(call), call.region), [])

    def _stack_set(self, call, deleted=False) -> StackSet:
        name = call.params["StackSetName"]
        for item in reversed(self._sets_of(call)):
            if name in (item.name, item.id, item.arn) and (item.status == "ACTIVE" or deleted and name == item.id):
                return item
        raise AwsError("StackSetNotFoundException", f"StackSet {name} not found", 404)

    def _operation(self, call):
        stack_set = self._stack_set(call, deleted=True)
        operation = stack_set.operations.get(call.params["OperationId"])
        if operation is None:
            raise AwsError("OperationNotFoundException", f"Operation {call.params['OperationId']} not found", 404)
        return stack_set, operation

    def _page_of(self, call, items: list, show=lambda item: item, size: int = 100) -> dict:
        token = call.params.get("NextToken") or "0"
        if not token.isdigit():
            raise validation_error("The token provided is invalid")
        wanted = call.params.get("MaxResults") or size
        if not 1 <= wanted <= size:
            raise validation_error(f"1 validation error detected: Value '{wanted}' at 'maxResults' failed to satisfy constraint: "
                                   f"Member must have value less than or equal to {size}")
        end = int(token) + wanted
        found = {"Summaries": [show(item) for item in items[int(token):end]]}
        if end < len(items):
            found["NextToken"] = str(end)
        return found
