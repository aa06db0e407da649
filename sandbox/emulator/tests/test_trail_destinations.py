"""What CloudTrail tries before a trail is made, as its user guide says what the policies must hold."""
import json

import pytest

from .conftest import DEV, LOG, MANAGEMENT, REGION, Emulator, allow, trust, unique
from .destinations import ACL, ANY_OTHER_KEY, ONLY_ENCRYPTED, bucket_of, key_of, policy, statement
from .refusals import refused, why

TRAIL = "docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"
TRAIL_KEY = "docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html"
TRAIL_TOPIC = "docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html"
TRAIL_GROUP = "docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html"

CLOUDTRAIL = "cloudtrail.amazonaws.com"
LOOK, WRITE = statement(CLOUDTRAIL, "s3:GetBucketAcl", "${B}"), statement(CLOUDTRAIL, "s3:PutObject", f"${{B}}/AWSLogs/{DEV}/*", **ACL)
FROM_TRAIL = {"StringEquals": {"aws:SourceArn": f"arn:aws:cloudtrail:{REGION}:{DEV}:trail/ours"}}
INCORRECT = "InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: {}"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("trails"))
    yield made
    made.close()


def trail_error(emulator, bucket, account=DEV, name="ours", **more):
    cloudtrail = emulator.client("cloudtrail", account)
    found = refused(lambda: cloudtrail.create_trail(Name=name, S3BucketName=bucket, **more))
    if found is None:
        cloudtrail.delete_trail(Name=name)
    return found


@pytest.mark.parametrize("owner, statements, works", [
    (DEV, [LOOK, WRITE], True), (LOG, [LOOK, WRITE], True), (DEV, [], False), (LOG, [], False),
    (DEV, [LOOK], False), (DEV, [WRITE], False),
    (DEV, [statement("config.amazonaws.com", ["s3:GetBucketAcl", "s3:PutObject"], ["${B}", "${B}/*"])], False),
    (DEV, [LOOK, statement(CLOUDTRAIL, "s3:PutObject", f"${{B}}/AWSLogs/{LOG}/*", **ACL)], False),
    (DEV, [LOOK, statement(CLOUDTRAIL, "s3:PutObject", "${B}/*", StringEquals={"s3:x-amz-acl": "private"})], False),
    (DEV, [statement(CLOUDTRAIL, "s3:GetBucketAcl", "${B}", **FROM_TRAIL), {**WRITE, "Condition": {"StringEquals": {**ACL["StringEquals"], **FROM_TRAIL["StringEquals"]}}}], True),
    (DEV, [LOOK, statement(CLOUDTRAIL, "s3:PutObject", "${B}/*", StringEquals={"aws:SourceArn": f"arn:aws:cloudtrail:{REGION}:{DEV}:trail/other"})], False),
    (DEV, [LOOK, WRITE, statement(CLOUDTRAIL, "s3:PutObject", "${B}/*", "Deny")], False),
    (DEV, [LOOK, statement(CLOUDTRAIL, "s3:PutObject", "${B}/*", StringEquals={"aws:SourceOrgID": "${ORG}"})], True),
    (DEV, [LOOK, statement(CLOUDTRAIL, "s3:PutObject", "${B}/*", StringEquals={"aws:SourceOrgID": "o-another000"})], False),
], ids=["open", "open-in-another-account", "none", "none-in-another-account", "no-write", "no-look", "another-service", "another-account",
        "another-acl", "this-trail", "another-trail", "denied", "this-organization", "another-organization"])
def test_a_trail_needs_the_policy_of_its_bucket(emulator, owner, statements, works):
    assert TRAIL
    statements = json.loads(json.dumps(statements).replace("${ORG}", emulator.ready["organizationId"]))
    bucket = bucket_of(emulator, owner, *statements)
    assert trail_error(emulator, bucket) == (None if works else INCORRECT.format(bucket))


@pytest.mark.parametrize("prefix, path, works", [("logs", "logs/AWSLogs", True), ("logs", "AWSLogs", False), ("", "logs/AWSLogs", False)])
def test_a_trail_writes_below_its_prefix(emulator, prefix, path, works):
    bucket = bucket_of(emulator, DEV, LOOK, statement(CLOUDTRAIL, "s3:PutObject", f"${{B}}/{path}/{DEV}/*", **ACL))
    assert (trail_error(emulator, bucket, **({"S3KeyPrefix": prefix} if prefix else {})) is None) == works


@pytest.mark.parametrize("path, works", [("AWSLogs/${ORG}/*", True), (f"AWSLogs/{MANAGEMENT}/*", False)])
def test_a_trail_of_the_organization_writes_below_its_id(emulator, path, works):
    path = path.replace("${ORG}", emulator.ready["organizationId"])
    bucket = bucket_of(emulator, LOG, LOOK, statement(CLOUDTRAIL, "s3:PutObject", f"${{B}}/{path}", **ACL))
    assert trail_error(emulator, bucket, MANAGEMENT, IsOrganizationTrail=True) == (None if works else INCORRECT.format(bucket))


def test_a_member_makes_no_trail_of_the_organization(emulator):
    bucket = bucket_of(emulator, DEV, LOOK, statement(CLOUDTRAIL, "s3:PutObject", "${B}/*"))
    assert trail_error(emulator, bucket, IsOrganizationTrail=True).startswith("NotOrganizationMasterAccountException")


def test_a_trail_needs_a_bucket_that_is_there(emulator):
    assert trail_error(emulator, "no-such-bucket-at-all") == "S3BucketDoesNotExistException: S3 bucket no-such-bucket-at-all does not exist!"


def test_a_trail_that_is_changed_is_tried_again(emulator):
    cloudtrail, bucket, closed = emulator.client("cloudtrail", DEV), bucket_of(emulator, DEV, LOOK, WRITE), bucket_of(emulator, DEV)
    cloudtrail.create_trail(Name="changed", S3BucketName=bucket)
    assert refused(lambda: cloudtrail.update_trail(Name="changed", S3BucketName=closed)) == INCORRECT.format(closed)
    assert cloudtrail.get_trail(Name="changed")["Trail"]["S3BucketName"] == bucket
    assert refused(lambda: cloudtrail.update_trail(Name="changed", EnableLogFileValidation=True)) is None
    emulator.client("s3", DEV).delete_bucket_policy(Bucket=bucket)
    assert refused(lambda: cloudtrail.update_trail(Name="changed", EnableLogFileValidation=False)) == INCORRECT.format(bucket)
    cloudtrail.delete_trail(Name="changed")



ENCRYPTED = {"StringLike": {"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{DEV}:trail/*"}}


@pytest.mark.parametrize("statements, works", [
    ([statement(CLOUDTRAIL, "kms:GenerateDataKey*", "*", **ENCRYPTED), statement(CLOUDTRAIL, "kms:DescribeKey", "*")], True),
    ([statement(CLOUDTRAIL, "kms:GenerateDataKey*", "*", **ENCRYPTED)], False), ([statement(CLOUDTRAIL, "kms:DescribeKey", "*")], False), ([], False),
    ([statement(CLOUDTRAIL, "kms:*", "*", StringLike={"kms:EncryptionContext:aws:cloudtrail:arn": f"arn:aws:cloudtrail:*:{LOG}:trail/*"})], False),
], ids=["open", "no-describe", "no-data-key", "none", "another-account"])
def test_a_trail_needs_the_policy_of_its_key(emulator, statements, works):
    assert TRAIL_KEY
    bucket, key = bucket_of(emulator, LOG, LOOK, WRITE), key_of(emulator, LOG, *statements)
    text = f"InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket {bucket} or KMS key {key}."
    assert trail_error(emulator, bucket, KmsKeyId=key) == (None if works else text)



@pytest.mark.parametrize("deny", [ONLY_ENCRYPTED, ANY_OTHER_KEY], ids=["a-key", "this-key"])
@pytest.mark.parametrize("with_key", [True, False])
def test_a_trail_with_a_key_writes_into_a_bucket_for_encrypted_objects_only(emulator, deny, with_key):
    # docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html, "Require SSE-KMS for all objects written to a bucket"
    key = key_of(emulator, LOG, statement(CLOUDTRAIL, ["kms:GenerateDataKey*", "kms:DescribeKey"], "*"))
    bucket = bucket_of(emulator, LOG, LOOK, WRITE, json.loads(json.dumps(deny).replace("${K}", key)))
    assert trail_error(emulator, bucket, **({"KmsKeyId": key} if with_key else {})) == (None if with_key else INCORRECT.format(bucket))


@pytest.mark.parametrize("statements, works", [
    ([statement(CLOUDTRAIL, "sns:Publish", "*")], True), ([statement("config.amazonaws.com", "sns:Publish", "*")], False)])
def test_a_trail_needs_the_policy_of_its_topic(emulator, statements, works):
    assert TRAIL_TOPIC
    sns, name = emulator.client("sns", DEV), unique("topic")
    arn = sns.create_topic(Name=name)["TopicArn"]
    sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=policy(*statements))
    text = "InsufficientSnsTopicPolicyException: SNS Topic does not exist or the topic policy is incorrect!"
    assert trail_error(emulator, bucket_of(emulator, DEV, LOOK, WRITE), SnsTopicName=name) == (None if works else text)


STREAMS = ["logs:CreateLogStream", "logs:PutLogEvents"]


@pytest.mark.parametrize("service, actions, text", [
    (CLOUDTRAIL, STREAMS, None), (CLOUDTRAIL, STREAMS[:1], "InvalidCloudWatchLogsLogGroupArnException: Access denied. Check the permissions for your role."),
    ("ec2.amazonaws.com", STREAMS, "InvalidCloudWatchLogsRoleArnException: Access denied. Verify in IAM that the role has adequate permissions.")])
def test_a_trail_needs_a_role_for_its_log_group(emulator, service, actions, text):
    assert TRAIL_GROUP
    iam, name = emulator.client("iam", DEV), unique("role")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(Service=service)))["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(allow(actions)))
    emulator.client("logs", DEV).create_log_group(logGroupName=name)
    group = f"arn:aws:logs:{REGION}:{DEV}:log-group:{name}:*"
    assert trail_error(emulator, bucket_of(emulator, DEV, LOOK, WRITE), CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=role) == text


def test_a_trail_of_a_stack_fails_in_the_same_words(emulator):
    bucket = bucket_of(emulator, LOG)
    trail = {"Type": "AWS::CloudTrail::Trail", "Properties": {"S3BucketName": bucket, "IsLogging": True}}
    found = why(emulator, {"Resources": {"Trail": trail}})
    assert f"Invalid request provided: Incorrect S3 bucket policy is detected for bucket: {bucket}" in found and "HandlerErrorCode: InvalidRequest" in found


def test_what_is_written_later_is_not_tried_again(emulator):
    """A limit of the sandbox, as its README says: AWS would stop delivering."""
    cloudtrail, bucket = emulator.client("cloudtrail", DEV), bucket_of(emulator, DEV, LOOK, WRITE)
    cloudtrail.create_trail(Name="later", S3BucketName=bucket)
    cloudtrail.start_logging(Name="later")
    emulator.client("s3", DEV).delete_bucket_policy(Bucket=bucket)
    assert cloudtrail.get_trail_status(Name="later")["IsLogging"] and "LatestDeliveryError" not in cloudtrail.get_trail_status(Name="later")
    cloudtrail.delete_trail(Name="later")
