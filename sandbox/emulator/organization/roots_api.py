"""The API of the organization itself, and of the policy types of its root."""
from __future__ import annotations

from ..call import Call
from ..errors import AwsError
from . import policies, render
from .model import Organization


class RootsApi:
    def __init__(self, organization: Organization):
        self._org = organization

    def create_organization(self, call: Call) -> None:
        raise AwsError("AlreadyInOrganizationException", "The provided account is already a member of an organization.")

    def describe_organization(self, call: Call) -> dict:
        org = self._org
        return {"Organization": {
            "Id": org.id, "Arn": f"arn:aws:organizations::{org.management_id}:organization/{org.id}", "FeatureSet": "ALL",
            "MasterAccountArn": org.node_arn(org.management), "MasterAccountId": org.management_id,
            "MasterAccountEmail": org.management_email,
            "AvailablePolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]}}

    def list_roots(self, call: Call) -> dict:
        return {"Roots": [render.root(self._org)]}

    def enable_policy_type(self, call: Call) -> dict:
        self._check_root(call)
        type = policies.checked_type(call.params["PolicyType"])
        if self._org.is_policy_type_enabled(type):
            raise AwsError("PolicyTypeAlreadyEnabledException", "The specified policy type is already enabled.")
        self._org.enable_policy_type(type)
        return {"Root": render.root(self._org)}

    def disable_policy_type(self, call: Call) -> dict:
        self._check_root(call)
        type = policies.checked_type(call.params["PolicyType"])
        policies.check_enabled(self._org, type)
        self._org.disable_policy_type(type)
        return {"Root": render.root(self._org)}

    def _check_root(self, call: Call) -> None:
        if call.params["RootId"] != self._org.root.id:
            raise AwsError("RootNotFoundException", "You specified a root that doesn't exist.")
