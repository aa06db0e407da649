"""What exports, syncs, streams and GuardDuty try before they take a destination, as their guides say what the policies must hold."""
import json

import pytest

from .conftest import DEV, LOG, REGION, Emulator, trust, unique
from .destinations import ACL, ONLY_ENCRYPTED, bucket_of, key_of, statement
from .refusals import refused

EXPORT = "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html"
FIREHOSE = "docs.aws.amazon.com/firehose/latest/dev/controlling-access.html"
SYNC = "docs.aws.amazon.com/systems-manager/latest/userguide/inventory-create-resource-data-sync.html"
FINDINGS = "docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("destinations"))
    yield made
    made.close()


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
