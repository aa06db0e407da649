"""Types that moto can create from a template and for which it is good enough, such as EC2 networks: used through an adapter."""
from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from .registry import ResourceType

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@lru_cache(maxsize=1)
def _parsing() -> Any:
    from moto.cloudformation import parsing  # imports forty services: two seconds, so only when a template needs it

    return parsing


def is_modelled(type: str) -> bool:
    return type.startswith("AWS::") and type in _parsing().get_model_map()


class MotoModel(ResourceType):
    def __init__(self, type: str):
        self.type = type
        self._model = _parsing().get_model_map()[type]

    def create(self, resource: Resource) -> None:
        name = resource.name(self._model.cloudformation_name_type())
        resource.model = self._model.create_from_cloudformation_json(
            name, self._json(resource), resource.account, resource.region)
        self._adopt(resource)

    def update(self, resource: Resource, before: dict) -> None:
        resource.model = self._model.update_from_cloudformation_json(
            resource.model, resource.name(self._model.cloudformation_name_type()), self._json(resource),
            resource.account, resource.region)
        self._adopt(resource)

    def delete(self, resource: Resource) -> None:
        if hasattr(resource.model, "delete"):
            try:
                return resource.model.delete(resource.account, resource.region)
            except TypeError:
                pass  # a delete() of the model's own, with other arguments
        self._model.delete_from_cloudformation_json(
            resource.physical_id, self._json(resource), resource.account, resource.region)

    def _json(self, resource: Resource) -> dict:
        return {"Type": self.type, "Properties": dict(resource.properties)}

    def _adopt(self, resource: Resource) -> None:
        resource.physical_id = str(resource.model.physical_resource_id)
        resource.attributes = cast(dict, _Attributes(resource.model))


class _Attributes:
    """GetAtt asks moto's model when it is needed."""

    def __init__(self, model: Any):
        self._model = model

    def __contains__(self, name: str) -> bool:
        try:
            return self[name] is not None
        except Exception:
            return False

    def __getitem__(self, name: str) -> Any:
        return self._model.get_cfn_attribute(name)
