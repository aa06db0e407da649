"""Everything that one emulator process knows, handed to whoever needs it."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import access, authorization, bucket_owners, policy
from .authorization import decisions, deployments
from .calls import Calls
from .cloudformation.stack import Stacks
from .cloudtrail import PublicKeys
from .config.compliance import Compliance
from .credentials import Credentials
from .errors import AwsError
from .eventbridge.api_calls import ApiCalls
from .eventbridge.router import Router
from .faults import Faults
from .functions.invoke import Functions
from .keys import Keys
from .outbox import Outbox
from .regions import Regions
from .root_access import RootAccess, require_task
from .schedules import Schedules
from .sns.mailbox import Mailbox
from .sns.topics import Topics

if TYPE_CHECKING:
    from .cloudformation.stack import Resource
    from .credentials import Identity
    from .organization.model import Organization
    from .request import Request


class World:
    def __init__(self, organization: Organization, keys: Keys, enforce: bool = False, step_seconds: float = 0.0, seed_seconds: float = 0.0, slow: Any = (0.0, 0.0)):
        self.organization, self.enforce, self.seed_seconds = organization, enforce, seed_seconds
        self.keys, self.credentials = keys, Credentials(organization, keys)
        self.calls = Calls()
        self.public_keys = PublicKeys()
        self.compliance = Compliance()
        self.faults = Faults(step_seconds, *slow)
        self.stacks = Stacks()
        self.warm = False  # every slow import is done: measurements wait for it
        self.processor_seconds: dict[str, float] = {}  # since the start of the process, until it was "ready" and "warm"
        self.endpoint = ""  # set when the port is bound; functions call it
        self.router, self.api_calls = Router(self), ApiCalls(self)
        self.topics, self.mailbox, self.outbox = Topics(self), Mailbox(), Outbox()
        self.functions, self.schedules = Functions(self), Schedules(self)
        self.regions = Regions()
        self.root_access = RootAccess(organization)

    def enforce_policies(self, identity: Identity, request: Request) -> None:
        """What --enforce adds: service control policies of member accounts, and the caller's own policies."""
        if identity.task is not None:
            require_task(identity, [need.action for need in authorization.needs_of(request, identity.account, self.stacks)])
        if not self.enforce:
            return
        own = None if identity.runs_function else decisions.own_policies(identity.principal_arn, identity.session_policies)
        if own is None and identity.account == self.organization.management_id:
            return  # no service control policy binds it
        actor = decisions.Actor(identity.account, identity.arn, identity.principal_arn, own)
        for need in authorization.needs_of(request, identity.account, self.stacks):
            if identity.task is not None:
                need = need._replace(context={**need.context, "aws:assumedroot": "true"})
            decisions.refuse(self.organization, actor, need, request.region)

    def require_own_policies(self, identity: Identity, request: Request) -> None:
        """A function's role may do what its policies say: what it lacks on AWS must fail here too."""
        if not identity.runs_function:
            return
        caller = access.caller(identity, self.organization)
        context = {**caller.context, "aws:requestedregion": request.region}
        for action, resource, looked_up in authorization.needs_of(request, identity.account, self.stacks):
            if action not in decisions.FREE and policy.decide(caller.identity_policies, action, resource, {**context, **looked_up}) != "allow":
                raise AwsError("AccessDeniedException", f"User: {identity.arn} is not authorized to perform: {action} on resource: {resource} "
                                                        f"because no identity-based policy allows the {action} action", 403)

    def require_bucket_owner(self, identity: Identity, request: Request) -> None:
        if request.style == "s3":
            for need in authorization.needs_of(request, identity.account, self.stacks):
                bucket_owners.require(request, identity, need.action, need.resource, self.organization)

    def refuse_deployment(self, resource: Resource, verb: str, before: dict | None = None) -> None:
        """The same binds whom CloudFormation works for: a stack set's execution role, the role of a stack, or its caller."""
        stack, behalf = resource.stack, resource.stack.deployer
        if not self.enforce or behalf is None:
            return
        actor = decisions.Actor(stack.account, behalf.shown, behalf.arn, decisions.own_policies(behalf.arn, behalf.session))
        for need in deployments.needs_of(resource, verb, before, self.stacks):
            decisions.refuse(self.organization, actor, need._replace(context={**need.context, **behalf.context}), stack.region)
