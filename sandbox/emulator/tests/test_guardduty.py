"""GuardDuty in an organization: what its documentation says of administrators, members and destinations.

docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
docs.aws.amazon.com/guardduty/latest/APIReference/Welcome.html
"""
from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, LOG, MANAGEMENT, OLD, PROD, STG, Emulator, opened_to

ALL = [DEV, LOG, PROD, STG]


@pytest.fixture
def emulator(tmp_path):
    emulator = Emulator(tmp_path)
    yield emulator
    emulator.close()


@pytest.fixture
def admin(emulator):
    """The audit account as administrator, with its detector."""
    emulator.client("guardduty").enable_organization_admin_account(AdminAccountId=AUDIT)
    guardduty = emulator.client("guardduty", AUDIT)
    return guardduty, guardduty.list_detectors()["DetectorIds"][0]


def details(*accounts):
    return [{"AccountId": account, "Email": f"{account}@example.com"} for account in accounts]


def members(guardduty, detector):
    pages = guardduty.get_paginator("list_members").paginate(DetectorId=detector)
    return sorted(member["AccountId"] for page in pages for member in page["Members"])


def test_one_administrator_in_a_region(emulator, admin):
    management = emulator.client("guardduty")
    assert management.list_organization_admin_accounts()["AdminAccounts"] == [{"AdminAccountId": AUDIT, "AdminStatus": "ENABLED"}]
    with pytest.raises(ClientError, match="already enabled"):
        management.enable_organization_admin_account(AdminAccountId=LOG)
    elsewhere = emulator.client("guardduty", region="us-east-1")
    assert elsewhere.list_organization_admin_accounts()["AdminAccounts"] == []
    with pytest.raises(ClientError, match="not the management account"):
        emulator.client("guardduty", DEV, region="us-east-1").enable_organization_admin_account(AdminAccountId=DEV)


def test_one_detector_in_an_account_and_region(admin):
    guardduty, detector = admin
    with pytest.raises(ClientError, match="a detector already exists"):
        guardduty.create_detector(Enable=True)
    guardduty.update_detector(DetectorId=detector, FindingPublishingFrequency="ONE_HOUR", Features=[
        {"Name": "S3_DATA_EVENTS", "Status": "DISABLED"},
        {"Name": "RUNTIME_MONITORING", "Status": "ENABLED", "AdditionalConfiguration": [{"Name": "EC2_AGENT_MANAGEMENT", "Status": "ENABLED"}]}])
    found = guardduty.get_detector(DetectorId=detector)
    features = {feature["Name"]: feature for feature in found["Features"]}
    assert found["FindingPublishingFrequency"] == "ONE_HOUR"
    assert features["S3_DATA_EVENTS"]["Status"] == "DISABLED"
    assert [one["Status"] for one in features["RUNTIME_MONITORING"]["AdditionalConfiguration"]] == ["DISABLED", "DISABLED", "ENABLED"]


def test_members_are_enrolled_and_the_others_named(emulator, admin):
    guardduty, detector = admin
    answer = guardduty.create_members(DetectorId=detector, AccountDetails=details(DEV, STG, OLD, MANAGEMENT, "999999999999"))
    assert sorted(one["AccountId"] for one in answer["UnprocessedAccounts"]) == [MANAGEMENT, OLD, "999999999999"]
    assert members(guardduty, detector) == [DEV, STG]
    assert len(emulator.client("guardduty", DEV).list_detectors()["DetectorIds"]) == 1
    emulator.client("guardduty").create_detector(Enable=True)
    assert guardduty.create_members(DetectorId=detector, AccountDetails=details(MANAGEMENT))["UnprocessedAccounts"] == []
    assert members(guardduty, detector) == [MANAGEMENT, DEV, STG]


def test_fifty_accounts_in_a_call(admin):
    guardduty, detector = admin
    with pytest.raises(ClientError):
        guardduty.create_members(DetectorId=detector, AccountDetails=details(*[f"{number:012}" for number in range(51)]))


def test_auto_enable_takes_new_accounts_in(emulator, admin):
    guardduty, detector = admin
    guardduty.update_organization_configuration(
        DetectorId=detector, AutoEnableOrganizationMembers="ALL", Features=[{"Name": "S3_DATA_EVENTS", "AutoEnable": "ALL"}])
    configuration = guardduty.describe_organization_configuration(DetectorId=detector)
    assert configuration["AutoEnableOrganizationMembers"] == "ALL"
    assert {feature["Name"]: feature["AutoEnable"] for feature in configuration["Features"]}["S3_DATA_EVENTS"] == "ALL"
    assert members(guardduty, detector) == []
    new = emulator.control("/metsuke/organization/accounts", {"name": "dev2", "email": "dev2@example.com"})["id"]
    assert members(guardduty, detector) == [new]
    features = guardduty.get_member_detectors(DetectorId=detector, AccountIds=[new])["MemberDataSourceConfigurations"][0]["Features"]
    on = sorted(feature["Name"] for feature in features if feature["Status"] == "ENABLED")
    assert on == ["CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS", "S3_DATA_EVENTS"]


def test_leaving_in_order(emulator, admin):
    guardduty, detector = admin
    guardduty.create_members(DetectorId=detector, AccountDetails=details(*ALL))
    guardduty.update_organization_configuration(DetectorId=detector, AutoEnableOrganizationMembers="ALL")
    with pytest.raises(ClientError, match="auto-enable is ALL"):
        guardduty.disassociate_members(DetectorId=detector, AccountIds=ALL)
    with pytest.raises(ClientError, match="while it has member accounts"):
        guardduty.delete_detector(DetectorId=detector)
    member = emulator.client("guardduty", DEV)
    with pytest.raises(ClientError, match="is a member"):
        member.delete_detector(DetectorId=member.list_detectors()["DetectorIds"][0])
    guardduty.update_organization_configuration(DetectorId=detector, AutoEnableOrganizationMembers="NONE")
    guardduty.stop_monitoring_members(DetectorId=detector, AccountIds=ALL)
    guardduty.disassociate_members(DetectorId=detector, AccountIds=ALL)
    guardduty.delete_members(DetectorId=detector, AccountIds=ALL)
    assert members(guardduty, detector) == []
    own = member.list_detectors()["DetectorIds"][0]
    assert member.get_detector(DetectorId=own)["Status"] == "DISABLED"
    member.delete_detector(DetectorId=own)
    guardduty.delete_detector(DetectorId=detector)
    emulator.client("guardduty").disable_organization_admin_account(AdminAccountId=AUDIT)


def test_filters_and_tags(admin):
    guardduty, detector = admin
    criteria = {"Criterion": {"type": {"Equals": ["Recon:EC2/Portscan"]}}}
    guardduty.create_filter(DetectorId=detector, Name="scanner", Action="ARCHIVE", Description="ours", FindingCriteria=criteria)
    assert guardduty.list_filters(DetectorId=detector)["FilterNames"] == ["scanner"]
    assert guardduty.get_filter(DetectorId=detector, FilterName="scanner")["FindingCriteria"] == criteria
    guardduty.tag_resource(ResourceArn=f"arn:aws:guardduty:ap-northeast-1:{AUDIT}:detector/{detector}", Tags={"a": "b"})
    assert guardduty.get_detector(DetectorId=detector)["Tags"] == {"a": "b"}


def test_a_destination_needs_its_bucket_and_key(emulator, admin):
    guardduty, detector = admin
    key = emulator.client("kms", LOG).create_key()["KeyMetadata"]["Arn"]
    wanted = {"DestinationArn": "arn:aws:s3:::findings", "KmsKeyArn": key}
    with pytest.raises(ClientError, match="does not have permission"):
        guardduty.create_publishing_destination(DetectorId=detector, DestinationType="S3", DestinationProperties=wanted)
    s3, kms = emulator.client("s3", LOG), emulator.client("kms", LOG)
    s3.create_bucket(Bucket="findings", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    s3.put_bucket_policy(Bucket="findings", Policy=json.dumps(opened_to("findings", "guardduty.amazonaws.com")))
    with pytest.raises(ClientError, match="does not have permission"):
        guardduty.create_publishing_destination(DetectorId=detector, DestinationType="S3", DestinationProperties=wanted)
    kms.put_key_policy(KeyId=key, PolicyName="default", Policy=json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "guardduty.amazonaws.com"}, "Action": "kms:GenerateDataKey", "Resource": "*"}]}))
    made = guardduty.create_publishing_destination(DetectorId=detector, DestinationType="S3", DestinationProperties=wanted)
    found = guardduty.describe_publishing_destination(DetectorId=detector, DestinationId=made["DestinationId"])
    assert (found["Status"], found["DestinationProperties"]) == ("PUBLISHING", wanted)


def test_a_sample_finding_of_a_member_reaches_the_bus_of_the_administrator(emulator, admin):
    guardduty, detector = admin
    guardduty.create_members(DetectorId=detector, AccountDetails=details(DEV))
    sqs, events = emulator.client("sqs", AUDIT), emulator.client("events", AUDIT)
    queue = sqs.create_queue(QueueName="findings")["QueueUrl"]
    arn = f"arn:aws:sqs:ap-northeast-1:{AUDIT}:findings"
    policy = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}]}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(policy)})
    events.put_rule(Name="findings", EventPattern='{"source": ["aws.guardduty"]}')
    events.put_targets(Rule="findings", Targets=[{"Id": "queue", "Arn": arn}])
    member = emulator.client("guardduty", DEV)
    member.create_sample_findings(DetectorId=member.list_detectors()["DetectorIds"][0], FindingTypes=["Recon:EC2/Portscan"])
    # to wait inside the queue would keep the message out of it: calls of one account come one after the other
    emulator.control("/metsuke/settle", {})
    message, = sqs.receive_message(QueueUrl=queue)["Messages"]
    event = json.loads(message["Body"])
    assert (event["account"], event["detail"]["accountId"], event["detail"]["type"]) == (AUDIT, DEV, "Recon:EC2/Portscan")


def test_the_administrator_reads_the_findings_of_its_members_and_a_member_its_own(emulator, admin):
    guardduty, detector = admin
    guardduty.create_members(DetectorId=detector, AccountDetails=details(DEV))
    member = emulator.client("guardduty", DEV)
    own = member.list_detectors()["DetectorIds"][0]
    member.create_sample_findings(DetectorId=own, FindingTypes=["Recon:EC2/PortProbe", "Trojan:EC2/DNSDataExfiltration"])
    guardduty.create_sample_findings(DetectorId=detector, FindingTypes=["Policy:IAMUser/RootCredentialUsage"])
    criteria = {"Criterion": {"service.archived": {"Equals": ["false"]}}}
    ids = guardduty.list_findings(DetectorId=detector, FindingCriteria=criteria)["FindingIds"]
    found = guardduty.get_findings(DetectorId=detector, FindingIds=ids)["Findings"]
    assert {(finding["AccountId"], finding["Type"]) for finding in found} == {
        (DEV, "Recon:EC2/PortProbe"), (DEV, "Trojan:EC2/DNSDataExfiltration"), (AUDIT, "Policy:IAMUser/RootCredentialUsage")}
    assert found[0]["Service"]["Count"] == 1
    assert len(member.list_findings(DetectorId=own)["FindingIds"]) == 2
    guardduty.archive_findings(DetectorId=detector, FindingIds=ids[:1])
    assert len(guardduty.list_findings(DetectorId=detector, FindingCriteria=criteria)["FindingIds"]) == 2
    assert len(guardduty.list_findings(DetectorId=detector)["FindingIds"]) == 3


def test_what_guardduty_reports_in_an_event_its_api_shows(emulator, admin):
    guardduty, detector = admin
    guardduty.create_members(DetectorId=detector, AccountDetails=details(DEV))
    finding = {"id": "f-1", "type": "Recon:EC2/Portscan", "severity": 8, "accountId": DEV, "region": "ap-northeast-1", "title": "t",
               "createdAt": "2026-11-01T00:00:00Z", "updatedAt": "2026-11-01T00:00:00Z", "service": {"count": 2}}
    event = {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "detail": finding}
    emulator.control("/metsuke/events", {"account": DEV, "region": "ap-northeast-1", "events": [event]})
    assert guardduty.list_findings(DetectorId=detector)["FindingIds"] == ["f-1"]
    found = guardduty.get_findings(DetectorId=detector, FindingIds=["f-1"])["Findings"][0]
    assert (found["AccountId"], found["Severity"], found["Service"]["Count"]) == (DEV, 8, 2)
