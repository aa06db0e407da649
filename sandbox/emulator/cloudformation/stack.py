"""A stack, its resources and its events; and the store of all stacks of all accounts."""
from __future__ import annotations

import hashlib
import threading
import uuid
from collections import defaultdict
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..backends import backend
from ..errors import AwsError, validation_error
from .failures import ResourceFailed
from .template import Template

if TYPE_CHECKING:
    from .changes import ChangeSet

Place = tuple[str, str]  # account and Region

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def now() -> datetime:
    return datetime.now(timezone.utc)


class Resource:
    """One resource of a stack: what a type's handler works on."""

    def __init__(self, stack: Stack, logical_id: str, definition: dict, properties: dict, handler: Any):
        self.stack, self.logical_id, self.properties, self.handler = stack, logical_id, properties, handler
        self.type = definition["Type"]
        self.deletion_policy = definition.get("DeletionPolicy", "Delete")
        self.replace_policy = definition.get("UpdateReplacePolicy", "Delete")
        self.physical_id, self.attributes = "", dict[str, Any]()
        self.status, self.updated = "CREATE_IN_PROGRESS", now()
        self.reason: str | None = None
        self.drift, self.drift_details = "NOT_CHECKED", dict[str, Any]()
        self.stack_tags: dict[str, str] | None = None  # the stack's tags when it was made or changed last
        self.model: Any = None  # moto's own, of types that moto models

    @property
    def backing(self) -> str:
        return self.handler.backing

    @property
    def account(self) -> str:
        return self.stack.account

    @property
    def region(self) -> str:
        return self.stack.region

    def backend(self, service: str) -> Any:
        return backend(service, self.account, self.region)

    def arn(self, service: str, tail: str, region: str | None = None) -> str:
        return f"arn:aws:{service}:{self.region if region is None else region}:{self.account}:{tail}"

    def name(self, property_name: str, longest: int = 255, lower: bool = False) -> str:
        """The name that the template gives, or one made of stack, logical id and random letters as AWS makes it."""
        given = self.properties.get(property_name) if property_name else None
        if given:
            return str(given)
        number = int(hashlib.sha256(f"{self.stack.id}/{self.logical_id}/{self.stack.generation}".encode()).hexdigest(), 16)
        suffix = "".join(ALPHABET[(number >> (6 * i)) % len(ALPHABET)] for i in range(12))
        head = f"{self.stack.name}-{self.logical_id}"[: longest - 13]
        return f"{head}-{suffix}".lower() if lower else f"{head}-{suffix}"

    def tags(self) -> list:
        """The resource's own tags, then the stack's; CloudFormation passes stack tags on."""
        own = self.properties.get("Tags") or []
        if isinstance(own, dict):
            own = [{"Key": key, "Value": value} for key, value in own.items()]
        keys = {tag["Key"] for tag in own}
        return [{"Key": tag["Key"], "Value": str(tag["Value"])} for tag in own] + [
            {"Key": key, "Value": value} for key, value in self.stack.tags.items() if key not in keys]

    def attribute(self, name: str) -> Any:
        if name in self.attributes:
            return self.attributes[name]
        value = self.properties
        for part in name.split("."):
            if not isinstance(value, dict) or part not in value:
                raise validation_error(f"Template error: resource {self.logical_id} does not support attribute type {name} in Fn::GetAtt")
            value = value[part]
        return value


class Event:
    def __init__(self, stack: Stack, logical_id: str, physical_id: str, type: str, status: str, reason: str | None):
        self.id, self.when = str(uuid.uuid4()), now()
        self.stack_id, self.stack_name = stack.id, stack.name
        self.logical_id, self.physical_id, self.type, self.status, self.reason = logical_id, physical_id, type, status, reason


class Stack:
    def __init__(self, account: str, region: str, name: str, template: Template, values: dict, tags: dict, **options: Any):
        self.account, self.region, self.name = account, region, name
        self.id = f"arn:aws:cloudformation:{region}:{account}:stack/{name}/{uuid.uuid4()}"
        self.template, self.values, self.tags = template, values, tags
        self.capabilities = options.get("capabilities") or []
        self.notification_arns = options.get("notification_arns") or []
        self.role_arn = options.get("role_arn")
        self.deployer = options.get("deployer")  # authorization.deployments.Behalf: in whose name CloudFormation works on it now
        self.on_failure = options.get("on_failure") or "ROLLBACK"
        self.termination_protection = bool(options.get("termination_protection"))
        self.policy = None
        self.status = "CREATE_IN_PROGRESS"
        self.reason: str | None = None
        self.created = now()
        self.updated: datetime | None = None
        self.deleted: datetime | None = None
        self.resources: dict[str, Resource] = {}
        self.outputs, self.events = list[dict](), list[Event]()
        self.imports: set[str] = set()
        self.reverts = False  # the update under way brings drifted resources back
        self.generation = 0  # counts replacements, so that a replaced resource gets a new generated name
        self.drift = "NOT_CHECKED"
        self.drift_checked: datetime | None = None
        self.failure: ResourceFailed | None = None  # what made the last operation fail
        self.lock = threading.RLock()

    def is_living(self) -> bool:
        return self.status != "DELETE_COMPLETE"

    def check_idle(self) -> None:
        if self.status.endswith("_IN_PROGRESS") or self.status in ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_FAILED", "DELETE_FAILED"):
            raise validation_error(f"Stack:{self.id} is in {self.status} state and can not be updated.")

    def set_status(self, status: str, reason: str | None = None) -> None:
        self.status, self.reason = status, reason
        self.events.append(Event(self, self.name, self.id, "AWS::CloudFormation::Stack", status, reason))

    def set_resource_status(self, resource: Resource, status: str, reason: str | None = None) -> None:
        resource.status, resource.reason, resource.updated = status, reason, now()
        self.events.append(Event(self, resource.logical_id, resource.physical_id, resource.type, status, reason))


class Stacks:
    """All stacks of all accounts and regions. Deleted ones stay readable by id, as on AWS for 90 days."""

    def __init__(self) -> None:
        self._by_id: defaultdict[Place, dict[str, Stack]] = defaultdict(dict)
        self._by_name: defaultdict[Place, dict[str, Stack]] = defaultdict(dict)
        self._exports: defaultdict[Place, dict[str, tuple]] = defaultdict(dict)
        self.change_sets: defaultdict[str, dict[str, ChangeSet]] = defaultdict(dict)  # by the id of the stack
        self._lock = threading.Lock()

    def add(self, stack: Stack) -> None:
        place = (stack.account, stack.region)
        with self._lock:
            if stack.name in self._by_name[place]:
                raise already_exists(stack.name)
            self._by_id[place][stack.id] = stack
            self._by_name[place][stack.name] = stack

    def forget(self, stack: Stack) -> None:
        place = (stack.account, stack.region)
        if self._by_name[place].get(stack.name) is stack:
            del self._by_name[place][stack.name]

    def all(self, account: str, region: str) -> list:
        return list(self._by_id[(account, region)].values())

    def living(self, account: str | None = None, region: str | None = None) -> list:
        return [
            stack for (where, zone), stacks in list(self._by_name.items()) for stack in list(stacks.values())
            if account in (None, where) and region in (None, zone) and stack.is_living()
        ]

    def find(self, account: str, region: str, name_or_id: str) -> Stack | None:
        """A living stack by name, or any stack by id; None when there is none."""
        place = (account, region)
        if name_or_id.startswith("arn:"):
            return self._by_id[place].get(name_or_id)
        return self._by_name[place].get(name_or_id)

    def get(self, account: str, region: str, name_or_id: str) -> Stack:
        stack = self.find(account, region, name_or_id)
        if stack is None:
            raise validation_error(f"Stack with id {name_or_id} does not exist")
        return stack

    def get_living(self, account: str, region: str, name_or_id: str) -> Stack:
        stack = self.find(account, region, name_or_id)
        if stack is None or not stack.is_living():
            raise validation_error(f"Stack [{name_or_id}] does not exist")
        return stack

    # -- exports
    def exports(self, account: str, region: str) -> dict:
        """Export name -> (value, id of the exporting stack)."""
        return self._exports[(account, region)]

    def publish(self, stack: Stack, outputs: list) -> None:
        """Replace a stack's exports, refusing names of others and the withdrawal of what is imported."""
        exports = self.exports(stack.account, stack.region)
        wanted = {output["ExportName"]: output["OutputValue"] for output in outputs if output.get("ExportName")}
        mine = {name for name, (_, owner) in exports.items() if owner == stack.id}
        for name in wanted:
            if name in exports and name not in mine:
                raise validation_error(f"Export with name {name} is already exported by stack {exports[name][1].split('/')[1]}")
        for name in mine:
            importers = self.importers(stack.account, stack.region, name)
            if importers and (name not in wanted or wanted[name] != exports[name][0]):
                verb = "deleted" if name not in wanted else "updated"
                raise validation_error(f"Export {name} cannot be {verb} as it is in use by {', '.join(importers)}")
        for name in mine:
            del exports[name]
        exports.update({name: (value, stack.id) for name, value in wanted.items()})

    def importers(self, account: str, region: str, name: str) -> list:
        return [stack.name for stack in self.living(account, region) if name in stack.imports]


def already_exists(name: str) -> AwsError:
    return AwsError("AlreadyExistsException", f"Stack [{name}] already exists")
