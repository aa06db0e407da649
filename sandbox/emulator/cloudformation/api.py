"""The CloudFormation API for stacks; stack sets are mixed in from their own package."""
from __future__ import annotations

import re
import threading

from ..authorization import deployments
from ..backends import backend
from ..errors import validation_error
from ..quotas import cloudformation as quotas
from ..stacksets.api import StackSetsApi
from ..types import registry
from . import parameters, render
from .change_sets import ChangeSetsApi
from .deployment import Deployer
from .drift import DriftApi
from .extensions import ExtensionsApi
from .stack import Stack, Stacks, already_exists
from .template import parse

NAME = re.compile(r"^[a-zA-Z][-a-zA-Z0-9]{0,127}$")
NO_UPDATES = "No updates are to be performed."


class CloudFormationApi(ChangeSetsApi, DriftApi, ExtensionsApi, StackSetsApi):
    def __init__(self, world):
        self._world = world
        world.stacks = self._stacks = Stacks()
        self._deployer = Deployer(world)
        self._start_extensions()
        self._start_stack_sets()

    # -- create, update, delete
    def create_stack(self, call):
        params = call.params
        name = params["StackName"]
        if not NAME.match(name):
            raise validation_error(f"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
                                   "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*")
        if self._stacks.find(call.account, call.region, name):
            raise already_exists(name)
        template = self._template(call)
        values = parameters.resolve(template, parameters.given_values(params.get("Parameters"), {}))
        parameters.check_capabilities(template, params.get("Capabilities"))
        self._check_role(call)
        on_failure = "DO_NOTHING" if params.get("DisableRollback") else params.get("OnFailure")
        stack = Stack(call.account, call.region, name, template, values, _tags(params.get("Tags")),
                      capabilities=params.get("Capabilities"), notification_arns=params.get("NotificationARNs"),
                      role_arn=params.get("RoleARN"), on_failure=on_failure,
                      termination_protection=params.get("EnableTerminationProtection"))
        stack.policy = params.get("StackPolicyBody")
        quotas.STACKS.hold(len(self._stacks.living(call.account, call.region)) + 1)
        self._stacks.add(stack)
        self._work_for(call, stack)
        self._run(self._deployer.create, stack)
        return {"StackId": stack.id}

    def update_stack(self, call):
        params = call.params
        stack = self._stacks.get_living(call.account, call.region, params["StackName"])
        self._check_idle(stack)
        template = stack.template if params.get("UsePreviousTemplate") else self._template(call)
        values = parameters.resolve(template, parameters.given_values(params.get("Parameters"), stack.values))
        parameters.check_capabilities(template, params.get("Capabilities"))
        self._check_role(call)
        tags = _tags(params["Tags"]) if "Tags" in params else stack.tags
        if self._is_same(stack, template, values, tags):
            raise validation_error(NO_UPDATES)
        stack.policy = params.get("StackPolicyBody", stack.policy)
        stack.status = "UPDATE_IN_PROGRESS"
        self._work_for(call, stack)
        self._run(self._deployer.update, stack, template, values, tags, params.get("Capabilities"))
        return {"StackId": stack.id}

    def _is_same(self, stack, template, values, tags) -> bool:
        ignored = ("Metadata", "Description")
        documents = [{key: value for key, value in one.document.items() if key not in ignored} for one in (stack.template, template)]
        return documents[0] == documents[1] and values == stack.values and tags == stack.tags

    def _check_idle(self, stack) -> None:
        if stack.status.endswith("_IN_PROGRESS") or stack.status in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"):
            raise validation_error(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")

    def delete_stack(self, call):
        stack = self._stacks.find(call.account, call.region, call.params["StackName"])
        if stack is None or not stack.is_living():
            return  # deleting what is not there succeeds
        if stack.termination_protection:
            raise validation_error(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
        retain = call.params.get("RetainResources") or []
        if retain and stack.status != "DELETE_FAILED":
            raise validation_error("The stack is not in the DELETE_FAILED state; RetainResources cannot be used.")
        stack.status = "DELETE_IN_PROGRESS"
        self._work_for(call, stack)
        self._run(self._deployer.delete, stack, retain)

    def _work_for(self, call, stack) -> None:
        """With the role of the stack, where it has one, else with the rights of the caller."""
        stack.role_arn = call.params.get("RoleARN") or stack.role_arn
        stack.deployer = deployments.of_role(stack.role_arn) if stack.role_arn else deployments.of_caller(call.identity)

    def _run(self, work, stack, *arguments) -> None:
        """At once, or in the background when a fault makes operations slow."""
        seconds = self._world.faults.step_seconds
        if not seconds:
            return work(stack, *arguments)
        threading.Timer(seconds, work, (stack, *arguments)).start()

    def update_termination_protection(self, call):
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        stack.termination_protection = call.params["EnableTerminationProtection"]
        return {"StackId": stack.id}

    def cancel_update_stack(self, call):
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        raise validation_error(f"CancelUpdateStack cannot be called from current stack status {stack.status}")

    def continue_update_rollback(self, call):
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        if stack.status != "UPDATE_ROLLBACK_FAILED":
            raise validation_error(f"Stack:{stack.id} is in {stack.status} state and can not continue update rollback.")
        stack.set_status("UPDATE_ROLLBACK_COMPLETE")
        return {}

    def set_stack_policy(self, call):
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        stack.policy = call.params.get("StackPolicyBody")

    def get_stack_policy(self, call):
        stack = self._stacks.get_living(call.account, call.region, call.params["StackName"])
        return {"StackPolicyBody": stack.policy} if stack.policy else {}

    # -- read
    def describe_stacks(self, call):
        name = call.params.get("StackName")
        if name:
            stack = self._stacks.get(call.account, call.region, name)
            return {"Stacks": [render.stack(stack)]}
        return page(call, "Stacks", self._stacks.living(call.account, call.region), render.stack)

    def list_stacks(self, call):
        wanted = call.params.get("StackStatusFilter")
        found = [stack for stack in reversed(self._stacks.all(call.account, call.region)) if not wanted or stack.status in wanted]
        return page(call, "StackSummaries", found, render.summary)

    def describe_stack_events(self, call):
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return page(call, "StackEvents", stack.events[::-1], render.event)

    def list_stack_resources(self, call):
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return page(call, "StackResourceSummaries", list(stack.resources.values()), render.resource_summary)

    def describe_stack_resources(self, call):
        params = call.params
        if params.get("StackName"):
            stack = self._stacks.get(call.account, call.region, params["StackName"])
        else:
            stack = self._owner(call, params.get("PhysicalResourceId"))
        wanted = params.get("LogicalResourceId")
        return {"StackResources": [render.resource(item) for item in stack.resources.values() if wanted in (None, item.logical_id)]}

    def _owner(self, call, physical_id):
        for stack in self._stacks.living(call.account, call.region):
            if any(item.physical_id == physical_id for item in stack.resources.values()):
                return stack
        raise validation_error(f"Stack for {physical_id} does not exist")

    def describe_stack_resource(self, call):
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        resource = stack.resources.get(call.params["LogicalResourceId"])
        if resource is None:
            raise validation_error(f"Resource {call.params['LogicalResourceId']} does not exist for stack {stack.name}")
        return {"StackResourceDetail": render.resource_detail(resource)}

    def get_template(self, call):
        name = call.params.get("ChangeSetName")
        if name:
            return {"TemplateBody": self._change_set(call).template.body, "StagesAvailable": ["Original", "Processed"]}
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return {"TemplateBody": stack.template.body, "StagesAvailable": ["Original", "Processed"]}

    def get_template_summary(self, call):
        params = call.params
        if params.get("StackName"):
            template = self._stacks.get(call.account, call.region, params["StackName"]).template
        elif params.get("StackSetName"):
            template = self._stack_set(call).template
        else:
            template = self._template(call)
        return render.template_summary(template)

    def validate_template(self, call):
        template = self._template(call)
        summary = render.template_summary(template)
        return {key: summary[key] for key in ("Description", "Capabilities", "CapabilitiesReason") if key in summary} | {
            "Parameters": [{key: item[key] for key in ("ParameterKey", "DefaultValue", "NoEcho", "Description") if key in item}
                           for item in summary["Parameters"]]}

    def list_exports(self, call):
        exports = self._stacks.exports(call.account, call.region)
        return page(call, "Exports", [{"ExportingStackId": owner, "Name": name, "Value": value} for name, (value, owner) in exports.items()])

    def list_imports(self, call):
        name = call.params["ExportName"]
        importers = self._stacks.importers(call.account, call.region, name)
        if not importers:
            raise validation_error(f"Export '{name}' is not imported by any stack.")
        return {"Imports": importers}

    # -- shared
    def _template(self, call):
        body, url = call.params.get("TemplateBody"), call.params.get("TemplateURL")
        if url:
            body = self._from_s3(call, url)
            quotas.OBJECT.hold(len(body.encode()))
        elif body is None:
            raise validation_error("Either Template URL or Template Body must be specified.")
        else:
            quotas.BODY.hold(len(body.encode()), "templateBody")
        template = parse(body)
        unknown = sorted({item["Type"] for item in template.resources.values() if not registry.is_known(item["Type"])})
        if unknown:
            raise validation_error(f"Template format error: Unrecognized resource types: [{', '.join(unknown)}]")
        return template

    def _from_s3(self, call, url: str) -> str:
        match = re.match(r"^https?://(?:([^./]+)\.s3[.\w-]*|[^/]+/([^/]+))/(.+)$", url.split("?")[0])
        bucket, key = (match.group(1) or match.group(2), match.group(3)) if match else (None, None)
        from moto.s3.models import s3_backends

        owner = s3_backends.bucket_accounts.get(bucket)
        found = backend("s3", owner[1], call.region).get_object(bucket, key) if owner else None
        if found is None:
            raise validation_error(f"S3 error: The specified key does not exist. ({url})")
        return found.value.decode("utf-8")

    def _check_role(self, call) -> None:
        from ..sts import find_role

        arn = call.params.get("RoleARN")
        if arn and find_role(arn.split(":")[4], arn.rsplit("/", 1)[-1]) is None:
            raise validation_error(f"Role {arn} is invalid or cannot be assumed")


def page(call, key: str, items: list, show=lambda item: item, size: int = 100) -> dict:
    token = call.params.get("NextToken") or "0"
    if not token.isdigit():
        raise validation_error("The token provided is invalid")
    size = min(call.params.get("MaxResults") or size, size)
    end = int(token) + size
    found = {key: [show(item) for item in items[int(token):end]]}
    if end < len(items):
        found["NextToken"] = str(end)
    return found


def _tags(tags) -> dict:
    return {tag["Key"]: tag["Value"] for tag in tags or []}

