"""The API of stack instances."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..call import Call
from ..errors import AwsError, validation_error
from ..quotas import cloudformation as quotas
from . import render, targets
from .content import overrides_of
from .model import Instance, Job, StackSet
from .operations import Operations
from .paging import page
from .store import StackSets
from .work import Work

if TYPE_CHECKING:
    from ..world import World


class InstancesApi:
    def __init__(self, world: World, sets: StackSets, operations: Operations):
        self._world, self._sets, self._operations = world, sets, operations

    def create_stack_instances(self, call: Call) -> dict:
        params, stack_set = call.params, self._sets.get(call)
        jobs = targets.jobs(self._world, stack_set, params)
        if not jobs and not stack_set.is_service_managed:
            raise validation_error("Accounts and Regions must be specified")
        overrides = overrides_of(stack_set, params)
        quotas.INSTANCES.hold(len({*stack_set.instances, *(job.key for job in jobs)}))
        with stack_set.lock:
            self._operations.check_free(stack_set, params)
            _remember_targets(stack_set, params)
            for job in jobs:
                stack_set.instances.setdefault(job.key, Instance(job.account, job.region, overrides or {}, job.unit))
            return self._operations.start(stack_set, "CREATE", jobs, params, Work(self._world, stack_set).deploy, overrides=overrides)

    def update_stack_instances(self, call: Call) -> dict:
        params, stack_set = call.params, self._sets.get(call)
        jobs = self._operations.chosen_jobs(stack_set, params)
        overrides = overrides_of(stack_set, params)
        return self._operations.start(stack_set, "UPDATE", jobs, params, Work(self._world, stack_set).deploy, overrides=overrides)

    def delete_stack_instances(self, call: Call) -> dict:
        params, stack_set = call.params, self._sets.get(call)
        jobs = targets.jobs(self._world, stack_set, params)
        if stack_set.is_service_managed:
            # also where the account has moved away or was suspended since
            named = {(job.account, job.region) for job in jobs}
            units, regions = set(params["DeploymentTargets"]["OrganizationalUnitIds"]), set(params.get("Regions") or [])
            plain = params["DeploymentTargets"].get("AccountFilterType", "NONE") == "NONE"
            jobs = [Job(*key, item.unit) for key, item in stack_set.instances.items()
                    if key in named or (plain and item.unit in units and item.region in regions)]
        with stack_set.lock:
            self._operations.check_free(stack_set, params)
            answer = self._operations.start(stack_set, "DELETE", jobs, params, Work(self._world, stack_set).remove,
                                 retain=bool(params.get("RetainStacks")))
            for unit in (params.get("DeploymentTargets") or {}).get("OrganizationalUnitIds", []):
                left = [region for region in stack_set.unit_regions.get(unit, []) if region not in (params.get("Regions") or [])]
                stack_set.unit_regions[unit] = left
                if unit in stack_set.units and not left:
                    stack_set.units.remove(unit)
        return answer

    def describe_stack_instance(self, call: Call) -> dict:
        stack_set = self._sets.get(call)
        key = (call.params["StackInstanceAccount"], call.params["StackInstanceRegion"])
        return {"StackInstance": render.instance(_instance(stack_set, key), stack_set)}

    def list_stack_instances(self, call: Call) -> dict:
        params, stack_set = call.params, self._sets.get(call)
        account, region = params.get("StackInstanceAccount"), params.get("StackInstanceRegion")
        filters = {item["Name"]: item["Values"] for item in params.get("Filters") or []}
        found = [item for item in stack_set.instances.values() if self._world.faults.is_listed(item.made)]
        if account or region or filters:
            wanted = {"DETAILED_STATUS": "detail", "DRIFT_STATUS": "drift", "LAST_OPERATION_ID": "last_operation"}
            found = [item for item in found if account in (None, item.account) and region in (None, item.region)
                     and all(getattr(item, wanted[name]) == value for name, value in filters.items())]
        return page(call, found, lambda item: render.instance_summary(item, stack_set))

    def list_stack_instance_resource_drifts(self, call: Call) -> dict:
        stack_set = self._sets.get(call)
        instance = _instance(stack_set, (call.params["StackInstanceAccount"], call.params["StackInstanceRegion"]))
        wanted = call.params.get("StackInstanceResourceDriftStatuses")
        keys = ("StackId", "LogicalResourceId", "PhysicalResourceId", "ResourceType", "PropertyDifferences", "StackResourceDriftStatus", "Timestamp")
        return page(call, [{key: drift[key] for key in keys} for drift in instance.drifts
                                    if not wanted or drift["StackResourceDriftStatus"] in wanted])

    def import_stacks_to_stack_set(self, call: Call) -> dict:
        params, stack_set = call.params, self._sets.get(call)
        ids = params.get("StackIds") or []
        if not 1 <= len(ids) <= 10:
            raise validation_error("StackIds must name between 1 and 10 stacks")
        stacks = []
        for id in ids:
            if not id.startswith("arn:"):
                raise validation_error(f"{id} is not a stack id")
            stack = self._world.stacks.find(id.split(":")[4], id.split(":")[3], id)
            if stack is None or not stack.is_living():
                raise AwsError("StackNotFoundException", f"Stack {id} does not exist", 404)
            if (stack.account, stack.region) in stack_set.instances:
                raise validation_error(f"A stack instance for account {stack.account} and region {stack.region} exists already")
            stacks.append(stack)
        with stack_set.lock:
            self._operations.check_free(stack_set, params)
            for stack in stacks:
                instance = Instance(stack.account, stack.region, {})
                instance.stack_id = stack.id
                stack_set.instances[instance.key] = instance
            jobs = [Job(stack.account, stack.region) for stack in stacks]
            return self._operations.start(stack_set, "CREATE", jobs, params, Work(self._world, stack_set).adopt)


def _remember_targets(stack_set: StackSet, params: dict) -> None:
    wish = params.get("DeploymentTargets") or {}
    for unit in wish.get("OrganizationalUnitIds", []):
        if unit not in stack_set.units:
            stack_set.units.append(unit)
        known = stack_set.unit_regions.setdefault(unit, [])
        known.extend(region for region in params.get("Regions", []) if region not in known)


def _instance(stack_set: StackSet, key: tuple[str, str]) -> Instance:
    if key not in stack_set.instances:
        raise AwsError("StackInstanceNotFoundException", f"StackInstance not found for account {key[0]} and region {key[1]}", 404)
    return stack_set.instances[key]
