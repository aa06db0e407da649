"""PutDeliveryChannel: AWS Config writes a first object, as itself with its service-linked role, or as the recorder's own role."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import access
from ..bucket_owners import owner_of
from ..errors import AwsError
from ..sts import ROLE_ARN, find_role
from . import policies

if TYPE_CHECKING:
    from ..organization.model import Organization

SERVICE = "config.amazonaws.com"


def check(account: str, region: str, wish: dict, role_arn: str, organization: Organization) -> None:
    """`wish` is the channel of the API. Nothing is known of a channel that comes before its recorder."""
    bucket, prefix, named = wish["s3BucketName"], wish.get("s3KeyPrefix"), wish.get("s3KmsKeyArn")
    key = policies.find_key(named, account, region) if named else None
    if owner_of(bucket) is None:
        raise AwsError("NoSuchBucketException", f"Cannot find a S3 bucket with the name {bucket}.")
    principal = _principal(account, region, role_arn, organization)
    path = f"{prefix}/AWSLogs/{account}/Config/ConfigWritabilityCheckFile" if prefix else f"AWSLogs/{account}/Config/ConfigWritabilityCheckFile"
    try:
        policies.require_bucket(principal, bucket, ["s3:GetBucketAcl"])
    except access.Refused:
        raise _insufficient(bucket, "unable to get s3 bucket acl.") from None
    try:
        policies.require_bucket(principal, bucket, ["s3:PutObject"], path, **policies.WITH_ACL, **policies.encrypted(key))
        if named:
            policies.require_key(principal, key, ["kms:GenerateDataKey", "kms:Decrypt"])
    except (access.Refused, AttributeError):
        shown = [f"'{text}'" for text in (prefix or "null", named or "null")]
        raise _insufficient(bucket, f"unable to write to bucket, provided s3 key prefix is {shown[0]}, provided kms key is {shown[1]}.") from None


def _principal(account: str, region: str, role_arn: str, organization: Organization) -> Any:
    if "/aws-service-role/" in role_arn:
        return access.service(SERVICE, account, f"arn:aws:config:{region}:{account}:*", organization)
    match = ROLE_ARN.match(role_arn)
    role = find_role(*match.groups()) if match else None
    if role is None:
        raise AwsError("InsufficientDeliveryPolicyException", f"Insufficient delivery policy to s3 bucket, unable to assume role: {role_arn}.")
    return access.as_role(role, organization)


def _insufficient(bucket: str, text: str) -> AwsError:
    return AwsError("InsufficientDeliveryPolicyException", f"Insufficient delivery policy to s3 bucket: {bucket}, {text}")
