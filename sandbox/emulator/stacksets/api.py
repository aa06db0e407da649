"""The API of stack sets, by what it is about."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .auto_deployment import AutoDeployment
from .instances_api import InstancesApi
from .operations import Operations
from .operations_api import OperationsApi
from .organization_api import OrganizationAccessApi
from .runner import Runner
from .sets_api import StackSetsApi
from .store import StackSets

if TYPE_CHECKING:
    from ..world import World


def parts(world: World, sets: StackSets) -> list:
    runner = Runner(world)
    AutoDeployment(world, runner, sets.active)
    operations = Operations(world, runner)
    return [StackSetsApi(world, sets, operations), InstancesApi(world, sets, operations), OperationsApi(world, sets, operations),
            OrganizationAccessApi(world.organization, sets)]
