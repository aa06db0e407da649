"""What a service tries before it takes a destination, as its own user guide says what the policies must hold."""
import json

import pytest

from .conftest import DEV, LOG, MANAGEMENT, REGION, Emulator, allow, trust, unique
from .refusals import refused, why

TRAIL = "docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"
TRAIL_KEY = "docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html"
TRAIL_TOPIC = "docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html"
TRAIL_GROUP = "docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html"
CONFIG = "docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html"
EXPORT = "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html"
FIREHOSE = "docs.aws.amazon.com/firehose/latest/dev/controlling-access.html"
SYNC = "docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html"
FINDINGS = "docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("destinations"))
    yield made
    made.close()


def statement(service, action, resource, effect="Allow", **condition):
    return {"Effect": effect, "Principal": {"Service": service}, "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def bucket_of(emulator, owner, *statements, region=REGION):
    """A bucket with these statements; ${B} in them is its ARN."""
    s3, name = emulator.client("s3", owner), unique("bucket")
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": region})
    if statements:
        s3.put_bucket_policy(Bucket=name, Policy=policy(*statements).replace("${B}", f"arn:aws:s3:::{name}"))
    return name


# -- CloudTrail -----------------------------------------------------------------------------------------------------------
CLOUDTRAIL = "cloudtrail.amazonaws.com"
ACL = {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
LOOK, WRITE = statement(CLOUDTRAIL, "s3:GetBucketAcl", "${B}"), statement(CLOUDTRAIL, "s3:PutObject", f"${{B}}/AWSLogs/{DEV}/*", **ACL)
FROM_TRAIL = {"StringEquals": {"aws:SourceArn": f"arn:aws:cloudtrail:{REGION}:{DEV}:trail/ours"}}
INCORRECT = "InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: {}"


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


def key_of(emulator, account, *statements, region=REGION):
    owner = {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "kms:*", "Resource": "*"}
    return emulator.client("kms", account, region).create_key(Policy=policy(owner, *statements))["KeyMetadata"]["Arn"]


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


ONLY_ENCRYPTED = {**statement(CLOUDTRAIL, "s3:PutObject", "${B}/*", "Deny"), "Principal": "*", "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}}
ANY_OTHER_KEY = {**ONLY_ENCRYPTED, "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "${K}"}}}


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


# -- Config -----------------------------------------------------------------------------------------------------------------
C = "config.amazonaws.com"
SLR = f"arn:aws:iam::{DEV}:role/aws-service-role/{C}/AWSServiceRoleForConfig"
CONFIG_LOOK, CONFIG_WRITE = statement(C, ["s3:GetBucketAcl", "s3:ListBucket"], "${B}"), statement(C, "s3:PutObject", f"${{B}}/AWSLogs/{DEV}/Config/*", **ACL)
NO_WRITE = "unable to write to bucket, provided s3 key prefix is 'null', provided kms key is 'null'."
NO_ACL = "unable to get s3 bucket acl."


@pytest.fixture
def recorder(emulator):
    """Records in DEV, with a role; gone with its channel afterwards."""
    config = emulator.client("config", DEV)
    refused(lambda: emulator.client("iam", DEV).create_service_linked_role(AWSServiceName=C))

    def record(role):
        config.put_configuration_recorder(ConfigurationRecorder={"name": "default", "roleARN": role})
        return config

    yield record
    for channel in config.describe_delivery_channels()["DeliveryChannels"]:
        config.delete_delivery_channel(DeliveryChannelName=channel["name"])
    for made in config.describe_configuration_recorders()["ConfigurationRecorders"]:
        config.delete_configuration_recorder(ConfigurationRecorderName=made["name"])


@pytest.mark.parametrize("owner, statements, why", [
    (LOG, [CONFIG_LOOK, CONFIG_WRITE], None), (DEV, [CONFIG_LOOK, CONFIG_WRITE], None), (LOG, [], NO_ACL), (DEV, [], NO_ACL),
    (LOG, [CONFIG_LOOK], NO_WRITE), (LOG, [CONFIG_WRITE], NO_ACL),
    (LOG, [CONFIG_LOOK, {**CONFIG_WRITE, "Resource": f"${{B}}/AWSLogs/{LOG}/Config/*"}], NO_WRITE),
    (LOG, [CONFIG_LOOK, statement(C, "s3:PutObject", "${B}/*", StringEquals={"aws:SourceAccount": DEV})], None),
    (LOG, [CONFIG_LOOK, statement(C, "s3:PutObject", "${B}/*", StringEquals={"aws:SourceAccount": LOG})], NO_WRITE),
    (LOG, [CONFIG_LOOK, CONFIG_WRITE, statement(C, "s3:*", "${B}/*", "Deny")], NO_WRITE),
], ids=["open", "open-at-home", "none", "none-at-home", "no-write", "no-look", "another-account", "source", "another-source", "denied"])
def test_a_channel_needs_the_policy_of_its_bucket(emulator, recorder, owner, statements, why):
    assert CONFIG
    config, bucket = recorder(SLR), bucket_of(emulator, owner, *statements)
    found = refused(lambda: config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": bucket}))
    assert found == (None if why is None else f"InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: {bucket}, {why}")


def test_a_channel_with_a_key_writes_into_a_bucket_for_encrypted_objects_only(emulator, recorder):
    config, key = recorder(SLR), key_of(emulator, LOG, statement(C, ["kms:GenerateDataKey", "kms:Decrypt"], "*"))
    channel = {"name": "default", "s3BucketName": bucket_of(emulator, LOG, CONFIG_LOOK, CONFIG_WRITE, ONLY_ENCRYPTED)}
    put = lambda **more: refused(lambda: config.put_delivery_channel(DeliveryChannel={**channel, **more}))  # noqa: E731
    assert put(s3KmsKeyArn=key) is None and NO_WRITE in put()


def test_a_channel_needs_a_bucket_that_is_there(recorder):
    config = recorder(SLR)
    found = refused(lambda: config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "no-such-bucket-at-all"}))
    assert found.startswith("NoSuchBucketException")


@pytest.mark.parametrize("owner, actions, opened, works", [
    (DEV, ["s3:GetBucketAcl", "s3:PutObject"], False, True), (DEV, ["s3:GetBucketAcl"], False, False),
    (LOG, ["s3:GetBucketAcl", "s3:PutObject"], False, False), (LOG, ["s3:GetBucketAcl", "s3:PutObject"], True, True), (LOG, ["s3:GetBucketAcl"], True, False)])
def test_a_recorder_with_a_role_of_its_own_writes_as_that_role(emulator, recorder, owner, actions, opened, works):
    """In its own account the role's policy is enough, in another one both must allow."""
    iam, name = emulator.client("iam", DEV), unique("recorder")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(Service=C)))["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(allow(actions)))
    let = {"Effect": "Allow", "Principal": {"AWS": role}, "Action": "s3:*", "Resource": ["${B}", "${B}/*"]}
    config, bucket = recorder(role), bucket_of(emulator, owner, *([let] if opened else []))
    assert (refused(lambda: config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": bucket})) is None) == works


@pytest.mark.parametrize("path, works", [("${ORG}/r-sand/*", True), ("o-another000/*", False)])
def test_a_recorder_with_a_role_of_its_own_has_the_place_of_its_account(emulator, recorder, path, works):
    # docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, aws:PrincipalOrgPaths
    iam, name = emulator.client("iam", DEV), unique("recorder")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust(Service=C)))["Role"]["Arn"]
    iam.put_role_policy(RoleName=name, PolicyName="p", PolicyDocument=json.dumps(allow("s3:*")))
    condition = {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": path.replace("${ORG}", emulator.ready["organizationId"])}}
    config, bucket = recorder(role), bucket_of(emulator, LOG, {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": ["${B}", "${B}/*"], "Condition": condition})
    assert (refused(lambda: config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": bucket})) is None) == works


def test_a_channel_of_a_stack_fails_in_the_same_words(emulator, recorder):
    recorder(SLR)
    bucket = bucket_of(emulator, LOG, CONFIG_LOOK)
    found = why(emulator, {"Resources": {"Channel": {"Type": "AWS::Config::DeliveryChannel", "Properties": {"S3BucketName": bucket}}}})
    assert found.startswith(f"Insufficient delivery policy to s3 bucket: {bucket}, {NO_WRITE} (Service: AmazonConfig; Status Code: 400;")


# -- exports, streams, findings ------------------------------------------------------------------------------------------------
L = f"logs.{REGION}.amazonaws.com"
GRANT = "call on the given bucket failed. Please check if CloudWatch Logs has been granted permission to perform this operation."


@pytest.mark.parametrize("statements, why", [
    ([statement(L, "s3:GetBucketAcl", "${B}"), statement(L, "s3:PutObject", "${B}/*", **ACL)], None),
    ([statement(L, "s3:PutObject", "${B}/*")], f"GetBucketAcl {GRANT}"), ([statement(L, "s3:GetBucketAcl", "${B}")], f"PutObject {GRANT}"),
    ([statement("logs.us-east-1.amazonaws.com", "s3:*", ["${B}", "${B}/*"])], f"GetBucketAcl {GRANT}"), ([], f"GetBucketAcl {GRANT}"),
    ([statement(L, ["s3:GetBucketAcl", "s3:PutObject"], ["${B}", "${B}/*"], **ACL)], f"GetBucketAcl {GRANT}"),
], ids=["open", "no-look", "no-write", "another-region", "none", "look-with-the-acl-of-an-object"])
def test_an_export_needs_the_policy_of_its_bucket(emulator, statements, why):
    assert EXPORT
    logs, group = emulator.client("logs", DEV), unique("group")
    logs.create_log_group(logGroupName=group)
    bucket = bucket_of(emulator, DEV, *statements)
    found = refused(lambda: logs.create_export_task(logGroupName=group, fromTime=0, to=1, destination=bucket))
    assert found == (None if why is None else f"InvalidParameterException: {why}")


S = "ssm.amazonaws.com"


@pytest.mark.parametrize("statements, with_key, works", [
    ([statement(S, "s3:GetBucketAcl", "${B}"), statement(S, "s3:PutObject", f"${{B}}/*/accountid={DEV}/*", **ACL)], False, True),
    ([statement(S, ["s3:GetBucketAcl", "s3:PutObject"], ["${B}", "${B}/*"], **ACL)], False, False),
    ([statement(S, "s3:*", ["${B}", "${B}/*"]), ONLY_ENCRYPTED], False, False), ([statement(S, "s3:*", ["${B}", "${B}/*"]), ONLY_ENCRYPTED], True, True),
], ids=["open", "look-with-the-acl-of-an-object", "encrypted-only", "encrypted"])
def test_a_sync_needs_the_policy_of_its_bucket(emulator, statements, with_key, works):
    assert SYNC
    bucket = bucket_of(emulator, LOG, *statements)
    key = {"AWSKMSKeyARN": key_of(emulator, LOG, statement(S, "kms:GenerateDataKey", "*"))} if with_key else {}
    ssm, name = emulator.client("ssm", DEV), unique("sync")
    found = refused(lambda: ssm.create_resource_data_sync(SyncName=name, S3Destination={"BucketName": bucket, "SyncFormat": "JsonSerDe", "Region": REGION, **key}))
    if works:
        ssm.delete_resource_data_sync(SyncName=name)
    assert found is None if works else f"S3 write failed for bucket: {bucket}" in found


@pytest.mark.parametrize("document, works", [
    (trust(Service="firehose.amazonaws.com"), True), (trust(Service="ec2.amazonaws.com"), False),
    ({"Version": "2012-10-17", "Statement": [{**trust(Service="firehose.amazonaws.com")["Statement"][0], "Condition": {"StringEquals": {"sts:ExternalId": DEV}}}]}, True),
    ({"Version": "2012-10-17", "Statement": [{**trust(Service="firehose.amazonaws.com")["Statement"][0], "Condition": {"StringEquals": {"sts:ExternalId": LOG}}}]}, False),
    (None, False),
], ids=["trusts", "another-service", "this-account", "another-account", "no-role"])
def test_a_stream_needs_a_role_that_firehose_can_assume(emulator, document, works):
    assert FIREHOSE
    role = f"arn:aws:iam::{DEV}:role/{unique('role')}"
    if document:
        emulator.client("iam", DEV).create_role(RoleName=role.rsplit("/", 1)[1], AssumeRolePolicyDocument=json.dumps(document))
    found = refused(lambda: emulator.client("firehose", DEV).create_delivery_stream(
        DeliveryStreamName=unique("stream"), ExtendedS3DestinationConfiguration={"BucketARN": "arn:aws:s3:::any", "RoleARN": role}))
    assert found == (None if works else f"InvalidArgumentException: Firehose is unable to assume role {role}. Please check the role provided.")


G = "guardduty.amazonaws.com"
OPEN = [statement(G, "s3:GetBucketLocation", "${B}"), statement(G, "s3:PutObject", "${B}/*")]


@pytest.mark.parametrize("statements, on_key, works", [
    (OPEN, True, True), (OPEN, False, False), (OPEN[:1], True, False), (OPEN[1:], True, False), ([], True, False),
    ([*OPEN, {**statement(G, "s3:PutObject", "${B}/*", "Deny"), "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}}], True, True),
    ([OPEN[0], statement(G, "s3:PutObject", "${B}/*", StringEquals={"aws:SourceAccount": LOG})], True, False),
], ids=["open", "no-key", "no-write", "no-look", "none", "encrypted-only", "another-source"])
def test_exported_findings_need_the_policies_of_bucket_and_key(emulator, statements, on_key, works):
    assert FINDINGS
    guardduty = emulator.client("guardduty", DEV)
    detector = (guardduty.list_detectors()["DetectorIds"] or [None])[0] or guardduty.create_detector(Enable=True)["DetectorId"]
    bucket, key = bucket_of(emulator, LOG, *statements), key_of(emulator, LOG, *([statement(G, "kms:GenerateDataKey", "*")] if on_key else []))
    call = {"DetectorId": detector, "DestinationType": "S3", "DestinationProperties": {"DestinationArn": f"arn:aws:s3:::{bucket}", "KmsKeyArn": key}}
    found = refused(lambda: guardduty.create_publishing_destination(**call))
    for one in guardduty.list_publishing_destinations(DetectorId=detector)["Destinations"]:
        guardduty.delete_publishing_destination(DetectorId=detector, DestinationId=one["DestinationId"])
    assert found is None if works else "the GuardDuty service principal does not have permission to the KMS key or the resource" in found
