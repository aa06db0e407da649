"""Stack sets: operations, tolerance, permissions, targets (CloudFormation user guide, StackSets; REFERENCE section B).

docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html
"""
import json
import time

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, HANGS_AFTER, LOG, MANAGEMENT, OLD, PROD, REGION, STG, Set, body, role, topic, trust, unique, wait_until

ALL = [AUDIT, LOG, PROD, DEV, STG]


@pytest.fixture
def topics(aws):
    name = unique("topics")
    template = {"Parameters": {"Label": {"Type": "String", "Default": "one"}}, **topic(name, DisplayName={"Ref": "Label"})}
    return Set(aws, name, template)


def label(aws, stack_set, account):
    arn = f"arn:aws:sns:{REGION}:{account}:{stack_set.name}"
    return aws.client("sns", account).get_topic_attributes(TopicArn=arn)["Attributes"]["DisplayName"]


def test_stacks_appear_in_the_target_account(aws, topics):
    operation, _ = topics.create([DEV, STG])
    assert operation["Status"] == "SUCCEEDED"
    instance = topics.instances()[DEV]
    assert instance["Status"] == "CURRENT" and instance["StackInstanceStatus"]["DetailedStatus"] == "SUCCEEDED"
    stack = aws.client("cloudformation", DEV).describe_stacks(StackName=instance["StackId"])["Stacks"][0]
    assert stack["StackName"].startswith(f"StackSet-{topics.name}-") and label(aws, topics, DEV) == "one"


def test_names_are_unique(aws, topics):
    with pytest.raises(ClientError, match="NameAlreadyExistsException"):
        Set(aws, topics.name, topic("x"))


def test_an_update_reaches_all_and_keeps_overrides(aws, topics):
    topics.create([DEV])
    topics.create([STG], ParameterOverrides=[{"ParameterKey": "Label", "ParameterValue": "mine"}])
    topics.run("update_stack_set", UsePreviousTemplate=True, Parameters=[{"ParameterKey": "Label", "ParameterValue": "two"}])
    assert (label(aws, topics, DEV), label(aws, topics, STG)) == ("two", "mine")


def test_an_update_of_some_makes_the_others_outdated(aws, topics):
    # UpdateStackSet, Accounts: others' status becomes OUTDATED
    topics.create([DEV, STG])
    topics.run("update_stack_set", UsePreviousTemplate=True, Accounts=[DEV], Regions=[REGION],
               Parameters=[{"ParameterKey": "Label", "ParameterValue": "two"}])
    assert {key: item["Status"] for key, item in topics.instances().items()} == {DEV: "CURRENT", STG: "OUTDATED"}


def test_an_update_without_change_still_runs_and_succeeds(topics):
    topics.create([DEV])
    operation, results = topics.run("update_stack_set", UsePreviousTemplate=True)
    assert operation["Status"] == "SUCCEEDED" and results[(DEV, REGION)]["Status"] == "SUCCEEDED"


def test_overrides_change_by_update_stack_instances(aws, topics):
    topics.create([DEV])
    topics.run("update_stack_instances", Accounts=[DEV], Regions=[REGION], ParameterOverrides=[{"ParameterKey": "Label", "ParameterValue": "mine"}])
    assert label(aws, topics, DEV) == "mine"
    with pytest.raises(ClientError, match="StackInstanceNotFoundException"):
        topics.start("update_stack_instances", Accounts=[LOG], Regions=[REGION])


def test_a_failing_account_stops_the_rest(aws, topics):
    aws.fault("account", account=LOG, reason="no")
    operation, results = topics.create([AUDIT, LOG, PROD])
    assert operation["Status"] == "FAILED" and operation["StatusDetails"]["FailedStackInstancesCount"] == 1
    assert [results[(account, REGION)]["Status"] for account in (AUDIT, LOG, PROD)] == ["SUCCEEDED", "FAILED", "CANCELLED"]
    assert topics.instances()[LOG]["StatusReason"] == "no" and topics.instances()[PROD]["StackInstanceStatus"]["DetailedStatus"] == "CANCELLED"


def test_failures_within_tolerance_are_a_success_with_failures(aws, topics):
    # stacksets-troubleshooting: read FailedStackInstancesCount (REFERENCE section 0, fact 12)
    aws.fault("account", account=LOG, reason="no")
    operation, _ = topics.create(ALL, OperationPreferences={"FailureTolerancePercentage": 20, "MaxConcurrentCount": 1})
    assert operation["Status"] == "SUCCEEDED" and operation["StatusDetails"]["FailedStackInstancesCount"] == 1
    aws.fault("account", account=LOG, reason=None)
    topics.create([LOG])
    assert topics.instances()[LOG]["Status"] == "CURRENT"


def test_a_failed_creation_is_replaced_by_the_next_operation(aws, topics):
    sns = aws.client("sns", DEV)
    arn = sns.create_topic(Name=topics.name)["TopicArn"]
    operation, results = topics.create([DEV])
    reason = results[(DEV, REGION)]["StatusReason"]
    assert reason.startswith("ResourceLogicalId:Topic, ResourceType:AWS::SNS::Topic") and "already exists" in reason
    client, first = aws.client("cloudformation", DEV), topics.instances()[DEV]["StackId"]
    assert client.describe_stacks(StackName=first)["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
    sns.delete_topic(TopicArn=arn)
    operation, _ = topics.create([DEV])
    assert operation["Status"] == "SUCCEEDED" and topics.instances()[DEV]["StackId"] != first


def test_one_operation_at_a_time(aws, topics):
    aws.fault("step-seconds", seconds=HANGS_AFTER)
    operation = topics.start("create_stack_instances", Accounts=[DEV], Regions=[REGION])
    with pytest.raises(ClientError, match="OperationInProgressException"):
        topics.start("update_stack_set", UsePreviousTemplate=True)
    aws.fault("clear")
    topics.wait(operation)


def test_managed_execution_queues(aws):
    name = unique("managed")
    managed = Set(aws, name, topic(name), ManagedExecution={"Active": True})
    aws.fault("step-seconds", seconds=HANGS_AFTER)
    first = managed.start("create_stack_instances", Accounts=[DEV], Regions=[REGION])
    second = managed.start("create_stack_instances", Accounts=[STG], Regions=[REGION])
    assert managed.operation(second)["Status"] == "QUEUED"
    aws.fault("clear")
    assert managed.wait(first)["Status"] == managed.wait(second)["Status"] == "SUCCEEDED"


def running(topics, operation):
    return [place for place, result in topics.results(operation).items() if result["Status"] == "RUNNING"]


@pytest.mark.parametrize("preferences, at_once", [
    ({"MaxConcurrentCount": 5, "FailureToleranceCount": 4}, 5), ({"MaxConcurrentCount": 1}, 1),
    ({"MaxConcurrentPercentage": 100}, 1), ({"MaxConcurrentPercentage": 100, "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE"}, 5),
], ids=["tolerated", "one by one", "strict mode caps at tolerance + 1", "soft mode"])
def test_concurrency(aws, topics, preferences, at_once):
    # stacksets-concepts, concurrency mode
    aws.fault("step-seconds", seconds=HANGS_AFTER)
    operation = topics.start("create_stack_instances", Accounts=ALL, Regions=[REGION], OperationPreferences=preferences)
    wait_until(lambda: running(topics, operation), lambda found: len(found) == at_once)
    time.sleep(0.2)  # another one would begin at once
    assert len(running(topics, operation)) == at_once
    aws.fault("clear")
    topics.wait(operation)


def test_regions_in_parallel(aws, topics):
    aws.fault("step-seconds", seconds=HANGS_AFTER)
    operation = topics.start("create_stack_instances", Accounts=[DEV], Regions=[REGION, "us-east-1", "eu-west-1"],
                             OperationPreferences={"RegionConcurrencyType": "PARALLEL"})
    wait_until(lambda: running(topics, operation), lambda found: len(found) == 3)
    aws.fault("clear")
    topics.wait(operation)


def test_stopping_cancels_what_has_not_begun(aws, topics):
    aws.fault("step-seconds", seconds=HANGS_AFTER)
    operation = topics.start("create_stack_instances", Accounts=ALL, Regions=[REGION])
    wait_until(lambda: running(topics, operation), lambda found: found)
    topics.cloudformation.stop_stack_set_operation(StackSetName=topics.name, OperationId=operation)
    aws.fault("clear")
    assert topics.wait(operation)["Status"] == "STOPPED"
    states = [item["Status"] for item in topics.results(operation).values()]
    assert states[0] == "SUCCEEDED" and states[-1] == "CANCELLED"


def test_sets_work_side_by_side(aws):
    aws.fault("step-seconds", seconds=0.05)
    sets = [Set(aws, name, topic(name)) for name in (unique("side") for _ in range(6))]
    operations = [item.start("create_stack_instances", Accounts=ALL, Regions=[REGION]) for item in sets]
    assert [item.wait(operation)["Status"] for item, operation in zip(sets, operations, strict=True)] == ["SUCCEEDED"] * 6


def test_delete_and_retain(aws, topics):
    topics.create([DEV, STG])
    stacks = {account: item["StackId"] for account, item in topics.instances().items()}
    topics.delete([DEV], retain=True)
    topics.delete([STG])
    assert topics.instances() == {}
    assert aws.client("cloudformation", DEV).describe_stacks(StackName=stacks[DEV])["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    assert aws.client("cloudformation", STG).describe_stacks(StackName=stacks[STG])["Stacks"][0]["StackStatus"] == "DELETE_COMPLETE"
    operation, _ = topics.delete([STG])
    assert operation["Status"] == "SUCCEEDED"


def test_a_set_with_instances_is_not_deleted(topics):
    topics.create([DEV])
    with pytest.raises(ClientError, match="StackSetNotEmptyException"):
        topics.cloudformation.delete_stack_set(StackSetName=topics.name)
    topics.delete([DEV])
    topics.cloudformation.delete_stack_set(StackSetName=topics.name)
    with pytest.raises(ClientError, match="StackSetNotFoundException"):
        topics.cloudformation.describe_stack_set(StackSetName=topics.name)


def test_a_missing_execution_role_in_awss_words(topics):
    # stacksets-troubleshooting, verbatim
    _, results = topics.create([MANAGEMENT])
    assert results[(MANAGEMENT, REGION)]["StatusReason"] == (
        f"Account {MANAGEMENT} should have 'AWSCloudFormationStackSetExecutionRole' role with trust relationship to Role "
        "'AWSCloudFormationStackSetAdministrationRole'.")


def test_an_execution_role_that_trusts_somebody_else(aws):
    client = aws.client("cloudformation", DEV)
    name = unique("other-execution")
    client.create_stack(StackName=name, Capabilities=["CAPABILITY_NAMED_IAM"],
                        TemplateBody=body(role(name, trust(AWS=f"arn:aws:iam::{AUDIT}:root"))))
    administration = aws.client("iam")
    administration.put_role_policy(RoleName="AWSCloudFormationStackSetAdministrationRole", PolicyName=name, PolicyDocument=json.dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": f"arn:aws:iam::*:role/{name}"}]}))
    _, results = Set(aws, name, topic(name), ExecutionRoleName=name).create([DEV])
    assert "with trust relationship to Role" in results[(DEV, REGION)]["StatusReason"]


def test_an_administration_role_without_permission(aws):
    name = unique("not-allowed")
    _, results = Set(aws, name, topic(name), ExecutionRoleName=name).create([DEV])
    assert "is not authorized to perform: sts:AssumeRole" in results[(DEV, REGION)]["StatusReason"]


def test_a_suspended_account_fails(topics):
    _, results = topics.create([OLD])
    assert results[(OLD, REGION)]["StatusReason"] == f"Account {OLD} is SUSPENDED"


def test_an_account_suspended_later_is_skipped(started):
    # StackInstanceComprehensiveStatus: SKIPPED_SUSPENDED_ACCOUNT
    from .conftest import bootstrap

    emulator = started()
    bootstrap(emulator, [DEV])
    topics = Set(emulator, "later", topic("later"))
    topics.create([DEV])
    emulator.client("organizations").close_account(AccountId=DEV)
    topics.run("update_stack_set", TemplateBody=body(topic("later", DisplayName="x")), Capabilities=[])
    instance = topics.instances()[DEV]
    assert instance["StackInstanceStatus"]["DetailedStatus"] == "SKIPPED_SUSPENDED_ACCOUNT" and instance["Status"] == "OUTDATED"


def test_tags_reach_stacks_and_resources(aws):
    name = unique("tagged")
    tagged = Set(aws, name, topic(name), Tags=[{"Key": "owner", "Value": "metsuke"}])
    tagged.create([DEV])
    tags = aws.client("sns", DEV).list_tags_for_resource(ResourceArn=f"arn:aws:sns:{REGION}:{DEV}:{name}")["Tags"]
    assert tags == [{"Key": "owner", "Value": "metsuke"}]


def test_import_adopts_an_existing_stack(aws):
    name = unique("imported")
    id = aws.client("cloudformation", DEV).create_stack(StackName=name, TemplateBody=body(topic(name)))["StackId"]
    imported = Set(aws, name, topic(name))
    operation, _ = imported.run("import_stacks_to_stack_set", StackIds=[id])
    assert operation["Status"] == "SUCCEEDED" and imported.instances()[DEV]["StackId"] == id
    imported.run("update_stack_set", TemplateBody=body(topic(name, DisplayName="new")))
    assert label(aws, imported, DEV) == "new"


def test_filters_and_pages(aws, topics):
    aws.fault("account", account=LOG, reason="no")
    operation = topics.start("create_stack_instances", Accounts=ALL, Regions=[REGION],
                             OperationPreferences={"FailureToleranceCount": 1})
    topics.wait(operation)
    failed = topics.cloudformation.list_stack_set_operation_results(
        StackSetName=topics.name, OperationId=operation, Filters=[{"Name": "OPERATION_RESULT_STATUS", "Values": "FAILED"}])["Summaries"]
    assert [item["Account"] for item in failed] == [LOG]
    filtered = topics.cloudformation.list_stack_instances(StackSetName=topics.name, Filters=[{"Name": "DETAILED_STATUS", "Values": "FAILED"}])
    assert [item["Account"] for item in filtered["Summaries"]] == [LOG]
    page = topics.cloudformation.list_stack_instances(StackSetName=topics.name, MaxResults=2)
    assert len(page["Summaries"]) == 2 and page["NextToken"]
    with pytest.raises(ClientError, match="ValidationError"):
        topics.cloudformation.list_stack_instances(StackSetName=topics.name, MaxResults=101)


def test_drift_of_a_set(aws, topics):
    topics.create([DEV, STG])
    aws.client("sns", DEV).set_topic_attributes(TopicArn=f"arn:aws:sns:{REGION}:{DEV}:{topics.name}", AttributeName="DisplayName", AttributeValue="x")
    operation, _ = topics.run("detect_stack_set_drift")
    details = topics.cloudformation.describe_stack_set(StackSetName=topics.name)["StackSet"]["StackSetDriftDetectionDetails"]
    assert (details["DriftStatus"], details["DriftedStackInstancesCount"], details["InSyncStackInstancesCount"]) == ("DRIFTED", 1, 1)
    drifts = topics.cloudformation.list_stack_instance_resource_drifts(
        StackSetName=topics.name, StackInstanceAccount=DEV, StackInstanceRegion=REGION, OperationId=operation["OperationId"])["Summaries"]
    assert drifts[0]["PropertyDifferences"][0]["PropertyPath"] == "/DisplayName"


def test_capabilities_and_parameters_are_checked_when_the_set_is_made(aws):
    with pytest.raises(ClientError, match="InsufficientCapabilities"):
        Set(aws, unique("x"), role("r", trust(Service="lambda.amazonaws.com")), Capabilities=[])
    with pytest.raises(ClientError, match="do not exist in the template"):
        Set(aws, unique("x"), topic("t"), Parameters=[{"ParameterKey": "X", "ParameterValue": "1"}])
