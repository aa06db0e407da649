"""The Organizations API as its reference documents it.

docs.aws.amazon.com/organizations/latest/APIReference/Welcome.html
"""
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, MANAGEMENT, OLD
from .test_signatures import send


@pytest.fixture
def organizations(started):
    return started().client("organizations")


def root(organizations):
    return organizations.list_roots()["Roots"][0]


def test_accounts_show_state_joined_method_and_path(aws):
    # ListAccounts: State replaces Status since 2026-09-09 (REFERENCE section 0, fact 2)
    found = {item["Id"]: item for item in aws.client("organizations").list_accounts()["Accounts"]}
    assert found[OLD]["State"] == "SUSPENDED" and found[OLD]["JoinedMethod"] == "INVITED"
    organization, top = aws.ready["organizationId"], "r-sand"
    assert found[DEV]["Paths"][0].startswith(f"{organization}/{top}/ou-sand-") and found[DEV]["Paths"][0].endswith(f"/{DEV}/")


def test_at_most_twenty_accounts_a_page(started):
    # ListAccounts, MaxResults: maximum value of 20
    client = started(organization={"management": {"id": MANAGEMENT, "name": "m"}, "generate": {"count": 44}}).client("organizations")
    pages = list(client.get_paginator("list_accounts").paginate())
    assert [len(page["Accounts"]) for page in pages] == [20, 20, 5]
    with pytest.raises(ClientError, match="InvalidInputException"):
        client.list_accounts(MaxResults=21)


def test_a_member_may_ask_only_for_its_organization(aws):
    member = aws.client("organizations", DEV)
    assert member.describe_organization()["Organization"]["MasterAccountId"] == MANAGEMENT
    with pytest.raises(ClientError, match="You don't have permissions to access this resource"):
        member.list_accounts()


def test_a_delegated_administrator_reads(organizations, started):
    emulator = started()
    management = emulator.client("organizations")
    management.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="config.amazonaws.com")
    assert emulator.client("organizations", AUDIT).list_accounts()["Accounts"]
    with pytest.raises(ClientError, match="AccountAlreadyRegisteredException"):
        management.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="config.amazonaws.com")


def test_policy_types_start_disabled(organizations):
    assert root(organizations)["PolicyTypes"] == []
    organizations.enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    assert root(organizations)["PolicyTypes"] == [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]
    policies = organizations.list_policies_for_target(TargetId=DEV, Filter="SERVICE_CONTROL_POLICY")["Policies"]
    assert [policy["Name"] for policy in policies] == ["FullAWSAccess"]
    with pytest.raises(ClientError, match="PolicyTypeAlreadyEnabledException"):
        organizations.enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")


def make(organizations, name="one", content=None, type="SERVICE_CONTROL_POLICY"):
    content = content or json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]})
    return organizations.create_policy(Name=name, Description="", Type=type, Content=content)["Policy"]["PolicySummary"]["Id"]


def test_policies_cannot_be_attached_before_their_type_is_enabled(organizations):
    with pytest.raises(ClientError, match="PolicyTypeNotEnabledException"):
        organizations.attach_policy(PolicyId=make(organizations), TargetId=DEV)


def test_policy_content_is_limited_to_10240_characters(organizations):
    # REFERENCE section 0, fact 1
    statement = {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Sid": ""}
    def sized(length):
        document = {"Version": "2012-10-17", "Statement": [statement]}
        return json.dumps({**document, "Statement": [{**statement, "Sid": "a" * (length - len(json.dumps(document)))}]})
    assert make(organizations, "fits", sized(10240))
    with pytest.raises(ClientError) as error:
        make(organizations, "too-long", sized(10241))
    assert error.value.response["Error"]["Code"] == "ConstraintViolationException"
    assert error.value.response["Reason"] == "POLICY_CONTENT_LIMIT_EXCEEDED"


@pytest.mark.parametrize("content", ["no json", "{}", json.dumps({"Version": "2012-10-17", "Statement": [
    {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]})], ids=["not JSON", "no statement", "a principal"])
def test_malformed_policies_are_refused(organizations, content):
    with pytest.raises(ClientError, match="MalformedPolicyDocumentException"):
        make(organizations, content=content)


def test_policy_names_are_unique_and_attached_ones_stay(organizations):
    organizations.enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    policy = make(organizations)
    with pytest.raises(ClientError, match="DuplicatePolicyException"):
        make(organizations)
    organizations.attach_policy(PolicyId=policy, TargetId=DEV)
    with pytest.raises(ClientError, match="PolicyInUseException"):
        organizations.delete_policy(PolicyId=policy)
    organizations.detach_policy(PolicyId=policy, TargetId=DEV)
    organizations.delete_policy(PolicyId=policy)


@pytest.mark.parametrize("type, room", [("SERVICE_CONTROL_POLICY", 9), ("RESOURCE_CONTROL_POLICY", 4)])
def test_a_target_has_so_many_policies_of_a_type(organizations, type, room):
    # orgs_reference_limits.html: 10 service control policies and 5 resource control policies, of which FullAWSAccess and RCPFullAWSAccess are one
    organizations.enable_policy_type(RootId="r-sand", PolicyType=type)
    everybody = {"Principal": "*"} if type == "RESOURCE_CONTROL_POLICY" else {}
    content = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*", **everybody}]})
    made = [organizations.create_policy(Name=f"p{number}", Description="", Type=type, Content=content)["Policy"]["PolicySummary"]["Id"] for number in range(room + 1)]
    for id in made[:-1]:
        organizations.attach_policy(PolicyId=id, TargetId=DEV)
    with pytest.raises(ClientError) as error:
        organizations.attach_policy(PolicyId=made[-1], TargetId=DEV)
    assert error.value.response["Error"]["Code"] == "ConstraintViolationException"
    assert error.value.response["Reason"] == "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"


S3, AI = {"s3_attributes": {"public_access_block_configuration": {"@@assign": "all"}}}, {"services": {"default": {"opt_out_policy": {"@@assign": "optOut"}}}}


@pytest.mark.parametrize("type, good, bad", [
    # orgs_manage_policies_s3_syntax.html, orgs_manage_policies_ai-opt-out_syntax.html: capitals count
    ("S3_POLICY", S3, [AI, {"s3_attributes": {"public_access_block_configuration": {"@@assign": "ALL"}}}]),
    ("AISERVICES_OPT_OUT_POLICY", AI, [S3, {"services": {"default": {"opt_out_policy": {"@@assign": "optout"}}}}, {"services": {}}]),
])
def test_policies_that_set_up_services_have_their_own_syntax(organizations, type, good, bad):
    make = lambda document: organizations.create_policy(Name="p", Description="", Type=type, Content=json.dumps(document))  # noqa: E731
    for document in bad:
        with pytest.raises(ClientError, match="MalformedPolicyDocumentException"):
            make(document)
    with pytest.raises(ClientError, match="PolicyTypeNotEnabledException"):
        organizations.attach_policy(PolicyId=make(good)["Policy"]["PolicySummary"]["Id"], TargetId=DEV)


def test_an_s3_policy_closes_what_is_public_and_nothing_else_is_lost(started):
    # orgs_manage_policies_s3.html: it overrides what the account has set, which is there again when the policy is detached
    aws = started()
    client, organizations = aws.client("s3", DEV), aws.client("organizations")
    client.create_bucket(Bucket="open", CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    client.put_object(Bucket="open", Key="a", Body=b"body", ACL="public-read")
    assert send(aws, "GET", "/open/a") == (200, "body")
    organizations.enable_policy_type(RootId="r-sand", PolicyType="S3_POLICY")
    policy = organizations.create_policy(Name="s3", Description="", Type="S3_POLICY", Content=json.dumps(S3))["Policy"]["PolicySummary"]["Id"]
    organizations.attach_policy(PolicyId=policy, TargetId="r-sand")
    assert send(aws, "GET", "/open/a")[0] == 403 and client.get_object(Bucket="open", Key="a")["Body"].read() == b"body"
    organizations.detach_policy(PolicyId=policy, TargetId="r-sand")
    assert send(aws, "GET", "/open/a")[0] == 200


def test_the_last_scp_of_a_target_stays(organizations):
    organizations.enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    with pytest.raises(ClientError) as error:
        organizations.detach_policy(PolicyId="p-FullAWSAccess", TargetId=DEV)
    assert error.value.response["Reason"] == "MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"


def test_an_account_is_created_moved_and_closed(organizations):
    request = organizations.create_account(AccountName="new", Email="new@example.com")["CreateAccountStatus"]
    assert request["State"] == "IN_PROGRESS"
    status = organizations.describe_create_account_status(CreateAccountRequestId=request["Id"])["CreateAccountStatus"]
    assert status["State"] == "SUCCEEDED"
    unit = organizations.create_organizational_unit(ParentId="r-sand", Name="New")["OrganizationalUnit"]["Id"]
    organizations.move_account(AccountId=status["AccountId"], SourceParentId="r-sand", DestinationParentId=unit)
    assert organizations.list_parents(ChildId=status["AccountId"])["Parents"][0]["Id"] == unit
    organizations.close_account(AccountId=status["AccountId"])
    assert organizations.describe_account(AccountId=status["AccountId"])["Account"]["State"] == "SUSPENDED"


def test_a_member_renames_itself_and_nobody_else(aws):
    # Account Management, PutAccountName: AccountId only from the management account, and never its own
    aws.client("account", DEV).put_account_name(AccountName="renamed")
    organizations = aws.client("organizations")
    assert organizations.describe_account(AccountId=DEV)["Account"]["Name"] == "renamed"
    aws.client("account").put_account_name(AccountName="dev", AccountId=DEV)
    assert organizations.describe_account(AccountId=DEV)["Account"]["Name"] == "dev"
    with pytest.raises(ClientError, match="AccessDenied"):
        aws.client("account", DEV).put_account_name(AccountName="x", AccountId=AUDIT)
    with pytest.raises(ClientError, match="ValidationException"):
        aws.client("account").put_account_name(AccountName="x", AccountId=MANAGEMENT)
