"""Exports of CloudWatch Logs, Firehose and GuardDuty: what each tries before it takes a destination."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .. import access
from ..bucket_owners import owner_of
from ..errors import AwsError
from . import policies

if TYPE_CHECKING:
    from ..credentials import Identity
    from ..organization.model import Organization

GRANT = "Please check if CloudWatch Logs has been granted permission to perform this operation."
GUARD_DUTY = ("The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by "
              "the destinationArn parameter.")


def check_export(account: str, region: str, wish: dict, identity: Identity, organization: Organization) -> None:
    """CreateExportTask: CloudWatch Logs of the Region writes; the caller must be let in, too, where the bucket is another account's."""
    bucket, prefix = wish["destination"], wish.get("destinationPrefix") or "exportedlogs"
    owner = owner_of(bucket)
    if owner is None:
        raise AwsError("InvalidParameterException", "The given bucket does not exist.")
    principal = access.service(f"logs.{region}.amazonaws.com", account, f"arn:aws:logs:{region}:{account}:log-group:{wish.get('logGroupName')}:*", organization)
    for action, key, name in (("s3:GetBucketAcl", "", "GetBucketAcl"), ("s3:PutObject", f"{prefix}/aws-logs-write-test", "PutObject")):
        try:
            policies.require_bucket(principal, bucket, [action], key, **(policies.WITH_ACL if key else {}))
        except access.Refused:
            raise AwsError("InvalidParameterException", f"{name} call on the given bucket failed. {GRANT}") from None
    try:
        policies.require_bucket(access.caller(identity, organization), bucket, ["s3:PutObject"], f"{prefix}/x", **policies.WITH_ACL)
    except access.Refused:
        raise AwsError("InvalidParameterException", "Please ensure that the CreateExportTask caller has been granted s3:PutObject access to the bucket.") from None


def check_stream(account: str, wish: dict) -> None:
    """CreateDeliveryStream: the roles of its destination are assumed; whether they may write shows when they do."""
    for name in ("S3DestinationConfiguration", "ExtendedS3DestinationConfiguration"):
        arn = (wish.get(name) or {}).get("RoleARN")
        if arn and policies.role_for(arn, "firehose.amazonaws.com", {"sts:externalid": account, "aws:sourceaccount": account}) is None:
            raise AwsError("InvalidArgumentException", f"Firehose is unable to assume role {arn}. Please check the role provided.")


def check_findings(account: str, region: str, detector: str, properties: dict, organization: Organization) -> None:
    """CreatePublishingDestination: GuardDuty looks where the bucket is, writes and encrypts."""
    bucket, _, prefix = properties.get("DestinationArn", "").rpartition(":::")[2].partition("/")
    key = policies.find_key(properties.get("KmsKeyArn") or "", account, region) if properties.get("KmsKeyArn") else None
    principal = access.service("guardduty.amazonaws.com", account, f"arn:aws:guardduty:{region}:{account}:detector/{detector}", organization)
    refused = AwsError("BadRequestException", GUARD_DUTY, Message=GUARD_DUTY, Type="InvalidInputException")
    if owner_of(bucket) is None or key is None:
        raise refused
    try:
        policies.require_bucket(principal, bucket, ["s3:GetBucketLocation"])
        policies.require_bucket(principal, bucket, ["s3:PutObject"], f"{prefix.rstrip('/') + '/' if prefix else ''}AWSLogs/{account}/GuardDuty/x",
                                **policies.encrypted(key))
        policies.require_key(principal, key, ["kms:GenerateDataKey"])
    except access.Refused:
        raise refused from None
