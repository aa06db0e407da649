"""IAM: roles with everything, customer managed policies, inline policies."""
from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from .. import service_linked_roles
from ..errors import AwsError
from ..policy import as_list
from .registry import ResourceType, register
from .values import json_text

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

ROLE_ARN = re.compile(r"^arn:aws:iam::(\d{12}):(role|user)/(?:.*/)?([^/]+)$")


def managed_policy(iam: Any, arn: str) -> Any:
    """A managed policy by ARN; moto creates AWS's own ones only when they are first listed."""
    if arn not in iam.managed_policies and arn.startswith("arn:aws:iam::aws:policy/"):
        _load_aws_policy(iam, arn)
    if arn not in iam.managed_policies:
        raise AwsError("NoSuchEntity", f"Policy {arn} does not exist or is not attachable.")
    return iam.managed_policies[arn]


_aws_policies: dict = {}


def _load_aws_policy(iam: Any, arn: str) -> None:
    from moto.iam import models

    if not _aws_policies:
        for name, data in json.loads(models.aws_managed_policies_data).items():
            _aws_policies[f"arn:aws:iam::aws:policy{data.get('Path', '/')}{name}"] = (name, data)
    if arn in _aws_policies:
        name, data = _aws_policies[arn]
        iam.managed_policies[arn] = models.AWSManagedPolicy.from_data(name, iam.account_id, iam.region_name, data)


def check_principals(document: dict) -> None:
    """IAM refuses a trust policy that names a role which does not exist."""
    from ..sts import find_role

    for statement in as_list(document.get("Statement")):
        principal = statement.get("Principal")
        for arn in as_list(principal.get("AWS")) if isinstance(principal, dict) else []:
            match = ROLE_ARN.match(str(arn))
            if match and match.group(2) == "role" and find_role(match.group(1), match.group(3)) is None:
                raise AwsError("MalformedPolicyDocument", f'Invalid principal in policy: "AWS":"{arn}"')


def check_boundary(iam: Any, arn: str | None) -> None:
    try:
        if arn:
            managed_policy(iam, arn)
    except AwsError:
        raise AwsError("NoSuchEntity", f"Scope ARN: {arn} does not exist or is not attachable.") from None


@register("AWS::IAM::Role")
class Role(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, iam = resource.properties, resource.backend("iam")
        check_principals(properties["AssumeRolePolicyDocument"])
        check_boundary(iam, properties.get("PermissionsBoundary"))
        name = resource.name("RoleName", 64)
        if any(role.name == name for role in iam.roles.values()):
            raise AwsError("AlreadyExists", f"{name} already exists")
        role = iam.create_role(
            name, json_text(properties["AssumeRolePolicyDocument"]), properties.get("Path", "/"),
            properties.get("PermissionsBoundary"), properties.get("Description", ""), resource.tags(),
            str(properties.get("MaxSessionDuration", 3600)))
        resource.model, resource.physical_id = role, name
        resource.attributes = {"Arn": role.arn, "RoleId": role.id}
        try:
            self._sync(resource, {})
        except Exception:
            self.delete(resource)
            raise

    def update(self, resource: Resource, before: dict) -> None:
        properties, role = resource.properties, resource.model
        check_principals(properties["AssumeRolePolicyDocument"])
        check_boundary(resource.backend("iam"), properties.get("PermissionsBoundary"))
        role.assume_role_policy_document = json_text(properties["AssumeRolePolicyDocument"])
        role.description = properties.get("Description", "")
        role.max_session_duration = str(properties.get("MaxSessionDuration", 3600))
        role.permissions_boundary_arn = properties.get("PermissionsBoundary")
        role.tags = resource.tags()
        self._sync(resource, before)

    def _sync(self, resource: Resource, before: dict) -> None:
        """The template's policies come and go; those that others put on the role stay."""
        properties, role, iam = resource.properties, resource.model, resource.backend("iam")
        for policy in before.get("Policies", []):
            role.policies.pop(policy["PolicyName"], None)
        for policy in properties.get("Policies", []):
            role.put_policy(policy["PolicyName"], json_text(policy["PolicyDocument"]))
        wanted = properties.get("ManagedPolicyArns", [])
        found = [managed_policy(iam, arn) for arn in wanted]
        for arn, policy in list(role.managed_policies.items()):
            if arn not in wanted and arn in before.get("ManagedPolicyArns", []):
                policy.detach_from(role)
        for policy in found:
            if policy.arn not in role.managed_policies:
                policy.attach_to(role)

    def delete(self, resource: Resource) -> None:
        role, iam = resource.model, resource.backend("iam")
        if role is None or role.id not in iam.roles:
            return
        for policy in list(role.managed_policies.values()):
            policy.detach_from(role)
        for name in list(role.policies):
            role.delete_policy(name)
        iam.delete_role(role.name)

    def read(self, resource: Resource) -> Any:
        role = resource.backend("iam").roles.get(resource.model.id)
        if role is None:
            return None
        return {
            "RoleName": role.name, "Path": role.path, "AssumeRolePolicyDocument": json.loads(role.assume_role_policy_document),
            "Description": role.description or None, "MaxSessionDuration": int(role.max_session_duration or 3600),
            "ManagedPolicyArns": self._attached(resource, role), "PermissionsBoundary": role.permissions_boundary_arn,
            "Policies": [{"PolicyName": name, "PolicyDocument": json.loads(text)} for name, text in role.policies.items()
                         if name not in self._of_others(resource)],
        }

    def _attached(self, resource: Resource, role: Any) -> list:
        """Managed policies that attach themselves to this role, from the same stack, are no drift of the role."""
        own = resource.stack.resources.values()
        others = {item.physical_id for item in own if item.type == "AWS::IAM::ManagedPolicy"}
        others -= set(resource.properties.get("ManagedPolicyArns", []))
        return sorted(arn for arn in role.managed_policies if arn not in others)

    def _of_others(self, resource: Resource) -> set:
        """Inline policies that other resources of the stack put on this role are no drift of the role."""
        own = resource.stack.resources.values()
        return {item.properties["PolicyName"] for item in own if item.type in ("AWS::IAM::Policy", "AWS::IAM::RolePolicy")}


@register("AWS::IAM::ServiceLinkedRole")
class ServiceLinkedRole(ResourceType):
    def create(self, resource: Resource) -> None:
        properties = resource.properties
        role = service_linked_roles.make(resource.account, properties["AWSServiceName"], properties.get("Description", ""))
        resource.model, resource.physical_id = role, role.name
        resource.attributes = {"RoleName": role.name}

    def update(self, resource: Resource, before: dict) -> None:
        resource.model.description = resource.properties.get("Description", "")

    def delete(self, resource: Resource) -> None:
        if resource.model is not None and resource.model.id in resource.backend("iam").roles:
            resource.backend("iam").delete_role(resource.model.name)

    def read(self, resource: Resource) -> Any:
        return {} if resource.model is not None and resource.model.id in resource.backend("iam").roles else None


@register("AWS::IAM::ManagedPolicy")
class ManagedPolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, iam = resource.properties, resource.backend("iam")
        name = resource.name("ManagedPolicyName", 128)
        policy = iam.create_policy(properties.get("Description", ""), properties.get("Path", "/"),
                                   json_text(properties["PolicyDocument"]), name, resource.tags())
        resource.model, resource.physical_id = policy, policy.arn
        resource.attributes = {"PolicyArn": policy.arn, "PolicyId": policy.id}
        self._attach(resource, properties, True)

    def update(self, resource: Resource, before: dict) -> None:
        iam = resource.backend("iam")
        self._attach(resource, before, False)
        for version in [version for version in resource.model.versions if not version.is_default]:
            iam.delete_policy_version(resource.physical_id, version.version_id)
        iam.create_policy_version(resource.physical_id, json_text(resource.properties["PolicyDocument"]), "true")
        self._attach(resource, resource.properties, True)

    def _attach(self, resource: Resource, properties: dict, wanted: bool) -> None:
        iam = resource.backend("iam")
        verb = "attach" if wanted else "detach"
        for kind in ("Role", "User", "Group"):
            for name in properties.get(f"{kind}s", []):
                getattr(iam, f"{verb}_{kind.lower()}_policy")(resource.physical_id, name)

    def delete(self, resource: Resource) -> None:
        self._attach(resource, resource.properties, False)
        iam = resource.backend("iam")
        if any(one.permissions_boundary_arn == resource.physical_id for one in iam.roles.values()):
            raise AwsError("DeleteConflict", "Cannot delete a policy that is used as a permissions boundary.")
        for version in [version for version in resource.model.versions if not version.is_default]:
            iam.delete_policy_version(resource.physical_id, version.version_id)
        iam.delete_policy(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        policy = resource.backend("iam").managed_policies.get(resource.physical_id)
        if policy is None:
            return None
        return {"PolicyDocument": json.loads(next(version.document for version in policy.versions if version.is_default))}


@register("AWS::IAM::Policy")
class InlinePolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("", 128)
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        properties, iam = resource.properties, resource.backend("iam")
        for kind in ("Role", "User", "Group"):
            for name in properties.get(f"{kind}s", []):
                getattr(iam, f"put_{kind.lower()}_policy")(name, properties["PolicyName"], json_text(properties["PolicyDocument"]))

    def update(self, resource: Resource, before: dict) -> None:
        self._remove(resource, before)
        self._put(resource)

    def _remove(self, resource: Resource, properties: dict) -> None:
        iam = resource.backend("iam")
        for kind in ("Role", "User", "Group"):
            for name in properties.get(f"{kind}s", []):
                getattr(iam, f"delete_{kind.lower()}_policy")(name, properties["PolicyName"])

    def delete(self, resource: Resource) -> None:
        self._remove(resource, resource.properties)

    def read(self, resource: Resource) -> Any:
        properties, iam = resource.properties, resource.backend("iam")
        named = {role.name: role for role in iam.roles.values()}
        documents = [named[name].policies.get(properties["PolicyName"]) for name in properties.get("Roles", []) if name in named]
        if not documents or None in documents:
            return NotImplemented if not properties.get("Roles") else None
        return {"PolicyDocument": json.loads(documents[0])}


class _PolicyOf(ResourceType):
    """One inline policy of one role or user, which the template names."""

    kind = ""

    def create(self, resource: Resource) -> None:
        resource.physical_id = f"{resource.properties['PolicyName']}|{self._holder(resource.properties)}"
        self._put(resource)

    def _holder(self, properties: dict) -> str:
        return properties[f"{self.kind}Name"]

    def _put(self, resource: Resource) -> None:
        properties = resource.properties
        put = getattr(resource.backend("iam"), f"put_{self.kind.lower()}_policy")
        put(self._holder(properties), properties["PolicyName"], json_text(properties.get("PolicyDocument", {})))

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        delete = getattr(resource.backend("iam"), f"delete_{self.kind.lower()}_policy")
        delete(self._holder(resource.properties), resource.properties["PolicyName"])


@register("AWS::IAM::RolePolicy")
class RolePolicy(_PolicyOf):
    kind = "Role"


@register("AWS::IAM::UserPolicy")
class UserPolicy(_PolicyOf):
    kind = "User"
