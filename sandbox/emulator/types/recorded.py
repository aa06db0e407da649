"""Types without a backend: checked against their schema, remembered, and marked as recorded. Nothing happens for real."""
from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from . import schema
from .registry import ResourceType

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

_taken: set[tuple] = set()  # (account, region, type, identifier): names are unique on AWS too


class Recorded(ResourceType):
    backing = "recorded"

    def __init__(self, type: str):
        self.type = type

    def create(self, resource: Resource) -> None:
        self._invent_attributes(resource)
        identifiers = schema.primary_identifier(self.type)
        resource.physical_id = "|".join(str(self._identifier(resource, name)) for name in identifiers) or resource.name("")
        key = self._key(resource)
        if key in _taken:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        _taken.add(key)

    def update(self, resource: Resource, before: dict) -> None:
        pass

    def delete(self, resource: Resource) -> None:
        _taken.discard(self._key(resource))

    def _key(self, resource: Resource) -> tuple:
        return resource.account, resource.region, self.type, resource.physical_id

    def _identifier(self, resource: Resource, name: str) -> Any:
        if name in resource.attributes:
            return resource.attributes[name]
        given = schema.lookup(resource.properties, name)
        if given is None:
            given = resource.name("")
            resource.attributes[name] = given
        return given

    def _invent_attributes(self, resource: Resource) -> None:
        """GetAtt must give something stable: ARNs and ids made from the stack's id and the logical id."""
        service, kind = (self.type.split("::") + ["", ""])[1:3]
        number = hashlib.sha256(f"{resource.stack.id}/{resource.logical_id}".encode()).hexdigest()
        named = resource.properties.get("Name") or resource.properties.get(f"{kind}Name") or f"{resource.stack.name}-{resource.logical_id}"
        for name in schema.read_only(self.type):
            if name.endswith("Arn"):
                value = resource.arn(service.lower(), f"{kind.lower()}/{named}")
            elif name.endswith("Id"):
                value = number[:32]
            else:
                value = f"{named}-{name.lower()}"
            resource.attributes[name] = value
            schema.invented.add(value)
