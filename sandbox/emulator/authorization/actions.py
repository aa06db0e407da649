"""IAM's names of what an operation needs, where they are not the operation's own."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..request import Request

# IAM's name of a service where it is not the endpoint's
PREFIXES = {"accessanalyzer": "access-analyzer", "elb": "elasticloadbalancing", "s3control": "s3", "email": "ses"}

NAMES = {
    "lambda": {"Invoke": "InvokeFunction", "InvokeWithResponseStream": "InvokeFunction"},
    "s3": {
        "ListBuckets": "ListAllMyBuckets", "ListObjects": "ListBucket", "ListObjectsV2": "ListBucket", "HeadBucket": "ListBucket",
        "HeadObject": "GetObject", "DeleteObjects": "DeleteObject", "CopyObject": "PutObject", "CreateMultipartUpload": "PutObject",
        "UploadPart": "PutObject", "UploadPartCopy": "PutObject", "CompleteMultipartUpload": "PutObject",
        "PutBucketEncryption": "PutEncryptionConfiguration", "DeleteBucketEncryption": "PutEncryptionConfiguration",
        "PutBucketLifecycle": "PutLifecycleConfiguration", "PutBucketLifecycleConfiguration": "PutLifecycleConfiguration",
        "DeleteBucketLifecycle": "PutLifecycleConfiguration",
        "PutBucketReplication": "PutReplicationConfiguration", "DeleteBucketReplication": "PutReplicationConfiguration",
        "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
        "PutPublicAccessBlock": "PutBucketPublicAccessBlock", "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
        "PutBucketNotificationConfiguration": "PutBucketNotification", "PutBucketCors": "PutBucketCORS", "DeleteBucketCors": "PutBucketCORS",
        "PutBucketAccelerateConfiguration": "PutAccelerateConfiguration", "DeleteBucketTagging": "PutBucketTagging",
        "PutBucketInventoryConfiguration": "PutInventoryConfiguration", "DeleteBucketInventoryConfiguration": "PutInventoryConfiguration",
        "PutBucketMetricsConfiguration": "PutMetricsConfiguration", "DeleteBucketMetricsConfiguration": "PutMetricsConfiguration",
        "PutBucketAnalyticsConfiguration": "PutAnalyticsConfiguration", "DeleteBucketAnalyticsConfiguration": "PutAnalyticsConfiguration",
    },
    "s3control": {"PutPublicAccessBlock": "PutAccountPublicAccessBlock", "DeletePublicAccessBlock": "PutAccountPublicAccessBlock"},
    "sns": {"PublishBatch": "Publish"},
    "sqs": {"SendMessageBatch": "SendMessage", "DeleteMessageBatch": "DeleteMessage", "ChangeMessageVisibilityBatch": "ChangeMessageVisibility"},
}
# Of DynamoDB: a transaction needs what its parts need, and no action of its own
PARTS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "Get": "GetItem", "ConditionCheck": "ConditionCheckItem"}


def actions_of(request: Request, params: dict) -> list:
    service, operation = request.service, request.operation
    prefix = PREFIXES.get(service, service)
    return [f"{prefix}:{name}" for name in _names(service, operation, params, request)]


def _names(service: str, operation: str, params: dict, request: Request) -> list:
    if operation in ("TransactWriteItems", "TransactGetItems"):
        return sorted({PARTS[kind] for item in params.get("TransactItems", []) for kind in item})
    if service == "dynamodb" and statements_of(params):
        return sorted({f"PartiQL{statement.split()[0].capitalize()}" for statement in statements_of(params)})
    if service == "s3" and operation in ("DeleteObject", "GetObject", "HeadObject") and params.get("VersionId"):
        name = "DeleteObjectVersion" if operation == "DeleteObject" else "GetObjectVersion"
    else:
        name = NAMES.get(service, {}).get(operation, operation)
    bypasses = service == "s3" and (request.header("x-amz-bypass-governance-retention") or "").lower() == "true"
    return [name, "BypassGovernanceRetention"] if bypasses else [name]


def statements_of(params: dict) -> list:
    """Of PartiQL: one, or those of a batch or a transaction."""
    given = [params.get("Statement"), *(item.get("Statement") for name in ("Statements", "TransactStatements") for item in params.get(name) or [])]
    return [text.strip() for text in given if isinstance(text, str) and re.match(r"\s*\w", text)]
