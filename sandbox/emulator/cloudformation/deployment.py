"""Creates, updates and deletes a stack's resources. A failing resource makes a rolled-back stack, never an API error."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..backends import account_lock
from ..errors import AwsError
from ..quotas import table as quotas
from ..types import registry, schema
from .drift import drifted
from .failures import ResourceFailed, explain, is_gone
from .intrinsics import Evaluator
from .stack import Resource, Stack, now

if TYPE_CHECKING:
    from ..world import World
    from .template import Template


class Deployer:
    def __init__(self, world: World):
        self._world = world

    # -- create
    def create(self, stack: Stack) -> None:
        with stack.lock, account_lock(stack.account):
            stack.set_status("CREATE_IN_PROGRESS", "User Initiated")
            try:
                evaluator = self._evaluator(stack, stack.template, stack.values, stack.resources)
                for name in self._wanted(stack.template, evaluator):
                    stack.resources[name] = self._create(stack, name, stack.template.resources[name], evaluator)
                self._publish(stack, stack.template, evaluator)
                stack.set_status("CREATE_COMPLETE")
            except ResourceFailed as failure:
                self._give_up(stack, failure)
            except AwsError as error:
                self._give_up(stack, ResourceFailed(stack.name, "AWS::CloudFormation::Stack", error.message))

    def _give_up(self, stack: Stack, failure: ResourceFailed) -> None:
        stack.failure = failure
        reason = f"The following resource(s) failed to create: [{failure.logical_id}]. " if failure.logical_id != stack.name else failure.reason
        if stack.on_failure == "DO_NOTHING":
            return stack.set_status("CREATE_FAILED", reason)
        deleting = stack.on_failure == "DELETE"
        stack.set_status("DELETE_IN_PROGRESS" if deleting else "ROLLBACK_IN_PROGRESS", reason + "Rollback requested by user.")
        failed = [resource for resource in self._in_delete_order(stack) if not self._delete(stack, resource, keep_policy=False)]
        stack.resources = {resource.logical_id: resource for resource in failed}
        if failed:
            stack.set_status("DELETE_FAILED" if deleting else "ROLLBACK_FAILED")
        elif deleting:
            self._finish_delete(stack)
        else:
            stack.set_status("ROLLBACK_COMPLETE")

    # -- update
    def update(self, stack: Stack, template: Template, values: dict, tags: dict, capabilities: Any = None) -> None:
        with stack.lock, account_lock(stack.account):
            before = (stack.template, stack.values, stack.tags)
            stack.set_status("UPDATE_IN_PROGRESS", "User Initiated")
            stack.updated, stack.failure = now(), None
            stack.tags = tags
            journal: list[tuple] = []
            try:
                evaluator = self._evaluator(stack, template, values, stack.resources)
                wanted = self._wanted(template, evaluator)
                self._revert(stack, journal)
                for name in wanted:
                    self._update_one(stack, name, template.resources[name], evaluator, journal)
                self._publish(stack, template, evaluator)
            except (ResourceFailed, AwsError) as failure:
                return self._roll_back(stack, before, journal, failure)
            stack.template, stack.values = template, values
            stack.capabilities = capabilities or stack.capabilities
            stack.set_status("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
            self._clean_up(stack, set(wanted), journal)
            stack.set_status("UPDATE_COMPLETE")

    def _revert(self, stack: Stack, journal: Any) -> None:
        """With a drift-aware change set only: an update with an unchanged template leaves what was changed by hand."""
        if not stack.reverts:
            return
        stack.reverts = False
        for resource, live in drifted(stack):
            wanted = resource.properties
            if live is None:
                stack.resources[resource.logical_id] = self._create(stack, resource.logical_id, stack.template.resources[resource.logical_id],
                                                                    self._evaluator(stack, stack.template, stack.values, stack.resources))
                continue
            resource.properties = live
            self._change(stack, resource, wanted, journal)

    def _update_one(self, stack: Stack, name: str, definition: dict, evaluator: Any, journal: Any) -> None:
        old = stack.resources.get(name)
        if old is None:
            stack.resources[name] = self._create(stack, name, definition, evaluator)
            journal.append(("created", name, None))
            return
        properties = self._properties(definition, evaluator, name)
        old.deletion_policy, old.replace_policy = definition.get("DeletionPolicy", "Delete"), definition.get("UpdateReplacePolicy", "Delete")
        same_type = old.type == definition["Type"]
        if same_type and properties == old.properties and stack.tags == old.stack_tags:
            return
        if not same_type or old.handler.replaces(old.properties, properties):
            stack.generation += 1
            stack.set_resource_status(old, "UPDATE_IN_PROGRESS", "Requested update requires the creation of a new physical resource; hence creating one.")
            stack.resources[name] = self._create(stack, name, definition, evaluator)
            journal.append(("replaced", name, old))
            return
        self._change(stack, old, properties, journal)

    def _change(self, stack: Stack, resource: Resource, properties: dict, journal: Any) -> None:
        before = resource.properties
        stack.set_resource_status(resource, "UPDATE_IN_PROGRESS")
        resource.properties = properties
        journal.append(("updated", resource.logical_id, before))
        try:
            self._world.refuse_deployment(resource, "Update", before)
            schema.check(resource.type, properties)
            quotas.check_resource(resource.type, properties, stack.account, stack.region, is_new=False)
            resource.handler.update(resource, before)
        except Exception as error:
            reason = explain(error)
            stack.set_resource_status(resource, "UPDATE_FAILED", reason)
            raise ResourceFailed(resource.logical_id, resource.type, reason) from error
        resource.stack_tags = dict(stack.tags)
        stack.set_resource_status(resource, "UPDATE_COMPLETE")

    def _roll_back(self, stack: Stack, before: tuple, journal: Any, failure: Any) -> None:
        if isinstance(failure, AwsError):
            failure = ResourceFailed(stack.name, "AWS::CloudFormation::Stack", failure.message)
        stack.failure = failure
        stack.set_status("UPDATE_ROLLBACK_IN_PROGRESS", f"The following resource(s) failed to update: [{failure.logical_id}]. ")
        stack.template, stack.values, stack.tags = before
        for action, name, memory in reversed(journal):
            if action == "updated":
                resource = stack.resources[name]
                attempted, resource.properties = resource.properties, memory
                try:
                    resource.handler.update(resource, attempted)
                    stack.set_resource_status(resource, "UPDATE_COMPLETE")
                except Exception as error:
                    stack.set_resource_status(resource, "UPDATE_FAILED", explain(error))
                    return stack.set_status("UPDATE_ROLLBACK_FAILED", explain(error))
            else:
                self._delete(stack, stack.resources.pop(name), keep_policy=False)
                if memory is not None:
                    stack.resources[name] = memory
                    stack.set_resource_status(memory, "UPDATE_COMPLETE")
        stack.set_status("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
        stack.set_status("UPDATE_ROLLBACK_COMPLETE")

    def _clean_up(self, stack: Stack, wanted: set, journal: Any) -> None:
        """After an update succeeded: replaced and dropped resources go, unless a policy retains them."""
        for action, _, old in reversed(journal):
            if action == "replaced":
                if old.replace_policy == "Retain":
                    stack.set_resource_status(old, "DELETE_SKIPPED")
                else:
                    self._delete(stack, old, keep_policy=False)
        for resource in [stack.resources[name] for name in reversed(list(stack.resources)) if name not in wanted]:
            self._delete(stack, resource)
            del stack.resources[resource.logical_id]

    # -- delete
    def delete(self, stack: Stack, retain: Any = ()) -> None:
        with stack.lock, account_lock(stack.account):
            stack.set_status("DELETE_IN_PROGRESS", "User Initiated")
            try:
                self._world.stacks.publish(stack, [])
            except AwsError as error:
                return stack.set_status("DELETE_FAILED", error.message)
            failed = []
            for resource in self._in_delete_order(stack):
                if resource.logical_id in retain:
                    stack.set_resource_status(resource, "DELETE_SKIPPED")
                elif not self._delete(stack, resource):
                    failed.append(resource)
                    continue
                del stack.resources[resource.logical_id]
            if failed:
                names = ", ".join(resource.logical_id for resource in failed)
                return stack.set_status("DELETE_FAILED", f"The following resource(s) failed to delete: [{names}]. ")
            self._finish_delete(stack)

    def _finish_delete(self, stack: Stack) -> None:
        stack.deleted = now()
        stack.set_status("DELETE_COMPLETE")
        stack.outputs, stack.imports = [], set()
        self._world.stacks.forget(stack)

    def _delete(self, stack: Stack, resource: Resource, keep_policy: bool = True) -> bool:
        # RetainExceptOnCreate: kept by a delete, but not by the rollback of the creation
        if keep_policy and resource.deletion_policy in ("Retain", "RetainExceptOnCreate"):
            stack.set_resource_status(resource, "DELETE_SKIPPED")
            return True
        stack.set_resource_status(resource, "DELETE_IN_PROGRESS")
        try:
            self._world.refuse_deployment(resource, "Delete")
            resource.handler.delete(resource)
        except Exception as error:
            if not is_gone(error):
                stack.set_resource_status(resource, "DELETE_FAILED", explain(error))
                return False
        stack.set_resource_status(resource, "DELETE_COMPLETE")
        return True

    def _in_delete_order(self, stack: Stack) -> list:
        position = {name: index for index, name in enumerate(stack.template.order)}
        return sorted(stack.resources.values(), key=lambda resource: -position.get(resource.logical_id, -1))

    # -- shared
    def _create(self, stack: Stack, name: str, definition: dict, evaluator: Any) -> Resource:
        properties = self._properties(definition, evaluator, name)
        handler = registry.handler(definition["Type"])
        resource = Resource(stack, name, definition, properties, handler)
        stack.set_resource_status(resource, "CREATE_IN_PROGRESS")
        try:
            fault = self._world.faults.accounts.get(stack.account)
            if fault:
                raise AwsError("GeneralServiceException", fault)
            self._world.refuse_deployment(resource, "Create")
            schema.check(resource.type, properties)
            quotas.check_resource(resource.type, properties, stack.account, stack.region, is_new=True)
            handler.create(resource)
        except Exception as error:
            reason = explain(error)
            stack.set_resource_status(resource, "CREATE_FAILED", reason)
            raise ResourceFailed(name, resource.type, reason) from error
        resource.stack_tags = dict(stack.tags)
        stack.set_resource_status(resource, "CREATE_COMPLETE")
        return resource

    def _properties(self, definition: dict, evaluator: Any, name: str) -> dict:
        try:
            return schema.coerce(definition["Type"], evaluator.value(definition.get("Properties") or {}))
        except AwsError as error:
            raise ResourceFailed(name, definition["Type"], error.message) from error

    def _wanted(self, template: Template, evaluator: Any) -> list:
        return [name for name in template.order if evaluator.is_wanted(template.resources[name])]

    def _evaluator(self, stack: Stack, template: Template, values: dict, resources: dict[str, Resource], tolerant: bool = False) -> Evaluator:
        def exports() -> Any:
            return _Imports(stack, self._world.stacks.exports(stack.account, stack.region))

        stack.imports = set()
        return Evaluator(template, values, stack, resources, exports, tolerant)

    def _publish(self, stack: Stack, template: Template, evaluator: Any) -> None:
        outputs = []
        for key, output in template.outputs.items():
            if not evaluator.is_wanted(output):
                continue
            value = evaluator.value(output["Value"])
            found = {"OutputKey": key, "OutputValue": ",".join(map(str, value)) if isinstance(value, list) else str(value)}
            if output.get("Description"):
                found["Description"] = evaluator.value(output["Description"])
            if output.get("Export"):
                found["ExportName"] = evaluator.value(output["Export"]["Name"])
            outputs.append(found)
        self._world.stacks.publish(stack, outputs)
        stack.outputs = outputs


class _Imports:
    """Exports as a template sees them, remembering which were used."""

    def __init__(self, stack: Stack, exports: Any):
        self._stack, self._exports = stack, exports

    def __contains__(self, name: str) -> bool:
        return name in self._exports

    def __getitem__(self, name: str) -> Any:
        self._stack.imports.add(name)
        return self._exports[name][0]
