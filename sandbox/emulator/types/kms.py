"""KMS: keys and aliases."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::KMS::Key")
class Key(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, kms = resource.properties, resource.backend("kms")
        key = kms.create_key(
            self._policy(properties), properties.get("KeyUsage", "ENCRYPT_DECRYPT"), properties.get("KeySpec", "SYMMETRIC_DEFAULT"),
            properties.get("Description", ""), [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in resource.tags()],
            properties.get("MultiRegion", False))
        resource.physical_id = key.id
        resource.attributes = {"Arn": key.arn, "KeyId": key.id}
        self._apply(resource)

    def _policy(self, properties: dict) -> Any:
        return json.dumps(properties["KeyPolicy"]) if "KeyPolicy" in properties else None

    def _apply(self, resource: Resource) -> None:
        key = resource.backend("kms").keys[resource.physical_id]
        key.key_rotation_status = bool(resource.properties.get("EnableKeyRotation"))
        key.enabled = resource.properties.get("Enabled", True)
        key.key_state = "Enabled" if key.enabled else "Disabled"

    def update(self, resource: Resource, before: dict) -> None:
        key = resource.backend("kms").keys[resource.physical_id]
        key.description = resource.properties.get("Description", "")
        if "KeyPolicy" in resource.properties:
            key.policy = self._policy(resource.properties)
        self._apply(resource)

    def delete(self, resource: Resource) -> None:
        """A key is never deleted at once: it waits, 30 days by default."""
        resource.backend("kms").schedule_key_deletion(resource.physical_id, resource.properties.get("PendingWindowInDays", 30))

    def read(self, resource: Resource) -> Any:
        key = resource.backend("kms").keys.get(resource.physical_id)
        return None if key is None or key.key_state == "PendingDeletion" else {"Enabled": key.enabled}


@register("AWS::KMS::Alias")
class Alias(ResourceType):
    def create(self, resource: Resource) -> None:
        name, kms = resource.properties["AliasName"], resource.backend("kms")
        if any(name in key.aliases for key in kms.keys.values()):
            raise AwsError("AlreadyExists", f"An alias with the name {resource.arn('kms', name)} already exists")
        kms.create_alias(resource.properties["TargetKeyId"], name)
        resource.physical_id = name

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("kms").delete_alias(resource.physical_id)
        resource.backend("kms").create_alias(resource.properties["TargetKeyId"], resource.physical_id)

    def delete(self, resource: Resource) -> None:
        resource.backend("kms").delete_alias(resource.physical_id)
