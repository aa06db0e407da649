"""Organizations policies as resources of a stack in the management account."""
from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from ..served import served
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


def call(operation: str, **params: Any) -> Any:
    return getattr(served.organizations, operation)(SimpleNamespace(params=params))


def content(properties: dict) -> str:
    given = properties["Content"]
    return given if isinstance(given, str) else json.dumps(given, separators=(",", ":"))


@register("AWS::Organizations::Policy")
class Policy(ResourceType):
    def create(self, resource: Resource) -> None:
        served.organizations.authorize("create_policy", resource.account)
        properties = resource.properties
        answer = call("create_policy", Name=properties["Name"], Description=properties.get("Description", ""),
                      Type=properties["Type"], Content=content(properties), Tags=resource.tags())["Policy"]["PolicySummary"]
        resource.physical_id = answer["Id"]
        resource.attributes = {"Id": answer["Id"], "Arn": answer["Arn"], "AwsManaged": False}
        try:
            self._attach(resource, [], properties.get("TargetIds", []))
        except Exception:
            self.delete(resource)
            raise

    def _attach(self, resource: Resource, before: list, wanted: list) -> None:
        for target in wanted:
            if target not in before:
                call("attach_policy", PolicyId=resource.physical_id, TargetId=target)
        for target in before:
            if target not in wanted:
                call("detach_policy", PolicyId=resource.physical_id, TargetId=target)

    def update(self, resource: Resource, before: dict) -> None:
        properties = resource.properties
        call("update_policy", PolicyId=resource.physical_id, Name=properties["Name"],
             Description=properties.get("Description", ""), Content=content(properties))
        self._attach(resource, before.get("TargetIds", []), properties.get("TargetIds", []))

    def delete(self, resource: Resource) -> None:
        for target in call("list_targets_for_policy", PolicyId=resource.physical_id)["Targets"]:
            call("detach_policy", PolicyId=resource.physical_id, TargetId=target["TargetId"])
        call("delete_policy", PolicyId=resource.physical_id)

    def read(self, resource: Resource) -> Any:
        try:
            live = call("describe_policy", PolicyId=resource.physical_id)["Policy"]
        except AwsError:
            return None
        targets = call("list_targets_for_policy", PolicyId=resource.physical_id)["Targets"]
        text = live["Content"]
        return {"Name": live["PolicySummary"]["Name"], "Description": live["PolicySummary"]["Description"],
                "Content": text if isinstance(resource.properties["Content"], str) else json.loads(text),
                "TargetIds": [target["TargetId"] for target in targets]}
