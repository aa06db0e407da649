"""Which handler creates which resource type."""
from __future__ import annotations

import importlib
import pkgutil
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from . import schema

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

_handlers: dict[str, ResourceType] = {}
_lock = threading.Lock()


class ResourceType:
    """What a type does. `real` types change the service's own state in moto, so that its API reads them back."""

    type = ""
    backing = "real"

    def create(self, resource: Resource) -> None:
        """Set resource.physical_id and resource.attributes."""
        raise NotImplementedError

    def update(self, resource: Resource, before: dict) -> None:
        """resource.properties are the new ones already."""
        self.delete(resource)
        self.create(resource)

    def delete(self, resource: Resource) -> None:
        pass

    def read(self, resource: Resource) -> Any:
        """Live properties for drift detection: None when the resource is gone, NotImplemented when nobody can tell."""
        return NotImplemented

    def replaces(self, old: dict, new: dict) -> bool:
        return bool(schema.replaced_by(self.type, old, new))


def register(type: str) -> Callable[[type], type]:
    def decorate(cls: Any) -> Any:
        cls.type = type
        _handlers[type] = cls()
        return cls

    return decorate


def handler(type: str) -> ResourceType:
    load_all()
    if type not in _handlers:
        with _lock:
            if type not in _handlers:
                _handlers[type] = _other(type)
    return _handlers[type]


def _other(type: str) -> ResourceType:
    from . import cloudformation, moto_models, recorded

    if type.startswith(("Custom::", "AWS::CloudFormation::CustomResource")):
        return cloudformation.CustomResource(type)
    if moto_models.is_modelled(type):
        return moto_models.MotoModel(type)
    if schema.schema(type) is None:
        raise AwsError("ValidationError", f"Template format error: Unrecognized resource types: [{type}]")
    return recorded.Recorded(type)


def is_known(type: str) -> bool:
    load_all()
    return type in _handlers or schema.schema(type) is not None or type.startswith("Custom::")


@lru_cache(maxsize=1)
def load_all() -> None:
    package = importlib.import_module(__package__)
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{__package__}.{module.name}")
