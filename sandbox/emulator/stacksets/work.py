"""What one operation does in one account and Region."""
from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from ..authorization import deployments
from ..backends import functions_of
from ..cloudformation import parameters
from ..cloudformation.deployment import Deployer
from ..cloudformation.drift import detect
from ..cloudformation.stack import Stack
from ..errors import AwsError
from . import permissions
from .model import GATE, Instance, Job, Operation, StackSet, now
from .runner import JobFailed

if TYPE_CHECKING:
    from ..world import World

# A stack in one of these states never came to be: the next operation deletes it and starts anew
DEAD_ENDS = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_COMPLETE")


class Work:
    def __init__(self, world: World, stack_set: StackSet):
        self._world, self._set = world, stack_set
        self._deployer = Deployer(world)

    # -- create and update
    def deploy(self, operation: Operation, job: Job) -> str | None:
        instance = self._set.instances.get(job.key)
        if instance is None:
            return None  # deleted by an operation that was queued before
        instance.last_operation = operation.id
        instance.unit = job.unit or instance.unit
        if self._is_suspended(job.account) and instance.stack_id:
            instance.fail(f"Account {job.account} is suspended", "SKIPPED_SUSPENDED_ACCOUNT")
            return f"Skipped: account {job.account} is suspended"
        instance.detail = "RUNNING"
        if operation.overrides is not None:
            instance.overrides = dict(operation.overrides)
        try:
            permissions.check(self._world, self._set, job.account)
            if not self._world.regions.is_on(job.account, job.region):
                raise JobFailed(f"Account {job.account} has not enabled the Region {job.region}: the security token included in the request is invalid.")
            if any(one.function_name == GATE for one in functions_of(job.account, job.region)):
                raise JobFailed(f"The emulator does not run account gates: delete the function {GATE} of {job.account}.")
            self._deploy_stack(instance)
        except JobFailed as failure:
            instance.fail(failure.reason)
            raise
        instance.succeed()
        instance.drift = "NOT_CHECKED"
        return None

    def _deploy_stack(self, instance: Instance) -> None:
        stack_set = self._set
        try:
            values = parameters.resolve(stack_set.template, {**stack_set.values, **instance.overrides})
        except AwsError as error:
            raise JobFailed(error.message) from None
        stack = self._stack(instance)
        if stack is not None:
            stack.deployer = self._role_in(instance.account)
        if stack is not None and stack.status in DEAD_ENDS:
            if stack.status != "DELETE_COMPLETE":
                self._deployer.delete(stack)
            stack = None
        if stack is None:
            stack = self._create(instance, values)
        elif self._differs(stack, values):
            self._deployer.update(stack, stack_set.template, values, dict(stack_set.tags), stack_set.capabilities)
        if "ROLLBACK" in stack.status or stack.status.endswith("FAILED"):
            raise JobFailed(explain(stack))

    def _differs(self, stack: Stack, values: dict) -> bool:
        """When nothing differs the member's "No updates are to be performed" is no failure."""
        return (stack.template is not self._set.template and stack.template.body != self._set.template.body) or (
            stack.values != values or stack.tags != self._set.tags or stack.status == "UPDATE_ROLLBACK_COMPLETE")

    def _create(self, instance: Instance, values: dict) -> Stack:
        name = f"StackSet-{self._set.name}-{uuid.uuid4()}"[:128]
        stack = Stack(instance.account, instance.region, name, self._set.template, values, dict(self._set.tags),
                      capabilities=self._set.capabilities, deployer=self._role_in(instance.account))
        self._world.stacks.add(stack)
        instance.stack_id = stack.id
        self._deployer.create(stack)
        return stack

    def _role_in(self, account: str) -> deployments.Behalf:
        """Self-managed stack sets name it; the others have a role whose name ends in a hash."""
        name = f"stacksets-exec-{self._set.id.rpartition(':')[2]}" if self._set.is_service_managed else self._set.execution_role
        return deployments.of_role(f"arn:aws:iam::{account}:role/{name}")

    # -- delete
    def remove(self, operation: Operation, job: Job) -> None:
        instance = self._set.instances.get(job.key)
        if instance is None:
            return None  # deleting what is not there succeeds
        instance.last_operation, instance.detail = operation.id, "RUNNING"
        if not operation.retain:
            self._delete_stack(instance)
        with self._set.lock:
            self._set.instances.pop(job.key, None)
        return None

    def _delete_stack(self, instance: Instance) -> None:
        stack = self._stack(instance)
        try:
            permissions.check(self._world, self._set, instance.account)
        except JobFailed as failure:
            instance.fail(failure.reason, status="INOPERABLE" if stack else "OUTDATED")
            raise
        if stack is None or not stack.is_living():
            return
        reason: str | None
        if stack.termination_protection:
            reason = f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled"
        else:
            stack.deployer = self._role_in(instance.account)
            self._deployer.delete(stack)
            reason = explain(stack) if stack.is_living() else None
        if reason:
            instance.fail(reason, "INOPERABLE", "INOPERABLE")
            raise JobFailed(reason)

    # -- drift
    def check_drift(self, operation: Operation, job: Job) -> None:
        instance = self._set.instances.get(job.key)
        if instance is None:
            return None
        permissions.check(self._world, self._set, job.account)
        instance.last_operation = operation.id
        stack = self._stack(instance)
        if stack is None or not stack.is_living():
            instance.drift = "DRIFTED"
        else:
            instance.drifts = detect(stack)
            instance.drift = stack.drift
        instance.drift_checked = now()
        return None

    # -- import
    def adopt(self, operation: Operation, job: Job) -> None:
        """An existing stack becomes an instance; it keeps its name and id."""
        instance = self._set.instances[job.key]
        instance.last_operation = operation.id
        stack = self._stack(instance)
        try:
            permissions.check(self._world, self._set, job.account)
            if stack is None:
                raise JobFailed(f"Stack {instance.stack_id} does not exist")
            if stack.template.document.get("Resources") != self._set.template.document.get("Resources"):
                raise JobFailed("The template of the stack differs from the template of the stack set.")
        except JobFailed as failure:
            instance.fail(failure.reason, "FAILED_IMPORT", "INOPERABLE")
            raise
        instance.overrides = {key: value for key, value in stack.values.items()
                              if value != parameters.resolve(self._set.template, self._set.values).get(key)}
        instance.succeed()
        return None

    # -- shared
    def _stack(self, instance: Instance) -> Stack | None:
        if instance.stack_id is None:
            return None
        return self._world.stacks.find(instance.account, instance.region, instance.stack_id)

    def _is_suspended(self, account: str) -> bool:
        member = self._world.organization.accounts.get(account)
        return member is not None and member.state in ("SUSPENDED", "CLOSED", "PENDING_CLOSURE")


def explain(stack: Stack) -> str:
    """Why an instance failed, in the form that StackSets shows."""
    failure = stack.failure
    if failure is None:
        failed = [item for item in stack.events if item.status == "DELETE_FAILED" and item.reason]
        return failed[-2].reason or "" if len(failed) > 1 else (stack.reason or stack.status)
    return f"ResourceLogicalId:{failure.logical_id}, ResourceType:{failure.type}, ResourceStatusReason:{failure.reason}."
