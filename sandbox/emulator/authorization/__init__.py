"""What IAM would decide about: the actions, the resources and the context keys of a request."""
from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .actions import actions_of
from .context import context_of
from .parameters import parameters_of
from .resources import resources_of

if TYPE_CHECKING:
    from ..cloudformation.stack import Stacks
    from ..request import Request


class Need(NamedTuple):
    """One permission that a call needs. `resource` is "*" where the call knows none, or the emulator does not know it."""

    action: str
    resource: str
    context: dict


def needs_of(request: Request, account: str, stacks: Stacks) -> list:
    """A call needs each of them: one for every action and every resource."""
    params = parameters_of(request)
    resources = resources_of(request, params, account, stacks) or ["*"]
    needs = [Need(action, resource, context_of(resource, stacks)) for action in actions_of(request, params) for resource in resources]
    return needs + [Need("iam:PassRole", role, {"iam:passedtoservice": f"{request.service}.amazonaws.com"}) for role in _passed(request, params)]


def _passed(request: Request, params: dict) -> list:
    """A role that a call hands to the service, by its ARN; to assume one is another thing."""
    if request.service in ("iam", "sts"):
        return []
    return [value for name, value in params.items() if name.lower().endswith(("role", "rolearn"))
            and isinstance(value, str) and value.startswith("arn:aws:iam::") and ":role/" in value]
