"""What a call has CloudFormation do to a stack: with whose rights, and at once or in the background."""
from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from ..authorization import deployments
from ..call import Call
from .deployment import Deployer
from .stack import Stack

if TYPE_CHECKING:
    from ..world import World
    from .template import Template


class Assignments:
    def __init__(self, world: World):
        self._world, self._deployer = world, Deployer(world)

    def create(self, call: Call, stack: Stack) -> None:
        self._begin(call, stack, self._deployer.create)

    def update(self, call: Call, stack: Stack, template: Template, values: dict, tags: dict, capabilities: Any) -> None:
        self._begin(call, stack, self._deployer.update, template, values, tags, capabilities)

    def delete(self, call: Call, stack: Stack, retain: list) -> None:
        self._begin(call, stack, self._deployer.delete, retain)

    def _begin(self, call: Call, stack: Stack, work: Any, *arguments: Any) -> None:
        """With the role of the stack, where it has one, else with the rights of the caller."""
        stack.role_arn = call.params.get("RoleARN") or stack.role_arn
        stack.deployer = deployments.of_role(stack.role_arn) if stack.role_arn else deployments.of_caller(call.identity)
        seconds = self._world.faults.step_seconds
        if not seconds:
            return work(stack, *arguments)
        threading.Timer(seconds, work, (stack, *arguments)).start()
