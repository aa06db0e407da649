"""API calls become events, as they do where a trail logs: "AWS API Call via CloudTrail" on the account's default bus."""
from __future__ import annotations

import json
import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..authorization.parameters import parameters_of
from ..backends import living
from .router import READ_ONLY

if TYPE_CHECKING:
    from ..credentials import Identity
    from ..request import Request
    from ..world import World

# user guide: the events of global services are sent to EventBridge in us-east-1
GLOBAL = ("account", "iam", "organizations", "route53", "cloudfront", "support")
# a call that is data, or that would come around again as an event
NO_MANAGEMENT_EVENTS = ("dynamodb", "sqs", "firehose", "kinesis")
OF_QUEUES_AND_TABLES = ("DeleteQueue", "SetQueueAttributes", "PurgeQueue", "AddPermission", "RemovePermission", "DeleteTable", "UpdateTable",
                        "UpdateTimeToLive", "UpdateContinuousBackups", "DeleteDeliveryStream", "UpdateDestination", "StopDeliveryStreamEncryption")
DATA = {("sns", "Publish"), ("sns", "PublishBatch"), ("lambda", "Invoke"), ("events", "PutEvents"), ("logs", "PutLogEvents")}
READS = (*READ_ONLY, "Head", "BatchGet", "Lookup", "Detect", "Estimate", "Simulate", "Validate", "AssumeRole")
LONGEST = 10_000  # characters of request parameters that an event carries


class ApiCalls:
    def __init__(self, world: World):
        self._world = world

    def begin(self, identity: Identity, request: Request) -> Any:
        """Before the call: does anybody listen, and does a trail log? The answer is called when it succeeded."""
        if request.operation.startswith(READS) or not self._is_heard(identity.account, request):
            return _nothing
        return lambda: self._world.router.put_of_service(identity.account, _region(request), self._event(identity, request))

    def _is_heard(self, account: str, request: Request) -> bool:
        service, operation = request.service, request.operation
        if service in NO_MANAGEMENT_EVENTS and operation not in OF_QUEUES_AND_TABLES:
            return False
        if (service, operation) in DATA or service == "s3" and not _is_of_bucket(request):
            return False
        buses = [events.event_buses["default"] for events in living("events", account) if events.region_name == _region(request)]
        return any(bus.rules for bus in buses) and self._is_logged(account, _region(request))

    def _is_logged(self, account: str, region: str) -> bool:
        """By a trail of the account or of the organization that is switched on and covers the region."""
        owners = {account} | ({self._world.organization.management_id} if account in self._world.organization.accounts else set())
        for owner in owners:
            for backend in living("cloudtrail", owner):
                for trail in list(backend.trails.values()):
                    if trail.status.is_logging and (trail.is_multi_region or trail.region_name == region) and (owner == account or trail.is_org_trail):
                        return True
        return False

    def _event(self, identity: Identity, request: Request) -> dict:
        now = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        detail = {
            "eventVersion": "1.11", "userIdentity": _user(identity), "eventTime": now,
            "eventSource": f"{_endpoint(request.service)}.amazonaws.com", "eventName": NAMES.get(request.operation, request.operation), "awsRegion": _region(request),
            "sourceIPAddress": "127.0.0.1", "userAgent": request.header("user-agent") or "", "requestParameters": _parameters(request),
            "responseElements": None, "requestID": str(uuid.uuid4()), "eventID": str(uuid.uuid4()), "readOnly": False,
            "eventType": "AwsApiCall", "managementEvent": True, "recipientAccountId": identity.account, "eventCategory": "Management",
        }
        return {"version": "0", "id": str(uuid.uuid4()), "detail-type": "AWS API Call via CloudTrail", "source": f"aws.{_endpoint(request.service)}",
                "account": identity.account, "time": now, "region": _region(request), "resources": [], "detail": detail}


def _nothing() -> None:
    pass


def _is_of_bucket(request: Request) -> bool:
    """What concerns a bucket is a management event, what concerns objects is data."""
    return "/" not in request.path.strip("/") and request.method in ("PUT", "DELETE")


# CloudTrail calls some operations otherwise than the API does
NAMES = {"PutPublicAccessBlock": "PutBucketPublicAccessBlock",
         "DeletePublicAccessBlock": "DeleteBucketPublicAccessBlock", "PutBucketLifecycleConfiguration": "PutBucketLifecycle"}


def _region(request: Request) -> str:
    return "us-east-1" if request.service in GLOBAL else request.region


def _endpoint(service: str) -> str:
    return {"accessanalyzer": "access-analyzer", "cloudwatch": "monitoring", "elb": "elasticloadbalancing", "ses": "email"}.get(service, service)


def _user(identity: Identity) -> dict:
    user = {"principalId": identity.user_id, "arn": identity.arn, "accountId": identity.account}
    if identity.token is None:
        return {"type": "IAMUser", **user, "userName": identity.arn.rsplit("/", 1)[-1]}
    if identity.task is not None:
        return {"type": "Root", **user, "sessionContext": {"attributes": {"mfaAuthenticated": "false"}, "assumedRoot": "true"}}
    role = identity.principal_arn
    issuer = {"type": "Role", "principalId": identity.user_id.split(":")[0], "arn": role, "accountId": identity.account, "userName": role.rsplit("/", 1)[-1]}
    return {"type": "AssumedRole", **user, "sessionContext": {"sessionIssuer": issuer, "attributes": {"mfaAuthenticated": "false"}}}


def _parameters(request: Request) -> Any:
    """As CloudTrail spells them: the first letter is small, also of what stands in a path. Long requests are left out."""
    try:
        given = {"bucketName": request.path.strip("/")} if request.style == "s3" else {
            key: value for key, value in request.form.items() if key not in ("Action", "Version")
        } if request.style == "query" else json.loads(json.dumps(parameters_of(request), default=str))
        if len(json.dumps(given)) > LONGEST:
            return None
    except Exception:
        return None
    return {key[:1].lower() + key[1:]: value for key, value in given.items()} or None
