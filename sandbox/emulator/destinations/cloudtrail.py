"""CreateTrail and UpdateTrail: the bucket, the key, the topic and the log group must let CloudTrail in already."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import access
from ..bucket_owners import owner_of
from ..errors import AwsError
from . import policies

if TYPE_CHECKING:
    from ..organization.model import Organization

SERVICE = "cloudtrail.amazonaws.com"


@dataclass(frozen=True)
class Trail:
    account: str
    region: str
    name: str
    bucket: str
    prefix: str = ""
    is_organization: bool = False
    key: str = ""
    topic: str = ""
    log_group: str = ""
    role: str = ""

    @property
    def arn(self) -> str:
        return f"arn:aws:cloudtrail:{self.region}:{self.account}:trail/{self.name}"


def check(trail: Trail, organization: Organization) -> None:
    if owner_of(trail.bucket) is None:
        raise AwsError("S3BucketDoesNotExistException", f"S3 bucket {trail.bucket} does not exist!")
    if trail.is_organization and trail.account != organization.management_id and trail.account not in organization.delegated:
        raise AwsError("NotOrganizationMasterAccountException", "The action is not available to member accounts of an organization.")
    principal = access.service(SERVICE, trail.account, trail.arn, organization)
    key = policies.find_key(trail.key, trail.account, trail.region) if trail.key else None
    _check_bucket(trail, principal, key, organization)
    if trail.key:
        _check_key(trail, principal, key)
    if trail.topic:
        _check_topic(trail, principal)
    if trail.log_group:
        _check_log_group(trail, organization)


def _check_bucket(trail: Trail, principal: Any, key: Any, organization: Organization) -> None:
    owner = organization.id if trail.is_organization else trail.account
    place = f"{trail.prefix.rstrip('/')}/AWSLogs/{owner}" if trail.prefix else f"AWSLogs/{owner}"
    account = f"/{trail.account}" if trail.is_organization else ""
    try:
        policies.require_bucket(principal, trail.bucket, ["s3:GetBucketAcl"])
        policies.require_bucket(principal, trail.bucket, ["s3:PutObject"], f"{place}{account}/CloudTrail/{trail.region}/x.json.gz",
                                **policies.WITH_ACL, **policies.encrypted(key))
    except access.Refused:
        raise AwsError("InsufficientS3BucketPolicyException", f"Incorrect S3 bucket policy is detected for bucket: {trail.bucket}") from None


def _check_key(trail: Trail, principal: Any, key: Any) -> None:
    if key is None:
        raise AwsError("KmsKeyNotFoundException", f"KMS key {trail.key} is not found")
    if not key.enabled:
        raise AwsError("KmsKeyDisabledException", f"KMS key {trail.key} is disabled")
    try:
        policies.require_key(principal, key, ["kms:GenerateDataKey", "kms:DescribeKey"], **{"kms:encryptioncontext:aws:cloudtrail:arn": trail.arn})
    except access.Refused:
        raise AwsError("InsufficientEncryptionPolicyException",
                       f"Insufficient permissions to access S3 bucket {trail.bucket} or KMS key {key.arn}.") from None


def _check_topic(trail: Trail, principal: Any) -> None:
    topic = policies.find_topic(trail.topic, trail.account, trail.region)
    try:
        if topic is not None:
            return policies.require_topic(principal, topic)
    except access.Refused:
        pass
    raise AwsError("InsufficientSnsTopicPolicyException", "SNS Topic does not exist or the topic policy is incorrect!")


def _check_log_group(trail: Trail, organization: Organization) -> None:
    role = policies.role_for(trail.role, SERVICE, {"aws:sourceaccount": trail.account, "aws:sourcearn": trail.arn})
    if role is None:
        raise AwsError("InvalidCloudWatchLogsRoleArnException", "Access denied. Verify in IAM that the role has adequate permissions.")
    who = organization.id if trail.is_organization else trail.account
    stream = f"{trail.log_group.removesuffix(':*')}:log-stream:{who}_CloudTrail_{trail.region}"
    for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
        try:
            access.require(access.as_role(role, organization), action, stream, trail.account, None, "no policy")
        except access.Refused:
            raise AwsError("InvalidCloudWatchLogsLogGroupArnException", "Access denied. Check the permissions for your role.") from None
