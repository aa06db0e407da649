"""The API of CloudFormation, with that of stack sets."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..call import Parts
from ..stacksets import api as stack_sets_api
from ..stacksets.store import StackSets
from .assignments import Assignments
from .change_sets import ChangeSets, ChangeSetsApi
from .drift_api import DriftApi
from .extensions import ExtensionsApi
from .reading_api import ReadingApi
from .stacks_api import StacksApi
from .templates_api import TemplatesApi

if TYPE_CHECKING:
    from ..world import World


def cloudformation_api(world: World) -> Parts:
    stacks, stack_sets = world.stacks, StackSets(world.organization)
    assignments, change_sets = Assignments(world), ChangeSets(stacks)
    return Parts(
        StacksApi(stacks, assignments), ReadingApi(stacks), TemplatesApi(stacks, stack_sets, change_sets), DriftApi(stacks),
        ChangeSetsApi(stacks, change_sets, assignments), ExtensionsApi(), *stack_sets_api.parts(world, stack_sets))
