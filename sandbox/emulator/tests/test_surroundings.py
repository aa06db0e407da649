"""What surrounds a deployment: Regions, closed and new accounts, what comes late, and automatic deployment, as AWS documents them."""
import json
import time
import uuid

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, LOG, MANAGEMENT, OLD, PROD, REGION, STG, Set, bootstrap, topic, trust, wait_until

REGIONS = "docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html"
CLOSED = "docs.aws.amazon.com/accounts/latest/reference/manage-acct-closing.html"
REMOVE = "docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html"
RULES = "docs.aws.amazon.com/config/latest/APIReference/API_PutConfigRule.html"
AUTOMATIC = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html"
DEPENDS = "docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_AutoDeployment.html"
CONSISTENCY = "docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency"


def refused(call, **params):
    try:
        call(**params)
    except ClientError as error:
        return error.response["Error"]["Code"]
    return None


# -- Regions ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("region, code", [
    ("us-east-1", None), ("eu-north-1", None), ("ap-northeast-3", None),
    ("ap-east-1", "InvalidClientTokenId"), ("me-south-1", "InvalidClientTokenId"), ("af-south-1", "InvalidClientTokenId"), ("xx-nowhere-1", "SignatureDoesNotMatch")])
def test_a_region_must_be_there_and_on(aws, region, code):
    assert REGIONS
    assert refused(aws.client("sns", DEV, region).list_topics) == code


@pytest.mark.parametrize("service, operation, code", [
    ("ssm", "describe_parameters", "UnrecognizedClientException"), ("sts", "get_caller_identity", "InvalidClientTokenId"), ("config", "describe_config_rules", "UnrecognizedClientException")])
def test_each_protocol_has_its_code_for_a_region_that_is_off(aws, service, operation, code):
    assert refused(getattr(aws.client(service, DEV, "ap-east-1"), operation)) == code


def test_a_region_is_switched_on_for_one_account(started):
    emulator = started()
    account = emulator.client("account", DEV)
    status = lambda: account.get_region_opt_status(RegionName="ap-east-1")["RegionOptStatus"]  # noqa: E731
    assert status() == "DISABLED"
    account.enable_region(RegionName="ap-east-1")
    assert status() == "ENABLED" and refused(emulator.client("sns", DEV, "ap-east-1").list_topics) is None
    assert refused(emulator.client("sns", PROD, "ap-east-1").list_topics) == "InvalidClientTokenId"
    account.disable_region(RegionName="ap-east-1")
    assert refused(emulator.client("sns", DEV, "ap-east-1").list_topics) == "InvalidClientTokenId"
    assert {"RegionName": "us-east-1", "RegionOptStatus": "ENABLED_BY_DEFAULT"} in account.list_regions(MaxResults=50)["Regions"]
    assert refused(account.enable_region, RegionName="us-east-1") == "ValidationException"


def test_a_stack_set_reaches_no_region_that_is_off(aws):
    stack_set = Set(aws, f"off-{uuid.uuid4().hex[:6]}", topic("off"))
    operation, results = stack_set.create([DEV], Regions=["ap-east-1"])
    assert operation["Status"] == "FAILED" and "has not enabled the Region ap-east-1" in results[(DEV, "ap-east-1")]["StatusReason"]
    with pytest.raises(ClientError, match="Region xx-nowhere-1 is not supported"):
        stack_set.create([DEV], Regions=["xx-nowhere-1"])


# -- accounts -----------------------------------------------------------------------------------------------------------
def test_nobody_gets_into_a_closed_account(started):
    assert CLOSED
    emulator = started()
    role = f"arn:aws:iam::{STG}:role/OrganizationAccountAccessRole"
    sts = emulator.client("sts")
    assert refused(sts.assume_role, RoleArn=role, RoleSessionName="test") is None
    emulator.client("organizations").close_account(AccountId=STG)
    assert refused(sts.assume_role, RoleArn=role, RoleSessionName="test") == "AccessDenied"


def remove(emulator, account):
    with pytest.raises(ClientError) as error:
        emulator.client("organizations").remove_account_from_organization(AccountId=account)
    return error.value.response["Reason"]


def test_an_account_is_removed_only_four_days_after_it_was_made(started):
    assert REMOVE
    emulator = started()
    organizations = emulator.client("organizations")
    request = organizations.create_account(AccountName="new", Email="new@example.com")["CreateAccountStatus"]["Id"]
    new = organizations.describe_create_account_status(CreateAccountRequestId=request)["CreateAccountStatus"]["AccountId"]
    assert remove(emulator, new) == "WAIT_PERIOD_ACTIVE"
    assert refused(organizations.remove_account_from_organization, AccountId=STG) is None


def test_a_delegated_administrator_is_not_removed(started):
    emulator = started()
    emulator.client("organizations").register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="config.amazonaws.com")
    assert remove(emulator, AUDIT) == "CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG"


def test_a_rule_needs_a_recorder(started):
    assert RULES
    config = started().client("config", DEV)
    rule = {"ConfigRuleName": "r", "Source": {"Owner": "AWS", "SourceIdentifier": "S3_BUCKET_VERSIONING_ENABLED"}}
    assert refused(config.put_config_rule, ConfigRule=rule) == "NoAvailableConfigurationRecorderException"


# -- what comes late ------------------------------------------------------------------------------------------------------
def test_a_new_role_is_late_by_choice(started):
    assert CONSISTENCY
    emulator = started("--slow-iam", "1.5")
    document = json.dumps(trust(AWS=f"arn:aws:iam::{DEV}:root"))
    arn = emulator.client("iam", DEV).create_role(RoleName="late", AssumeRolePolicyDocument=document)["Role"]["Arn"]
    sts = emulator.client("sts", DEV)
    assert refused(sts.assume_role, RoleArn=arn, RoleSessionName="test") == "AccessDenied"
    emulator.fault("clear")  # a choice is no fault
    wait_until(lambda: refused(sts.assume_role, RoleArn=arn, RoleSessionName="test"), lambda found: found is None)


def test_lists_are_late_by_choice(started):
    emulator = started("--slow-lists", "1.5")
    bootstrap(emulator, [DEV])
    stack_set = Set(emulator, "late", topic("late"))
    stack_set.create([DEV])
    emulator.client("organizations").create_account(AccountName="late", Email="late@example.com")
    names = lambda: [one["StackSetName"] for one in emulator.client("cloudformation").list_stack_sets()["Summaries"]]  # noqa: E731
    accounts = lambda: [one["Name"] for one in emulator.client("organizations").list_accounts()["Accounts"]]  # noqa: E731
    assert "late" not in accounts() and "master" in accounts()
    assert emulator.client("cloudformation").describe_stack_set(StackSetName="late")["StackSet"]["Status"] == "ACTIVE", "by its name it is there"
    wait_until(lambda: ("late" in names(), "late" in accounts(), set(stack_set.instances())), lambda found: found == (True, True, {DEV}))


# -- automatic deployment ---------------------------------------------------------------------------------------------------
@pytest.fixture
def managed(started):
    emulator = started()
    emulator.units = {unit["Name"]: unit["Id"] for unit in emulator.client("organizations").list_organizational_units_for_parent(ParentId="r-sand")["OrganizationalUnits"]}
    emulator.client("cloudformation").activate_organizations_access()
    return emulator


def service(emulator, name="service", **auto):
    return Set(emulator, name, topic(name), PermissionModel="SERVICE_MANAGED", Capabilities=[],
               AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": False, **auto})


def places(stack_set):
    answer = stack_set.cloudformation.list_stack_instances(StackSetName=stack_set.name)
    return {(item["Account"], item["Region"], item["OrganizationalUnitId"]) for item in answer["Summaries"]}


def target(stack_set, unit, region=REGION, **more):
    stack_set.run("create_stack_instances", Regions=[region], DeploymentTargets={"OrganizationalUnitIds": [unit], **more})


def move(emulator, account, source, destination):
    emulator.client("organizations").move_account(AccountId=account, SourceParentId=source, DestinationParentId=destination)


def test_a_filter_is_for_the_accounts_of_its_call_only(managed):
    assert AUTOMATIC
    workloads, security, one = managed.units["Workloads"], managed.units["Security"], service(managed)
    target(one, workloads, Accounts=[DEV], AccountFilterType="INTERSECTION")
    assert {account for account, *_ in places(one)} == {DEV}
    move(managed, LOG, security, workloads)
    wait_until(lambda: {account for account, *_ in places(one)}, lambda found: found == {DEV, LOG})


def test_an_account_that_moves_between_targeted_units_keeps_its_stacks(managed):
    workloads, security, one = managed.units["Workloads"], managed.units["Security"], service(managed)
    target(one, workloads)
    target(one, security)
    before = one.instances()[LOG]["StackId"]
    move(managed, LOG, security, workloads)
    wait_until(lambda: places(one), lambda found: (LOG, REGION, workloads) in found)
    assert one.instances()[LOG]["StackId"] == before


def test_each_unit_has_its_regions(managed):
    workloads, security, one = managed.units["Workloads"], managed.units["Security"], service(managed)
    target(one, workloads, "us-east-1")
    target(one, security, REGION)
    move(managed, LOG, security, workloads)
    wait_until(lambda: {(account, region) for account, region, _ in places(one) if account == LOG}, lambda found: found == {(LOG, "us-east-1")})


def test_a_set_waits_for_what_it_depends_on(managed):
    assert DEPENDS
    workloads, security = managed.units["Workloads"], managed.units["Security"]
    first = service(managed, "zz-first")
    arn = managed.client("cloudformation").describe_stack_set(StackSetName="zz-first")["StackSet"]["StackSetARN"]
    second = service(managed, "aa-second", DependsOn=[arn])
    for one in (first, second):
        target(one, workloads)
    managed.fault("step-seconds", seconds=0.5)
    move(managed, LOG, security, workloads)
    wait_until(lambda: LOG in first.instances(), bool)
    assert LOG not in second.instances()
    wait_until(lambda: LOG in second.instances(), bool)
    assert first.instances()[LOG]["StackInstanceStatus"]["DetailedStatus"] == "SUCCEEDED"


def test_what_depends_on_a_failure_is_not_deployed(managed):
    workloads, security = managed.units["Workloads"], managed.units["Security"]
    first = service(managed, "first")
    arn = managed.client("cloudformation").describe_stack_set(StackSetName="first")["StackSet"]["StackSetARN"]
    second = service(managed, "second", DependsOn=[arn])
    for one in (first, second):
        target(one, workloads)
    managed.fault("account", account=LOG, reason="on fire")
    move(managed, LOG, security, workloads)
    wait_until(lambda: first.instances().get(LOG, {}).get("StackInstanceStatus", {}).get("DetailedStatus"), lambda found: found == "FAILED")
    time.sleep(0.3)
    assert LOG not in second.instances()


def test_the_management_account_and_closed_accounts_get_nothing(managed):
    one = service(managed)
    target(one, "r-sand")
    assert not {MANAGEMENT, OLD} & {account for account, *_ in places(one)}
