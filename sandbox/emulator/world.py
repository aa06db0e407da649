"""Everything that one emulator process knows, handed to whoever needs it."""
from __future__ import annotations

from . import access, authorization, bucket_owners, policy
from .calls import Calls
from .cloudtrail import PublicKeys
from .config.compliance import Compliance
from .credentials import Credentials
from .errors import AwsError
from .eventbridge.api_calls import ApiCalls
from .eventbridge.router import Router
from .faults import Faults
from .functions.invoke import Functions
from .keys import Keys
from .organization import policies
from .outbox import Outbox
from .schedules import Schedules
from .sns.mailbox import Mailbox
from .sns.topics import Topics

# What creates a resource, where it is not Create<Kind>
_CREATING = {
    "AWS::S3::BucketPolicy": "PutBucketPolicy", "AWS::SNS::TopicPolicy": "SetTopicAttributes", "AWS::SNS::Subscription": "Subscribe",
    "AWS::SSM::Parameter": "PutParameter", "AWS::Events::Rule": "PutRule", "AWS::Config::ConfigRule": "PutConfigRule",
    "AWS::Config::ConfigurationRecorder": "PutConfigurationRecorder", "AWS::Config::DeliveryChannel": "PutDeliveryChannel",
    "AWS::Config::ConfigurationAggregator": "PutConfigurationAggregator", "AWS::IAM::ManagedPolicy": "CreatePolicy",
    "AWS::Config::RemediationConfiguration": "PutRemediationConfigurations",
    "AWS::Config::AggregationAuthorization": "PutAggregationAuthorization",
}

class World:
    def __init__(self, organization, keys: Keys, enforce: bool = False, step_seconds: float = 0.0, seed_seconds: float = 0.0):
        self.organization, self.enforce, self.seed_seconds = organization, enforce, seed_seconds
        self.keys, self.credentials = keys, Credentials(organization, keys)
        self.calls = Calls()
        self.public_keys = PublicKeys()
        self.compliance = Compliance()
        self.faults = Faults(step_seconds)
        self.stacks = None  # set by the CloudFormation API
        self.warm = False  # every slow import is done: measurements wait for it
        self.processor_seconds = {}  # since the start of the process, until it was "ready" and "warm"
        self.endpoint = ""  # set when the port is bound; functions call it
        self.router, self.api_calls = Router(self), ApiCalls(self)
        self.topics, self.mailbox, self.outbox = Topics(self), Mailbox(), Outbox()
        self.functions, self.schedules = Functions(self), Schedules(self)
        self.drift_detections = {}  # detection id -> (stack, drifts, when)

    def enforce_policies(self, identity, request) -> None:
        """Service control policies on every call of a member account, when --enforce is on."""
        if not self.enforce or identity.account == self.organization.management_id:
            return
        for need in authorization.needs_of(request, identity.account, self.stacks):
            self.refuse(identity.account, identity.arn, identity.principal_arn, need.action, need.resource, request.region, need.context)

    def require_own_policies(self, identity, request) -> None:
        """A function's role may do what its policies say: what it lacks on AWS must fail here too."""
        if not identity.runs_function:
            return
        caller = access.caller(identity, self.organization)
        context = {**caller.context, "aws:requestedregion": request.region}
        for action, resource, looked_up in authorization.needs_of(request, identity.account, self.stacks):
            if policy.decide(caller.identity_policies, action, resource, {**context, **looked_up}) != "allow":
                raise AwsError("AccessDeniedException", f"User: {identity.arn} is not authorized to perform: {action} on resource: {resource} "
                                                        f"because no identity-based policy allows the {action} action", 403)

    def require_bucket_owner(self, identity, request) -> None:
        if request.style == "s3":
            for need in authorization.needs_of(request, identity.account, self.stacks):
                bucket_owners.require(request, identity, need.action, need.resource, self.organization)

    def refuse_deployment(self, stack, verb: str, type: str) -> None:
        """SCPs also bind whom CloudFormation works for; AWS::SNS::Topic needs sns:CreateTopic."""
        if not self.enforce or stack.account == self.organization.management_id or type.startswith("Custom::"):
            return
        _, service, kind = type.split("::")
        prefix = {"events": "events", "configuration": "config"}.get(service.lower(), service.lower())
        name = f"Delete{kind}" if verb == "Delete" else _CREATING.get(type, f"{verb}{kind}")
        self.refuse(stack.account, stack.deployer, stack.deployer, f"{prefix}:{name}", "*", stack.region)

    def refuse(self, account, arn, principal_arn, action, resource, region, looked_up=None) -> None:
        reason = policies.refusal(self.organization, account, principal_arn, action, resource, region, looked_up)
        if reason:
            on = f" on resource: {resource}" if resource != "*" else ""
            code = "AccessDenied" if action.split(":")[0] in ("s3", "iam", "sts", "cloudformation") else "AccessDeniedException"
            if action.split(":")[0] == "sns":
                code = "AuthorizationError"
            raise AwsError(code, f"User: {arn} is not authorized to perform: {action}{on} {reason}", 403)
