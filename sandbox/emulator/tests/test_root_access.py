"""Centralized root access: who may switch it on, and what a root session does.

docs.aws.amazon.com/IAM/latest/UserGuide/id_root-enable-root-access.html
docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user-privileged-task.html
docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html
"""
from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, LOG, MANAGEMENT, ORGANIZATION, PROD, Emulator, body, opened_to
from .principals import is_allowed

ACCOUNTS: list[dict] = ORGANIZATION["accounts"]  # type: ignore[assignment]
INVITED = {**ORGANIZATION, "accounts": [{**one, "joined": "INVITED"} if one["id"] == DEV else one for one in ACCOUNTS]}


@pytest.fixture
def emulator(tmp_path):
    emulator = Emulator(tmp_path, INVITED, "--enforce")
    yield emulator
    emulator.close()


@pytest.fixture
def iam(emulator):
    """Both features, administered by the audit account."""
    organizations, iam = emulator.client("organizations"), emulator.client("iam")
    organizations.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="iam.amazonaws.com")
    iam.enable_organizations_root_credentials_management()
    iam.enable_organizations_root_sessions()
    return iam


def assume(emulator, account, task, by=AUDIT, target=None, **more):
    return emulator.client("sts", by).assume_root(
        TargetPrincipal=target or account, TaskPolicyArn={"arn": f"arn:aws:iam::aws:policy/root-task/{task}"}, **more)["Credentials"]


def as_root(emulator, account, task, service="iam"):
    made = assume(emulator, account, task)
    return emulator.client(service, account, key=made["AccessKeyId"], secret=made["SecretAccessKey"], token=made["SessionToken"])


def test_features_need_trusted_access_and_are_switched_on_by_the_management_account(emulator):
    # docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootCredentialsManagement.html, errors
    organizations, iam = emulator.client("organizations"), emulator.client("iam")
    with pytest.raises(ClientError, match="ServiceAccessNotEnabled"):
        iam.list_organizations_features()
    organizations.enable_aws_service_access(ServicePrincipal="iam.amazonaws.com")
    assert iam.list_organizations_features()["EnabledFeatures"] == []
    with pytest.raises(ClientError, match="AccountNotManagementOrDelegatedAdministrator"):
        emulator.client("iam", AUDIT).list_organizations_features()
    organizations.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="iam.amazonaws.com")
    with pytest.raises(ClientError, match="CallerIsNotManagementAccount"):
        emulator.client("iam", AUDIT).enable_organizations_root_sessions()
    assert iam.enable_organizations_root_sessions()["EnabledFeatures"] == ["RootSessions"]
    assert iam.enable_organizations_root_credentials_management()["EnabledFeatures"] == ["RootCredentialsManagement", "RootSessions"]
    assert emulator.client("iam", AUDIT).list_organizations_features()["EnabledFeatures"] == ["RootCredentialsManagement", "RootSessions"]
    assert iam.disable_organizations_root_sessions()["EnabledFeatures"] == ["RootCredentialsManagement"]


def test_a_session_needs_its_feature_an_administrator_and_a_member(emulator, iam):
    assert assume(emulator, DEV, "IAMAuditRootUserCredentials", by=MANAGEMENT)
    assert assume(emulator, DEV, "S3UnlockBucketPolicy", target=f"arn:aws:iam::{DEV}:root")
    for account, by in ((DEV, LOG), (MANAGEMENT, AUDIT), ("9" * 12, AUDIT)):
        with pytest.raises(ClientError, match="not authorized to perform: sts:AssumeRoot"):
            assume(emulator, account, "IAMAuditRootUserCredentials", by=by)
    for parameters in ({"task": "AdministratorAccess"}, {"task": "IAMAuditRootUserCredentials", "DurationSeconds": 901}):
        with pytest.raises(ClientError, match="ValidationError|Parameter validation failed"):
            assume(emulator, DEV, **parameters)
    iam.disable_organizations_root_sessions()
    with pytest.raises(ClientError, match="not authorized to perform: sts:AssumeRoot"):
        assume(emulator, DEV, "S3UnlockBucketPolicy")


def test_an_account_that_was_created_has_no_root_credentials(emulator, iam):
    # IAM user guide, root user best practices: new accounts of an organization have none
    root = as_root(emulator, PROD, "IAMAuditRootUserCredentials")
    with pytest.raises(ClientError, match="NoSuchEntity"):
        root.get_login_profile()
    assert (root.list_access_keys()["AccessKeyMetadata"], root.list_mfa_devices()["MFADevices"], root.list_signing_certificates()["Certificates"]) == ([], [], [])


def test_credentials_of_an_invited_account_are_deleted_in_a_session_for_that(emulator, iam):
    audit = as_root(emulator, DEV, "IAMAuditRootUserCredentials")
    assert audit.get_login_profile()["LoginProfile"]["UserName"] == "root"
    [key], [device] = audit.list_access_keys()["AccessKeyMetadata"], audit.list_mfa_devices()["MFADevices"]
    assert "not authorized to perform: iam:DeleteAccessKey" in is_allowed(lambda: audit.delete_access_key(AccessKeyId=key["AccessKeyId"]))
    delete = as_root(emulator, DEV, "IAMDeleteRootUserCredentials")
    delete.delete_login_profile()
    delete.delete_access_key(AccessKeyId=key["AccessKeyId"])
    delete.deactivate_mfa_device(SerialNumber=device["SerialNumber"])
    assert (audit.list_access_keys()["AccessKeyMetadata"], audit.list_mfa_devices()["MFADevices"]) == ([], [])
    with pytest.raises(ClientError, match="NoSuchEntity"):
        delete.delete_login_profile()
    as_root(emulator, DEV, "IAMCreateRootUserPassword").create_login_profile()
    assert audit.get_login_profile()["LoginProfile"]


def test_a_session_is_bound_by_its_task_and_by_service_control_policies(emulator, iam, denies):
    # docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, aws:AssumedRoot
    root = as_root(emulator, DEV, "IAMAuditRootUserCredentials")
    assert "not authorized to perform: iam:ListRoles" in is_allowed(root.list_roles)
    emulator.client("organizations").enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    denies("*", ArnLike={"aws:PrincipalArn": "arn:aws:iam::*:root"}, Null={"aws:AssumedRoot": "true"})
    assert is_allowed(root.list_access_keys) is True
    denies("*", ArnLike={"aws:PrincipalArn": "arn:aws:iam::*:root"})
    assert "explicit deny in a service control policy" in is_allowed(root.list_access_keys)


def test_calls_of_a_session_are_events_of_the_root_user_that_say_so(emulator, iam):
    # docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html
    s3, cloudtrail = emulator.client("s3", DEV), emulator.client("cloudtrail", DEV)
    s3.create_bucket(Bucket="trail", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    s3.put_bucket_policy(Bucket="trail", Policy=body(opened_to("trail", "cloudtrail.amazonaws.com")))
    cloudtrail.create_trail(Name="all", S3BucketName="trail", IsMultiRegionTrail=True)
    cloudtrail.start_logging(Name="all")
    sqs, events = emulator.client("sqs", DEV, region="us-east-1"), emulator.client("events", DEV, region="us-east-1")
    queue = sqs.create_queue(QueueName="root")["QueueUrl"]
    to = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": to}]})})
    events.put_rule(Name="root", EventPattern=json.dumps({"detail": {"userIdentity": {"type": ["Root"], "sessionContext": {"assumedRoot": ["true"]}}}}))
    events.put_targets(Rule="root", Targets=[{"Id": "queue", "Arn": to}])
    as_root(emulator, DEV, "IAMDeleteRootUserCredentials").delete_login_profile()
    [message] = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=20)["Messages"]
    detail = json.loads(message["Body"])["detail"]
    assert (detail["eventName"], detail["userIdentity"]["arn"], detail["recipientAccountId"]) == ("DeleteLoginProfile", f"arn:aws:iam::{DEV}:root", DEV)
