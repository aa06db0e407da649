"""What an account and Region go by when nobody says otherwise, as the pages of EC2, Systems Manager, IAM and Account Management say.

docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceMetadataDefaults.html
docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EnableEbsEncryptionByDefault.html
docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
"""
from __future__ import annotations

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, PROD

OTHER = "us-east-1"
IMAGE = "ami-12c6146b"


@pytest.fixture
def ec2(aws):
    return aws.client("ec2", DEV)


def test_ebs_encryption_is_off_until_an_account_switches_it_on_in_a_region(aws, ec2):
    """API_EnableEbsEncryptionByDefault: for the account in the current Region."""
    state = lambda client: client.get_ebs_encryption_by_default()["EbsEncryptionByDefault"]
    assert state(ec2) is False
    assert ec2.enable_ebs_encryption_by_default()["EbsEncryptionByDefault"] is True
    assert state(ec2) is True
    assert state(aws.client("ec2", DEV, region=OTHER)) is False
    assert state(aws.client("ec2", PROD)) is False
    assert ec2.disable_ebs_encryption_by_default()["EbsEncryptionByDefault"] is False
    assert state(ec2) is False


def test_new_volumes_are_encrypted_while_it_is_on(ec2):
    """UserGuide/encryption-by-default: new volumes are, volumes that are there stay as they are."""
    volume = lambda **more: ec2.create_volume(AvailabilityZone="ap-northeast-1a", Size=1, **more)
    before = volume()
    ec2.enable_ebs_encryption_by_default()
    assert volume()["Encrypted"] is True
    instance = ec2.run_instances(ImageId=IMAGE, MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
    attached = ec2.describe_volumes(Filters=[{"Name": "attachment.instance-id", "Values": [instance]}])["Volumes"]
    assert [one["Encrypted"] for one in attached] == [True]
    assert ec2.describe_volumes(VolumeIds=[before["VolumeId"]])["Volumes"][0]["Encrypted"] is False
    ec2.disable_ebs_encryption_by_default()
    assert volume()["Encrypted"] is False
    ec2.terminate_instances(InstanceIds=[instance])


def test_the_key_of_new_volumes_is_chosen_by_alias_told_by_arn_and_reset(aws, ec2):
    """API_ModifyEbsDefaultKmsKeyId: id, alias or ARN; API_ResetEbsDefaultKmsKeyId: back to the key of AWS."""
    kms = aws.client("kms", DEV)
    key = kms.create_key()["KeyMetadata"]["Arn"]
    kms.create_alias(AliasName="alias/volumes", TargetKeyId=key)
    default = ec2.get_ebs_default_kms_key_id()["KmsKeyId"]
    assert default == "alias/aws/ebs"
    assert ec2.modify_ebs_default_kms_key_id(KmsKeyId="alias/volumes")["KmsKeyId"] == key
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == key
    assert ec2.reset_ebs_default_kms_key_id()["KmsKeyId"] == default
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == default


def test_metadata_defaults_say_nothing_of_what_nobody_prefers(aws, ec2):
    """API_ModifyInstanceMetadataDefaults: no-preference, and -1 hops, remove a default; what is not named stays."""
    state = lambda: ec2.get_instance_metadata_defaults().get("AccountLevel", {})
    assert "HttpTokens" not in state()
    assert ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)["Return"] is True
    ec2.modify_instance_metadata_defaults(InstanceMetadataTags="enabled")
    assert state() == {"HttpTokens": "required", "HttpPutResponseHopLimit": 2, "InstanceMetadataTags": "enabled"}
    assert "HttpTokens" not in aws.client("ec2", PROD).get_instance_metadata_defaults().get("AccountLevel", {})
    ec2.modify_instance_metadata_defaults(HttpTokens="no-preference", HttpPutResponseHopLimit=-1, InstanceMetadataTags="no-preference")
    assert state() == {}
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        ec2.modify_instance_metadata_defaults(HttpTokens="v2")


def test_public_snapshots_are_blocked_by_a_region_of_an_account(aws, ec2):
    """API_EnableSnapshotBlockPublicAccess: block-all-sharing or block-new-sharing; unblocked until then."""
    state = lambda client: client.get_snapshot_block_public_access_state()["State"]
    assert state(ec2) == "unblocked"
    assert ec2.enable_snapshot_block_public_access(State="block-all-sharing")["State"] == "block-all-sharing"
    assert ec2.enable_snapshot_block_public_access(State="block-new-sharing")["State"] == "block-new-sharing"
    assert state(ec2) == "block-new-sharing"
    assert state(aws.client("ec2", DEV, region=OTHER)) == "unblocked"
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        ec2.enable_snapshot_block_public_access(State="unblocked")
    assert ec2.disable_snapshot_block_public_access()["State"] == "unblocked"
    assert state(ec2) == "unblocked"


def test_public_images_are_blocked_by_a_region_of_an_account(aws, ec2):
    """API_EnableImageBlockPublicAccess: block-new-sharing is its only state."""
    state = lambda client: client.get_image_block_public_access_state()["ImageBlockPublicAccessState"]
    assert state(ec2) == "unblocked"
    ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-new-sharing")
    assert state(ec2) == "block-new-sharing"
    assert state(aws.client("ec2", PROD)) == "unblocked"
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        ec2.enable_image_block_public_access(ImageBlockPublicAccessState="block-all-sharing")
    ec2.disable_image_block_public_access()
    assert state(ec2) == "unblocked"


def test_documents_may_be_shared_publicly_until_an_account_says_no(aws):
    """systems-manager/latest/userguide/documents-ssm-sharing: Enable or Disable, in each Region."""
    ssm, name = aws.client("ssm", DEV), "/ssm/documents/console/public-sharing-permission"
    state = lambda client: client.get_service_setting(SettingId=name)["ServiceSetting"]
    assert (state(ssm)["SettingValue"], state(ssm)["Status"]) == ("Enable", "Default")
    ssm.update_service_setting(SettingId=name, SettingValue="Disable")
    assert (state(ssm)["SettingValue"], state(ssm)["Status"]) == ("Disable", "Customized")
    assert state(aws.client("ssm", DEV, region=OTHER))["SettingValue"] == "Enable"
    with pytest.raises(ClientError, match="ValidationException"):
        ssm.update_service_setting(SettingId=name, SettingValue="false")
    assert ssm.reset_service_setting(SettingId=name)["ServiceSetting"]["SettingValue"] == "Enable"


def test_an_account_has_no_password_policy_until_it_is_given_one(aws):
    """IAM/latest/APIReference/API_UpdateAccountPasswordPolicy: what is not named falls back to its default."""
    iam = aws.client("iam", DEV)
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.get_account_password_policy()
    iam.update_account_password_policy(MinimumPasswordLength=14, PasswordReusePrevention=24, RequireSymbols=True)
    iam.update_account_password_policy(MinimumPasswordLength=16)
    found = iam.get_account_password_policy()["PasswordPolicy"]
    assert (found["MinimumPasswordLength"], found["RequireSymbols"], found.get("PasswordReusePrevention")) == (16, False, None)
    iam.delete_account_password_policy()
    with pytest.raises(iam.exceptions.NoSuchEntityException):
        iam.get_account_password_policy()


def test_contacts_of_an_account_are_put_read_and_deleted_by_itself(aws):
    """accounts/latest/reference/API_PutAlternateContact: without AccountId it is the caller's own account."""
    ours, theirs = aws.client("account", DEV), aws.client("account", AUDIT)
    ours.put_alternate_contact(AlternateContactType="SECURITY", EmailAddress="security@example.com", Name="SOC", PhoneNumber="+81", Title="SOC")
    assert ours.get_alternate_contact(AlternateContactType="SECURITY")["AlternateContact"]["Name"] == "SOC"
    for client, kind in ((ours, "BILLING"), (theirs, "SECURITY")):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            client.get_alternate_contact(AlternateContactType=kind)
    ours.delete_alternate_contact(AlternateContactType="SECURITY")
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        ours.get_alternate_contact(AlternateContactType="SECURITY")


def test_a_default_vpc_goes_with_what_aws_made_in_it_and_can_be_made_again(aws):
    """vpc/latest/userguide/work-with-default-vpc: one a Region; CreateDefaultVpc makes another when it is gone."""
    ec2 = aws.client("ec2", AUDIT)
    found = lambda: ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]
    [vpc] = found()
    with pytest.raises(ClientError, match="DefaultVpcAlreadyExists"):
        ec2.create_default_vpc()
    with pytest.raises(ClientError, match="DependencyViolation"):
        ec2.delete_vpc(VpcId=vpc["VpcId"])
    for subnet in ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])["Subnets"]:
        ec2.delete_subnet(SubnetId=subnet["SubnetId"])
    for gateway in ec2.describe_internet_gateways(Filters=[{"Name": "attachment.vpc-id", "Values": [vpc["VpcId"]]}])["InternetGateways"]:
        ec2.detach_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"], VpcId=vpc["VpcId"])
        ec2.delete_internet_gateway(InternetGatewayId=gateway["InternetGatewayId"])
    ec2.delete_vpc(VpcId=vpc["VpcId"])
    assert found() == []
    made = ec2.create_default_vpc()["Vpc"]
    assert [one["VpcId"] for one in found()] == [made["VpcId"]]
    assert ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [made["VpcId"]]}])["Subnets"]


def test_ec2_refuses_in_its_own_form(aws):
    """APIReference/errors-overview: Response, Errors, Error."""
    with pytest.raises(ClientError, match="SignatureDoesNotMatch|AuthFailure"):
        aws.client("ec2", DEV, secret="wrong" * 8).describe_vpcs()
