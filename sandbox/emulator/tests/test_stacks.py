"""Plain stacks: rollback, replacement, retention, drift, exports, change sets (CloudFormation user guide).

docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-failure-options.html
docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets.html
"""
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, STG, allow, body, role, topic, trust, unique


@pytest.fixture
def cloudformation(aws):
    return aws.client("cloudformation", DEV)


def bucket(name, **more):
    return {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": name}, **more}


def create(client, template, name=None, **options):
    name = name or unique("stack")
    options.setdefault("Capabilities", ["CAPABILITY_NAMED_IAM"])
    id = client.create_stack(StackName=name, TemplateBody=body(template), **options)["StackId"]
    return name, client.describe_stacks(StackName=id)["Stacks"][0]


def status(client, name):
    return client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]


def test_a_failing_resource_rolls_the_stack_back(cloudformation, aws):
    # user guide, stack failure options: ROLLBACK is the default, the API call itself succeeds
    taken, fresh = unique("taken"), unique("fresh")
    aws.client("s3", STG).create_bucket(Bucket=taken, CreateBucketConfiguration={"LocationConstraint": "ap-northeast-1"})
    name, stack = create(cloudformation, {"Resources": {"First": bucket(fresh), "Second": bucket(taken, DependsOn="First")}})
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    reason = next(event for event in events if event["ResourceStatus"] == "CREATE_FAILED")
    assert reason["LogicalResourceId"] == "Second" and "already exists" in reason["ResourceStatusReason"]
    assert fresh not in [item["Name"] for item in aws.client("s3", DEV).list_buckets()["Buckets"]]
    with pytest.raises(ClientError, match="ROLLBACK_COMPLETE state and can not be updated"):
        cloudformation.update_stack(StackName=name, TemplateBody=body(topic("x")))


@pytest.mark.parametrize("choice, wanted", [("DO_NOTHING", "CREATE_FAILED"), ("DELETE", "DELETE_COMPLETE")])
def test_on_failure(cloudformation, choice, wanted):
    name = unique("twice")
    create(cloudformation, topic(name))
    _, stack = create(cloudformation, topic(name), OnFailure=choice)
    assert stack["StackStatus"] == wanted


def test_names_are_unique_and_deleted_stacks_stay_readable_by_id(cloudformation):
    name, stack = create(cloudformation, topic(unique("t")))
    with pytest.raises(ClientError, match="AlreadyExistsException"):
        create(cloudformation, topic(unique("t")), name)
    cloudformation.delete_stack(StackName=name)
    assert status(cloudformation, stack["StackId"]) == "DELETE_COMPLETE"
    with pytest.raises(ClientError, match="does not exist"):
        cloudformation.describe_stacks(StackName=name)


def test_nothing_to_update_is_a_validation_error(cloudformation):
    template = topic(unique("t"))
    name, _ = create(cloudformation, template)
    with pytest.raises(ClientError, match="No updates are to be performed."):
        cloudformation.update_stack(StackName=name, TemplateBody=body(template))


def test_a_failed_update_restores_what_was(cloudformation, aws):
    taken, mine = unique("taken"), unique("mine")
    create(cloudformation, topic(taken))
    name, stack = create(cloudformation, topic(mine, DisplayName="before"))
    template = topic(mine, DisplayName="after")
    template["Resources"]["Other"] = {"Type": "AWS::SNS::Topic", "DependsOn": "Topic", "Properties": {"TopicName": taken}}
    cloudformation.update_stack(StackName=name, TemplateBody=body(template))
    assert status(cloudformation, name) == "UPDATE_ROLLBACK_COMPLETE"
    attributes = aws.client("sns", DEV).get_topic_attributes(TopicArn=f"arn:aws:sns:ap-northeast-1:{DEV}:{mine}")["Attributes"]
    assert attributes["DisplayName"] == "before"


@pytest.mark.parametrize("policy, kept", [(None, False), ("Retain", True)], ids=["default", "UpdateReplacePolicy Retain"])
def test_replacement(cloudformation, aws, policy, kept):
    # resource reference: BucketName, "Update requires: Replacement"
    before, after = unique("before"), unique("after")
    extra = {"UpdateReplacePolicy": policy} if policy else {}
    name, _ = create(cloudformation, {"Resources": {"B": bucket(before, **extra)}})
    cloudformation.update_stack(StackName=name, TemplateBody=body({"Resources": {"B": bucket(after, **extra)}}))
    names = [item["Name"] for item in aws.client("s3", DEV).list_buckets()["Buckets"]]
    assert after in names and (before in names) == kept


def test_a_retained_resource_survives_its_stack(cloudformation, aws):
    kept, gone = unique("kept"), unique("gone")
    name, _ = create(cloudformation, {"Resources": {"Kept": bucket(kept, DeletionPolicy="Retain"), "Gone": bucket(gone)}})
    cloudformation.delete_stack(StackName=name)
    names = [item["Name"] for item in aws.client("s3", DEV).list_buckets()["Buckets"]]
    assert kept in names and gone not in names


def test_a_bucket_with_objects_cannot_be_deleted(cloudformation, aws):
    full = unique("full")
    name, stack = create(cloudformation, {"Resources": {"B": bucket(full)}})
    aws.client("s3", DEV).put_object(Bucket=full, Key="log", Body=b"x")
    cloudformation.delete_stack(StackName=name)
    assert status(cloudformation, name) == "DELETE_FAILED"
    cloudformation.delete_stack(StackName=name, RetainResources=["B"])
    assert status(cloudformation, stack["StackId"]) == "DELETE_COMPLETE"


def test_termination_protection(cloudformation):
    name, _ = create(cloudformation, topic(unique("t")), EnableTerminationProtection=True)
    with pytest.raises(ClientError, match="TerminationProtection is enabled"):
        cloudformation.delete_stack(StackName=name)
    cloudformation.update_termination_protection(StackName=name, EnableTerminationProtection=False)
    cloudformation.delete_stack(StackName=name)


@pytest.mark.parametrize("declaration, value, words", [
    ({"Type": "String", "AllowedValues": ["a", "b"]}, "c", "must be one of AllowedValues"),
    ({"Type": "String", "AllowedPattern": "[a-z]+"}, "A", "must match pattern"),
    ({"Type": "String", "MinLength": 1}, "", "at least 1 characters"),
    ({"Type": "Number", "MinValue": 1}, "0", "not less than 1"),
    ({"Type": "String"}, None, "must have values"),
], ids=["values", "pattern", "length", "minimum", "missing"])
def test_parameters_are_checked(cloudformation, declaration, value, words):
    template = {"Parameters": {"P": declaration}, **topic(unique("t"))}
    given = [] if value is None else [{"ParameterKey": "P", "ParameterValue": value}]
    with pytest.raises(ClientError, match=words):
        create(cloudformation, template, Parameters=given)


def test_unknown_parameters_and_types_and_properties_are_refused(cloudformation):
    with pytest.raises(ClientError, match="do not exist in the template"):
        create(cloudformation, topic(unique("t")), Parameters=[{"ParameterKey": "X", "ParameterValue": "1"}])
    with pytest.raises(ClientError, match="Unrecognized resource types"):
        create(cloudformation, {"Resources": {"R": {"Type": "AWS::SNS::Tropic"}}})
    name, stack = create(cloudformation, topic(unique("t"), Colour="red"))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"


def test_iam_needs_its_capability(cloudformation):
    template = role(unique("role"), trust(Service="lambda.amazonaws.com"))
    with pytest.raises(ClientError, match="InsufficientCapabilities"):
        create(cloudformation, template, Capabilities=["CAPABILITY_IAM"])


def test_exports_in_use_stay(cloudformation):
    name = unique("export")
    template = {**topic(unique("t")), "Outputs": {"Arn": {"Value": {"Ref": "Topic"}, "Export": {"Name": name}}}}
    exporter, stack = create(cloudformation, template)
    assert stack["Outputs"][0]["ExportName"] == name
    importer, _ = create(cloudformation, topic(unique("t"), DisplayName={"Fn::ImportValue": name}))
    cloudformation.delete_stack(StackName=exporter)
    assert status(cloudformation, exporter) == "DELETE_FAILED"
    cloudformation.delete_stack(StackName=importer)
    cloudformation.delete_stack(StackName=exporter)
    assert status(cloudformation, stack["StackId"]) == "DELETE_COMPLETE"


def test_a_change_set_names_what_it_would_replace(cloudformation):
    name, _ = create(cloudformation, {"Resources": {"B": bucket(unique("b"))}})
    template = {"Resources": {"B": bucket(unique("b")), **topic(unique("t"))["Resources"]}}
    cloudformation.create_change_set(StackName=name, ChangeSetName="next", TemplateBody=body(template))
    changes = cloudformation.describe_change_set(StackName=name, ChangeSetName="next")["Changes"]
    found = {item["ResourceChange"]["LogicalResourceId"]: item["ResourceChange"] for item in changes}
    assert found["B"]["Replacement"] == "True" and found["Topic"]["Action"] == "Add"
    cloudformation.execute_change_set(StackName=name, ChangeSetName="next")
    assert status(cloudformation, name) == "UPDATE_COMPLETE"


def drift(client, name):
    client.detect_stack_drift(StackName=name)
    drifts = client.describe_stack_resource_drifts(StackName=name)["StackResourceDrifts"]
    return {item["LogicalResourceId"]: item for item in drifts}


def test_drift_is_what_changed_behind_the_stack(cloudformation, aws):
    # user guide, detecting unmanaged changes: only properties that the template sets
    parameter, topic_name, role_name = f"/{unique('p')}", unique("t"), unique("r")
    template = {"Resources": {
        "Parameter": {"Type": "AWS::SSM::Parameter", "Properties": {"Name": parameter, "Type": "String", "Value": "before"}},
        **topic(topic_name, DisplayName="same")["Resources"],
        **role(role_name, trust(Service="lambda.amazonaws.com"), Policies=[{"PolicyName": "p", "PolicyDocument": allow("s3:*")}])["Resources"],
        "Policy": {"Type": "AWS::Logs::AccountPolicy", "Properties": {
            "PolicyName": unique("p"), "PolicyType": "SUBSCRIPTION_FILTER_POLICY", "PolicyDocument": "{}"}}}}
    name, _ = create(cloudformation, template)
    found = drift(cloudformation, name)
    assert {key: item["StackResourceDriftStatus"] for key, item in found.items()} == {
        "Parameter": "IN_SYNC", "Topic": "IN_SYNC", "Role": "IN_SYNC", "Policy": "NOT_CHECKED"}
    aws.client("ssm", DEV).put_parameter(Name=parameter, Value="after", Type="String", Overwrite=True)
    aws.client("sns", DEV).delete_topic(TopicArn=f"arn:aws:sns:ap-northeast-1:{DEV}:{topic_name}")
    aws.client("iam", DEV).put_role_policy(RoleName=role_name, PolicyName="p", PolicyDocument=json.dumps(allow("s3:Get*")))
    found = drift(cloudformation, name)
    assert found["Parameter"]["PropertyDifferences"][0]["ActualValue"] == "after"
    assert found["Topic"]["StackResourceDriftStatus"] == "DELETED" and found["Role"]["StackResourceDriftStatus"] == "MODIFIED"


RULE: dict = {"Type": "AWS::Events::Rule", "Properties": {"Name": "", "State": "ENABLED", "EventPattern": {"source": ["aws.health"]}, "Targets": []}}


def test_only_a_drift_aware_change_set_reverts_what_was_changed_by_hand(cloudformation, aws):
    # user guide, using drift-aware change sets: REVERT_DRIFT brings drifted resources in line with their template definitions,
    # deleted ones are made again; an update with an unchanged template is "No updates are to be performed"
    rule_name, topic_name = unique("rule"), unique("t")
    target = {"Id": "Topic", "Arn": f"arn:aws:sns:ap-northeast-1:{DEV}:{topic_name}"}
    rule = {**RULE, "Properties": {**RULE["Properties"], "Name": rule_name, "Targets": [target]}}
    name, _ = create(cloudformation, {"Resources": {"Rule": rule, **topic(topic_name)["Resources"]}})
    events, sns = aws.client("events", DEV), aws.client("sns", DEV)
    events.disable_rule(Name=rule_name)
    events.remove_targets(Rule=rule_name, Ids=["Topic"])
    sns.delete_topic(TopicArn=target["Arn"])
    found = drift(cloudformation, name)
    assert {item["PropertyPath"] for item in found["Rule"]["PropertyDifferences"]} == {"/State", "/Targets"}
    with pytest.raises(cloudformation.exceptions.ClientError, match="No updates are to be performed"):
        cloudformation.update_stack(StackName=name, UsePreviousTemplate=True)
    cloudformation.create_change_set(StackName=name, ChangeSetName="plain", UsePreviousTemplate=True)
    assert "didn't contain changes" in cloudformation.describe_change_set(StackName=name, ChangeSetName="plain")["StatusReason"]
    cloudformation.create_change_set(StackName=name, ChangeSetName="back", UsePreviousTemplate=True, DeploymentMode="REVERT_DRIFT")
    made = cloudformation.describe_change_set(StackName=name, ChangeSetName="back")
    assert made["DeploymentMode"] == "REVERT_DRIFT"
    assert {item["ResourceChange"]["LogicalResourceId"]: item["ResourceChange"]["Action"] for item in made["Changes"]} == {"Rule": "Modify", "Topic": "Add"}
    cloudformation.execute_change_set(StackName=name, ChangeSetName="back")
    assert status(cloudformation, name) == "UPDATE_COMPLETE", failures(cloudformation, name)
    assert events.describe_rule(Name=rule_name)["State"] == "ENABLED"
    assert events.list_targets_by_rule(Rule=rule_name)["Targets"] == [target]
    assert {item["StackResourceDriftStatus"] for item in drift(cloudformation, name).values()} == {"IN_SYNC"}


def test_a_stack_that_a_test_puts_into_a_status(cloudformation, aws):
    # API reference, ContinueUpdateRollback: for a stack in UPDATE_ROLLBACK_FAILED, to UPDATE_ROLLBACK_COMPLETE
    name, _ = create(cloudformation, topic(unique("t")))
    aws.control("/metsuke/stacks/status", {"account": DEV, "region": "ap-northeast-1", "stack": name, "status": "UPDATE_ROLLBACK_FAILED"})
    assert status(cloudformation, name) == "UPDATE_ROLLBACK_FAILED"
    cloudformation.continue_update_rollback(StackName=name)
    assert status(cloudformation, name) == "UPDATE_ROLLBACK_COMPLETE"


def test_an_account_that_fails_on_purpose(cloudformation, aws):
    aws.fault("account", account=DEV, reason="the account is on fire")
    name, stack = create(cloudformation, topic(unique("t")))
    assert stack["StackStatus"] == "ROLLBACK_COMPLETE"
    events = cloudformation.describe_stack_events(StackName=name)["StackEvents"]
    assert any("on fire" in event.get("ResourceStatusReason", "") for event in events)


def test_every_kind_of_resource_is_created_updated_and_deleted(cloudformation, aws):
    from .conftest import TEMPLATES

    def queue(value):
        return aws.client("sqs", DEV).get_queue_url(QueueName=f"every-{value}")["QueueUrl"]

    name, stack = create(cloudformation, (TEMPLATES / "every-type.yml").read_text())
    assert stack["StackStatus"] == "CREATE_COMPLETE", failures(cloudformation, name)
    cloudformation.update_stack(StackName=name, UsePreviousTemplate=True, Capabilities=["CAPABILITY_NAMED_IAM"], Parameters=[
        {"ParameterKey": "V", "ParameterValue": "two"}, {"ParameterKey": "N", "ParameterValue": "60"}])
    assert status(cloudformation, name) == "UPDATE_COMPLETE", failures(cloudformation, name)
    assert aws.client("logs", DEV).describe_log_groups(logGroupNamePrefix="every")["logGroups"][0]["retentionInDays"] == 60
    assert aws.client("events", DEV).describe_rule(Name="every")["Description"] == "two"
    function = cloudformation.describe_stack_resource(StackName=name, LogicalResourceId="Fn")["StackResourceDetail"]["PhysicalResourceId"]
    assert aws.client("lambda", DEV).get_function(FunctionName=function)["Configuration"]["Description"] == "two"
    alarm, = aws.client("cloudwatch", DEV).describe_alarms(AlarmNames=["every"])["MetricAlarms"]
    assert alarm["Threshold"] == 60 and alarm["Dimensions"] == [{"Name": "QueueName", "Value": "two"}]
    assert aws.client("dynamodb", DEV).describe_table(TableName="every")["Table"]["DeletionProtectionEnabled"] is False
    assert aws.client("events", DEV).describe_event_bus(Name="every")["Description"] == "two"
    assert aws.client("events", DEV).describe_archive(ArchiveName="every")["RetentionDays"] == 60
    assert aws.client("events", DEV).describe_api_destination(Name="every")["InvocationEndpoint"] == "https://example.com/two"
    assert aws.client("scheduler", DEV).get_schedule(Name="every")["Description"] == "two"
    assert aws.client("lambda", DEV).get_function_event_invoke_config(FunctionName=function)["MaximumRetryAttempts"] == 0
    assert '"two"' in aws.client("sqs", DEV).get_queue_attributes(QueueUrl=queue("two"), AttributeNames=["Policy"])["Attributes"]["Policy"]
    assert aws.client("config", DEV).describe_configuration_recorder_status()["ConfigurationRecordersStatus"][0]["recording"]
    recorded = [item["logicalId"] for item in aws.control(f"/metsuke/resources?account={DEV}") if item["stack"] == name and item["backing"] != "real"]
    assert recorded == []
    # what nobody touched has not drifted
    assert [item["LogicalResourceId"] for item in drift(cloudformation, name).values() if item["StackResourceDriftStatus"] in ("MODIFIED", "DELETED")] == []
    ssm = aws.client("ssm", DEV)
    assert [one["AssociationName"] for one in ssm.list_associations()["Associations"]] == ["two"]
    assert ssm.describe_patch_baselines(Filters=[{"Key": "NAME_PREFIX", "Values": ["every"]}])["BaselineIdentities"][0]["BaselineDescription"] == "two"
    assert ssm.get_default_patch_baseline(OperatingSystem="UBUNTU")["BaselineId"].startswith("pb-")
    window = ssm.describe_maintenance_windows()["WindowIdentities"][0]["WindowId"]
    assert ssm.describe_maintenance_window_targets(WindowId=window)["Targets"][0]["Targets"] == [{"Key": "tag:PatchGroup", "Values": ["two"]}]
    assert ssm.describe_maintenance_window_tasks(WindowId=window)["Tasks"][0]["TaskArn"] == "AWS-RunPatchBaseline"
    cloudformation.delete_stack(StackName=name)
    assert status(cloudformation, stack["StackId"]) == "DELETE_COMPLETE", failures(cloudformation, stack["StackId"])
    assert aws.client("guardduty", DEV).list_detectors()["DetectorIds"] == []
    assert aws.client("cloudtrail", DEV).describe_trails()["trailList"] == []


def failures(client, name):
    events = client.describe_stack_events(StackName=name)["StackEvents"]
    return [(event["LogicalResourceId"], event.get("ResourceStatusReason")) for event in events if "FAILED" in event["ResourceStatus"]]
