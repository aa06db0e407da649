"""What IAM would decide about: the actions, the resources and the context keys of a request."""
from __future__ import annotations

from typing import NamedTuple

from .actions import actions_of
from .context import context_of
from .parameters import parameters_of
from .resources import resources_of


class Need(NamedTuple):
    """One permission that a call needs. `resource` is "*" where the call knows none, or the emulator does not know it."""

    action: str
    resource: str
    context: dict


def needs_of(request, account: str, stacks) -> list:
    """A call needs each of them: one for every action and every resource."""
    params = parameters_of(request)
    resources = resources_of(request, params, account, stacks) or ["*"]
    return [Need(action, resource, context_of(resource, stacks)) for action in actions_of(request, params) for resource in resources]
