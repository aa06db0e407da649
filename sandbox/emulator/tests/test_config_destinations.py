"""What AWS Config tries before it takes a delivery channel, as its developer guide says what the policies must hold."""
import json

import pytest

from .conftest import DEV, LOG, Emulator, allow, trust, unique
from .destinations import ACL, ONLY_ENCRYPTED, bucket_of, key_of, statement
from .refusals import refused, why

CONFIG = "docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html"

C = "config.amazonaws.com"
SLR = f"arn:aws:iam::{DEV}:role/aws-service-role/{C}/AWSServiceRoleForConfig"
CONFIG_LOOK, CONFIG_WRITE = statement(C, ["s3:GetBucketAcl", "s3:ListBucket"], "${B}"), statement(C, "s3:PutObject", f"${{B}}/AWSLogs/{DEV}/Config/*", **ACL)
NO_WRITE = "unable to write to bucket, provided s3 key prefix is 'null', provided kms key is 'null'."
NO_ACL = "unable to get s3 bucket acl."


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("channels"))
    yield made
    made.close()


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
