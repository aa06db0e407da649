"""The API of policies: what they say, and what they are attached to."""
from __future__ import annotations

import re

from ..call import Call
from ..errors import AwsError
from ..quotas import organizations as quotas
from . import policies, render
from .model import Organization, Policy, letters
from .paging import page
from .tags_api import tags_of

POLICY_ID = re.compile(r"^p-[0-9a-zA-Z_]{8,128}$")


class PoliciesApi:
    def __init__(self, organization: Organization):
        self._org = organization

    def create_policy(self, call: Call) -> dict:
        params = call.params
        type = policies.checked_type(params["Type"])
        policies.check_content(type, params["Content"])
        if any(policy.name == params["Name"] and policy.type == type for policy in self._org.policies.values()):
            raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")
        quotas.POLICIES.hold(sum(policy.type == type for policy in self._org.policies.values()) + 1)
        id = "p-" + letters(f"{params['Name']}/{type}/{len(self._org.policies)}", 10)
        policy = Policy(id, params["Name"], params.get("Description", ""), type, params["Content"])
        policy.tags.update(tags_of(params.get("Tags")))
        self._org.policies[id] = policy
        return {"Policy": render.policy(self._org, policy)}

    def update_policy(self, call: Call) -> dict:
        params = call.params
        policy = self._changeable_policy(params["PolicyId"])
        if params.get("Name") and any(other.name == params["Name"] and other is not policy for other in self._org.policies.values()):
            raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")
        if "Content" in params:
            policies.check_content(policy.type, params["Content"])
        policy.name = params.get("Name") or policy.name
        policy.description = params.get("Description", policy.description)
        policy.content = params.get("Content") or policy.content
        return {"Policy": render.policy(self._org, policy)}

    def delete_policy(self, call: Call) -> None:
        policy = self._changeable_policy(call.params["PolicyId"])
        if policy.targets:
            raise AwsError("PolicyInUseException", "The policy is attached to one or more entities. You must detach it from all "
                           "roots, OUs, and accounts before performing this operation.")
        del self._org.policies[policy.id]

    def describe_policy(self, call: Call) -> dict:
        return {"Policy": render.policy(self._org, self._policy_by_id(call.params["PolicyId"]))}

    def list_policies(self, call: Call) -> dict:
        type = policies.checked_type(call.params["Filter"])
        found = [policy for policy in self._org.policies.values() if policy.type == type]
        return page(call, "Policies", found, lambda policy: render.policy_summary(self._org, policy))

    def list_policies_for_target(self, call: Call) -> dict:
        type, node = policies.checked_type(call.params["Filter"]), self._org.target(call.params["TargetId"])
        return page(call, "Policies", [policy for policy in node.policies if policy.type == type], lambda policy: render.policy_summary(self._org, policy))

    def list_targets_for_policy(self, call: Call) -> dict:
        policy = self._policy_by_id(call.params["PolicyId"])
        return page(call, "Targets", list(policy.targets.values()), lambda node: {
            "TargetId": node.id, "Arn": self._org.node_arn(node), "Name": node.name, "Type": node.kind})

    def attach_policy(self, call: Call) -> None:
        policies.attach(self._org, self._policy_by_id(call.params["PolicyId"]), self._org.target(call.params["TargetId"]))

    def detach_policy(self, call: Call) -> None:
        policies.detach(self._org, self._policy_by_id(call.params["PolicyId"]), self._org.target(call.params["TargetId"]))

    def _policy_by_id(self, id: str) -> Policy:
        if not POLICY_ID.match(id):
            raise AwsError("InvalidInputException", "You provided a value that does not match the required pattern.",
                           Reason="INVALID_PATTERN")
        return self._org.policy(id)

    def _changeable_policy(self, id: str) -> Policy:
        policy = self._policy_by_id(id)
        if policy.aws_managed:
            raise AwsError("InvalidInputException", "You specified an AWS managed policy.", Reason="IMMUTABLE_POLICY")
        return policy
