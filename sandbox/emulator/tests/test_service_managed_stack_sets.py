"""Service-managed stack sets: units, filters, accounts that move (CloudFormation user guide, StackSets).

docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html
"""

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, LOG, PROD, REGION, STG, Set, topic, wait_until


@pytest.fixture
def managed(started):
    emulator = started()
    emulator.units = {unit["Name"]: unit["Id"] for unit in emulator.client("organizations").list_organizational_units_for_parent(
        ParentId="r-sand")["OrganizationalUnits"]}
    emulator.client("cloudformation").activate_organizations_access()
    return emulator


def service_managed(emulator, **auto):
    return Set(emulator, "service", topic("service"), PermissionModel="SERVICE_MANAGED", Capabilities=[],
               AutoDeployment={"Enabled": True, "RetainStacksOnAccountRemoval": False, **auto})


def test_service_managed_sets_need_trusted_access(aws):
    with pytest.raises(ClientError, match="You must enable organizations access"):
        service_managed(aws)


def test_service_managed_sets_cover_units_but_never_the_management_account(managed):
    # REFERENCE section 0, fact 13
    service = service_managed(managed)
    service.run("create_stack_instances", DeploymentTargets={"OrganizationalUnitIds": ["r-sand"]}, Regions=[REGION])
    assert set(service.instances()) == {AUDIT, LOG, PROD, DEV, STG}


@pytest.mark.parametrize("kind, wanted", [("INTERSECTION", {DEV}), ("DIFFERENCE", {STG, PROD}), ("UNION", {STG, PROD, DEV})])
def test_account_filters(managed, kind, wanted):
    service = service_managed(managed)
    service.run("create_stack_instances", Regions=[REGION], DeploymentTargets={
        "OrganizationalUnitIds": [managed.units["Workloads"]], "Accounts": [DEV], "AccountFilterType": kind})
    assert set(service.instances()) == wanted


def test_accounts_that_move_are_followed(managed):
    service = service_managed(managed)
    service.run("create_stack_instances", DeploymentTargets={"OrganizationalUnitIds": [managed.units["Workloads"]]}, Regions=[REGION])
    organizations = managed.client("organizations")
    organizations.move_account(AccountId=LOG, SourceParentId=managed.units["Security"], DestinationParentId=managed.units["Workloads"])
    organizations.move_account(AccountId=DEV, SourceParentId=managed.units["Workloads"], DestinationParentId=managed.units["Security"])
    assert wait_until(lambda: set(service.instances()), lambda found: found == {LOG, STG, PROD})


def test_a_delegated_administrator_sees_the_management_accounts_sets(managed):
    service_managed(managed)
    client = managed.client("cloudformation", AUDIT)
    with pytest.raises(ClientError, match="delegated admin"):
        client.list_stack_sets(CallAs="DELEGATED_ADMIN")
    managed.client("organizations").register_delegated_administrator(
        AccountId=AUDIT, ServicePrincipal="member.org.stacksets.cloudformation.amazonaws.com")
    assert [item["StackSetName"] for item in client.list_stack_sets(CallAs="DELEGATED_ADMIN")["Summaries"]] == ["service"]
