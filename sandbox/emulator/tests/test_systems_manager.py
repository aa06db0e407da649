"""Systems Manager beside moto: what its documentation says of associations and resource data syncs, and types of templates.

docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html
"""
from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, LOG, PROD, REGION, Emulator

BUCKET = "archive"


@pytest.fixture
def emulator(tmp_path):
    emulator = Emulator(tmp_path)
    yield emulator
    emulator.close()


def allow(emulator, account_condition):
    s3 = emulator.client("s3", LOG)
    s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    statement = {"Effect": "Allow", "Principal": {"Service": "ssm.amazonaws.com"}, "Action": ["s3:GetBucketAcl", "s3:PutObject"],
                 "Resource": [f"arn:aws:s3:::{BUCKET}", f"arn:aws:s3:::{BUCKET}/org/ssm-inventory/*/accountid=*/*"],
                 "Condition": {"StringEquals": {"aws:SourceAccount": account_condition}}}
    s3.put_bucket_policy(Bucket=BUCKET, Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))


def sync(ssm, name="all", prefix="org/ssm-inventory"):
    ssm.create_resource_data_sync(SyncName=name, S3Destination={
        "BucketName": BUCKET, "Prefix": prefix, "SyncFormat": "JsonSerDe", "Region": REGION})


def test_an_instance_with_a_role_counts_as_reached(emulator):
    ssm, ec2 = emulator.client("ssm", DEV), emulator.client("ec2", DEV)
    emulator.client("iam", DEV).create_instance_profile(InstanceProfileName="managed")
    run = {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1}
    ec2.run_instances(**run)
    managed = ec2.run_instances(**run, IamInstanceProfile={"Name": "managed"})["Instances"][0]["InstanceId"]
    reached = lambda: [one["InstanceId"] for one in ssm.describe_instance_information()["InstanceInformationList"]]
    assert reached() == [managed]
    ec2.stop_instances(InstanceIds=[managed])
    assert reached() == []


def test_associations_are_kept_listed_and_gone(emulator):
    ssm = emulator.client("ssm", DEV)
    made = ssm.create_association(
        Name="AWS-GatherSoftwareInventory", AssociationName="theirs", Targets=[{"Key": "InstanceIds", "Values": ["*"]}],
        ScheduleExpression="rate(30 minutes)", Parameters={"applications": ["Enabled"]})["AssociationDescription"]
    ssm.create_association(Name="AWS-RunPatchBaseline", AssociationName="scan")
    by_name = ssm.list_associations(AssociationFilterList=[{"key": "Name", "value": "AWS-GatherSoftwareInventory"}])["Associations"]
    assert [one["AssociationName"] for one in by_name] == ["theirs"]
    assert "Parameters" not in by_name[0]
    described = ssm.describe_association(AssociationId=made["AssociationId"])["AssociationDescription"]
    assert described["Parameters"] == {"applications": ["Enabled"]}
    assert emulator.client("ssm", PROD).list_associations()["Associations"] == []
    assert emulator.client("ssm", DEV, region="us-east-1").list_associations()["Associations"] == []
    ssm.delete_association(AssociationId=made["AssociationId"])
    with pytest.raises(ClientError, match="AssociationDoesNotExist"):
        ssm.describe_association(AssociationId=made["AssociationId"])


def test_an_association_needs_a_document(emulator):
    with pytest.raises(ClientError, match="InvalidDocument"):
        emulator.client("ssm", DEV).create_association(Name="nobody-made-it")


def test_a_sync_is_refused_when_it_may_not_write(emulator):
    ssm = emulator.client("ssm", DEV)
    with pytest.raises(ClientError, match="does not exist"):
        sync(ssm)
    allow(emulator, [DEV])
    sync(ssm)
    assert [one["SyncName"] for one in ssm.list_resource_data_sync()["ResourceDataSyncItems"]] == ["all"]
    with pytest.raises(ClientError, match="AlreadyExists"):
        sync(ssm)
    with pytest.raises(ClientError, match="S3 write failed"):
        sync(ssm, "elsewhere", "other")
    with pytest.raises(ClientError, match="S3 write failed"):
        sync(emulator.client("ssm", PROD))
    ssm.delete_resource_data_sync(SyncName="all")
    assert ssm.list_resource_data_sync()["ResourceDataSyncItems"] == []
    with pytest.raises(ClientError, match="NotFound"):
        ssm.delete_resource_data_sync(SyncName="all")


def test_five_syncs_at_most(emulator):
    allow(emulator, [DEV])
    ssm = emulator.client("ssm", DEV)
    for number in range(5):
        sync(ssm, f"sync-{number}")
    with pytest.raises(ClientError, match="CountExceeded"):
        sync(ssm, "sync-5")


def test_service_settings_have_a_default_and_go_back_to_it(emulator):
    ssm, name = emulator.client("ssm", DEV), "/ssm/managed-instance/default-ec2-instance-management-role"
    setting = lambda: ssm.get_service_setting(SettingId=name)["ServiceSetting"]
    assert (setting()["SettingValue"], setting()["Status"]) == ("$None", "Default")
    ssm.update_service_setting(SettingId=f"arn:aws:ssm:{REGION}:{DEV}:servicesetting{name}", SettingValue="service-role/Theirs")
    assert (setting()["SettingValue"], setting()["Status"]) == ("service-role/Theirs", "Customized")
    assert emulator.client("ssm", DEV, region="us-east-1").get_service_setting(SettingId=name)["ServiceSetting"]["Status"] == "Default"
    assert ssm.reset_service_setting(SettingId=name)["ServiceSetting"]["SettingValue"] == "$None"
    with pytest.raises(ClientError, match="ServiceSettingNotFound"):
        ssm.get_service_setting(SettingId="/ssm/nothing")
