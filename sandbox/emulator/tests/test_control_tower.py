"""A landing zone by choice: names and places as AWS Control Tower's user guide lists them, read back through each service's own API."""
import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, LOG, MANAGEMENT, OLD, PROD, REGION, STG, Emulator

ACCOUNTS = "docs.aws.amazon.com/controltower/latest/userguide/shared-account-resources.html"
API = "docs.aws.amazon.com/controltower/latest/APIReference/API_Operations.html"
CONTROLS = "docs.aws.amazon.com/controltower/latest/controlreference/mandatory-controls.html"
ENROLLED = [AUDIT, LOG, PROD, DEV, STG]
SETS = {"AWSControlTowerExecutionRole", "AWSControlTowerLoggingResources", "AWSControlTowerSecurityResources", *(
    f"AWSControlTowerBP-BASELINE-{name}" for name in ("CONFIG", "CLOUDWATCH", "ROLES", "SERVICE-ROLES", "SERVICE-LINKED-ROLES"))}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("landing"), None, "--control-tower", "--enforce")
    yield made
    made.close()


def test_the_shared_accounts_are_those_of_the_organization(emulator):
    assert ACCOUNTS
    units = {one["Name"] for one in emulator.client("organizations").list_organizational_units_for_parent(ParentId="r-sand")["OrganizationalUnits"]}
    assert {"Security", "Sandbox", "Workloads"} <= units
    names = [one["Name"] for one in emulator.client("organizations").list_accounts()["Accounts"]]
    assert "Log Archive" not in names and "Audit" not in names, "log and audit are there already"


def test_shared_accounts_that_are_missing_are_made(started):
    emulator = started("--control-tower", organization={"management": {"id": MANAGEMENT, "name": "m"}})
    assert [one["Name"] for one in emulator.client("organizations").list_accounts()["Accounts"]] == ["m", "Log Archive", "Audit"]


def test_its_services_are_trusted(emulator):
    found = emulator.client("organizations").list_aws_service_access_for_organization()["EnabledServicePrincipals"]
    assert {"controltower.amazonaws.com", "config.amazonaws.com", "cloudtrail.amazonaws.com"} <= {one["ServicePrincipal"] for one in found}


def test_its_stack_sets_reached_their_accounts(emulator):
    cloudformation = emulator.client("cloudformation")
    sets = {one["StackSetName"] for one in cloudformation.list_stack_sets(Status="ACTIVE")["Summaries"]}
    assert sets == SETS
    for name in SETS - {"AWSControlTowerExecutionRole"}:
        instances = cloudformation.list_stack_instances(StackSetName=name)["Summaries"]
        assert {one["Status"] for one in instances} == {"CURRENT"}
        places = {one["Account"] for one in instances}
        assert places == ({LOG} if "Logging" in name else {AUDIT} if "Security" in name else set(ENROLLED)) and OLD not in places


@pytest.mark.parametrize("role", ["AWSControlTowerAdmin", "AWSControlTowerStackSetRole", "AWSControlTowerCloudTrailRole", "AWSControlTowerConfigAggregatorRoleForOrganizations"])
def test_its_roles_of_the_management_account(emulator, role):
    assert emulator.client("iam").get_role(RoleName=role)["Role"]["Path"] == "/service-role/"


@pytest.mark.parametrize("role", ["AWSControlTowerExecution", "aws-controltower-AdministratorExecutionRole", "aws-controltower-ReadOnlyExecutionRole",
                                  "aws-controltower-ConfigRecorderRole", "aws-controltower-ForwardSnsNotificationRole"])
def test_its_roles_of_every_account(emulator, role):
    for account in ENROLLED:
        assert emulator.client("iam", account).get_role(RoleName=role)["Role"]["RoleName"] == role


def test_recorders_record_into_the_log_archive(emulator):
    for account in ENROLLED:
        config = emulator.client("config", account)
        [recorder] = config.describe_configuration_recorders()["ConfigurationRecorders"]
        [channel] = config.describe_delivery_channels()["DeliveryChannels"]
        assert recorder["name"] == "aws-controltower-BaselineConfigRecorder" and channel["name"] == "aws-controltower-BaselineConfigDeliveryChannel"
        assert channel["s3BucketName"] == f"aws-controltower-logs-{LOG}-{REGION}" and channel["s3KeyPrefix"] == emulator.ready["organizationId"]
        assert channel["snsTopicARN"] == f"arn:aws:sns:{REGION}:{AUDIT}:aws-controltower-AllConfigNotifications"
        assert config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"][0]["recording"]
    assert emulator.client("config").describe_configuration_recorders()["ConfigurationRecorders"] == [], "the management account is not enrolled"


def test_the_trail_of_the_organization_logs(emulator):
    cloudtrail = emulator.client("cloudtrail")
    found = cloudtrail.get_trail(Name="aws-controltower-BaselineCloudTrail")["Trail"]
    assert found["IsOrganizationTrail"] and found["S3BucketName"] == f"aws-controltower-logs-{LOG}-{REGION}"
    assert cloudtrail.get_trail_status(Name="aws-controltower-BaselineCloudTrail")["IsLogging"]
    groups = emulator.client("logs").describe_log_groups(logGroupNamePrefix="aws-controltower/")["logGroups"]
    assert [one["logGroupName"] for one in groups] == ["aws-controltower/CloudTrailLogs"]


def test_the_aggregator_of_the_organization(emulator):
    found = emulator.client("config").describe_configuration_aggregators()["ConfigurationAggregators"]
    assert [one["ConfigurationAggregatorName"] for one in found] == ["aws-controltower-ConfigAggregatorForOrganizations"]


@pytest.mark.parametrize("account, topics", [
    (AUDIT, {"AllConfigNotifications", "AggregateSecurityNotifications", "SecurityNotifications"}), (DEV, {"SecurityNotifications"})])
def test_its_topics(emulator, account, topics):
    found = {one["TopicArn"].rsplit(":", 1)[1] for one in emulator.client("sns", account).list_topics()["Topics"]}
    assert found == {f"aws-controltower-{name}" for name in topics}


def test_its_buckets(emulator):
    names = {one["Name"] for one in emulator.client("s3", LOG).list_buckets()["Buckets"]}
    assert names == {f"aws-controltower-logs-{LOG}-{REGION}", f"aws-controltower-s3-access-logs-{LOG}-{REGION}"}


@pytest.mark.parametrize("service, operation, params", [
    ("config", "stop_configuration_recorder", {"ConfigurationRecorderName": "aws-controltower-BaselineConfigRecorder"}),
    ("config", "put_configuration_recorder", {"ConfigurationRecorder": {"name": "mine", "roleARN": f"arn:aws:iam::{DEV}:role/x"}}),
    ("iam", "delete_role", {"RoleName": "AWSControlTowerExecution"}),
    ("sns", "delete_topic", {"TopicArn": f"arn:aws:sns:{REGION}:{DEV}:aws-controltower-SecurityNotifications"}),
    ("lambda", "delete_function", {"FunctionName": "aws-controltower-NotificationForwarder"})])
def test_its_mandatory_controls_spare_only_its_role(emulator, service, operation, params):
    assert CONTROLS
    with pytest.raises(ClientError, match="explicit deny in a service control policy"):
        getattr(emulator.client(service, DEV), operation)(**params)
    try:
        getattr(emulator.as_role(service, STG, "AWSControlTowerExecution"), operation)(**{
            key: value.replace(DEV, STG) if isinstance(value, str) else value for key, value in params.items()})
    except ClientError as error:
        assert "explicit deny" not in str(error)


def test_its_api_tells_the_landing_zone(emulator):
    assert API
    tower = emulator.client("controltower")
    [zone] = tower.list_landing_zones()["landingZones"]
    found = tower.get_landing_zone(landingZoneIdentifier=zone["arn"])["landingZone"]
    assert (found["status"], found["driftStatus"]["status"], found["version"]) == ("ACTIVE", "IN_SYNC", found["latestAvailableVersion"])
    assert found["manifest"]["centralizedLogging"]["accountId"] == LOG and found["manifest"]["securityRoles"]["accountId"] == AUDIT
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        tower.get_landing_zone(landingZoneIdentifier="arn:aws:controltower:us-east-1:111111111111:landingzone/NONE000000000000")
    with pytest.raises(ClientError, match="AccessDenied"):
        emulator.client("controltower", DEV).list_landing_zones()


def test_its_api_tells_controls_and_baselines(emulator):
    tower = emulator.client("controltower")
    units = {one["Name"]: one["Arn"] for one in emulator.client("organizations").list_organizational_units_for_parent(ParentId="r-sand")["OrganizationalUnits"]}
    controls = tower.list_enabled_controls(targetIdentifier=units["Workloads"])["enabledControls"]
    assert {one["controlIdentifier"].rsplit("/", 1)[1] for one in controls} >= {"AWS-GR_CONFIG_CHANGE_PROHIBITED", "AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED"}
    assert {one["targetIdentifier"] for one in controls} == {units["Workloads"]}
    names = {one["arn"]: one["name"] for one in tower.list_baselines()["baselines"]}
    enabled = {(names[one["baselineIdentifier"]], one["targetIdentifier"].rsplit("/", 1)[1]) for one in tower.list_enabled_baselines()["enabledBaselines"]}
    assert {("LogArchiveBaseline", LOG), ("AuditBaseline", AUDIT), ("AWSControlTowerBaseline", units["Workloads"].rsplit("/", 1)[1])} <= enabled


def test_without_the_choice_there_is_none(aws):
    assert aws.client("controltower").list_landing_zones()["landingZones"] == []


def test_an_account_that_joins_later_is_not_enrolled(emulator):
    # user guide, enroll an account: the landing zone does not enroll by itself what is created outside of it
    account = emulator.client("organizations").create_account(AccountName="late", Email="late@example.com")["CreateAccountStatus"]
    id = emulator.client("organizations").describe_create_account_status(CreateAccountRequestId=account["Id"])["CreateAccountStatus"]["AccountId"]
    assert emulator.client("config", id).describe_configuration_recorders()["ConfigurationRecorders"] == []
    with pytest.raises(ClientError, match="NoSuchEntity"):
        emulator.client("iam", id).get_role(RoleName="AWSControlTowerExecution")
