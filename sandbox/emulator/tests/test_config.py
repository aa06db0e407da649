"""AWS Config: what moto lacks. API reference and CloudFormation's documentation of the types.

docs.aws.amazon.com/config/latest/APIReference/Welcome.html
docs.aws.amazon.com/config/latest/developerguide/aggregate-data.html
"""
import json
import uuid

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, PROD, REGION, Emulator, opened_to

SLR = f"arn:aws:iam::{DEV}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    """Of its own: an account has one recorder, and other tests make theirs."""
    emulator = Emulator(tmp_path_factory.mktemp("config"))
    yield emulator
    emulator.close()


@pytest.fixture
def config(aws):
    return aws.client("config", DEV)


@pytest.fixture(scope="module")
def ready(aws):
    """A recorder, its channel and two rules in one account, by CloudFormation."""
    try:
        aws.client("iam", DEV).create_service_linked_role(AWSServiceName="config.amazonaws.com")
    except ClientError:
        pass
    bucket = f"logs-{uuid.uuid4().hex[:8]}"
    aws.client("s3", DEV).create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    aws.client("s3", DEV).put_bucket_policy(Bucket=bucket, Policy=json.dumps(opened_to(bucket, "config.amazonaws.com")))
    guard = 'rule tagged when resourceType == "AWS::S3::Bucket" { tags exists }'
    resources = {
        "Recorder": {"Type": "AWS::Config::ConfigurationRecorder", "Properties": {
            "Name": "ours", "RoleARN": SLR, "RecordingGroup": {"AllSupported": True, "IncludeGlobalResourceTypes": True},
            "RecordingMode": {"RecordingFrequency": "DAILY"}}},
        "Channel": {"Type": "AWS::Config::DeliveryChannel", "Properties": {"Name": "ours", "S3BucketName": bucket}},
        "Ssh": {"Type": "AWS::Config::ConfigRule", "DependsOn": "Recorder", "Properties": {
            "ConfigRuleName": "ssh", "Source": {"Owner": "AWS", "SourceIdentifier": "INCOMING_SSH_DISABLED"}}},
        "Tagged": {"Type": "AWS::Config::ConfigRule", "DependsOn": "Recorder", "Properties": {
            "ConfigRuleName": "tagged", "Source": {
                "Owner": "CUSTOM_POLICY", "CustomPolicyDetails": {"PolicyRuntime": "guard-2.x.x", "PolicyText": guard},
                "SourceDetails": [{"EventSource": "aws.config", "MessageType": "ConfigurationItemChangeNotification"}]}}},
        "Repair": {"Type": "AWS::Config::RemediationConfiguration", "Properties": {
            "ConfigRuleName": {"Ref": "Ssh"}, "TargetType": "SSM_DOCUMENT", "TargetId": "AWS-DisableIncomingSSHOnPort22",
            "Automatic": True, "MaximumAutomaticAttempts": 2, "RetryAttemptSeconds": 60}},
    }
    name = f"config-{uuid.uuid4().hex[:8]}"
    client = aws.client("cloudformation", DEV)
    client.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": resources}))
    assert client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    return guard


def test_a_recorder_tells_its_mode_and_records_when_its_channel_is_there(ready, config):
    [recorder] = config.describe_configuration_recorders()["ConfigurationRecorders"]
    assert recorder["recordingMode"] == {"recordingFrequency": "DAILY"} and recorder["roleARN"] == SLR
    [status] = config.describe_configuration_recorder_status()["ConfigurationRecordersStatus"]
    assert status["recording"]


def test_a_rule_in_guard_keeps_its_text_for_those_who_ask(ready, config):
    [rule] = config.describe_config_rules(ConfigRuleNames=["tagged"])["ConfigRules"]
    assert rule["Source"]["Owner"] == "CUSTOM_POLICY" and "PolicyText" not in rule["Source"]["CustomPolicyDetails"]
    assert config.get_custom_rule_policy(ConfigRuleName="tagged")["PolicyText"] == ready


def test_a_remediation_belongs_to_a_rule(ready, config):
    [found] = config.describe_remediation_configurations(ConfigRuleNames=["ssh", "tagged"])["RemediationConfigurations"]
    assert found["TargetId"] == "AWS-DisableIncomingSSHOnPort22" and found["Automatic"]
    with pytest.raises(ClientError, match="NoSuchConfigRuleException"):
        config.put_remediation_configurations(RemediationConfigurations=[
            {"ConfigRuleName": "none", "TargetType": "SSM_DOCUMENT", "TargetId": "x"}])


def test_a_service_linked_role_is_made_once(aws):
    iam = aws.client("iam", AUDIT)
    made = iam.create_service_linked_role(AWSServiceName="config.amazonaws.com")["Role"]
    assert made["Arn"] == f"arn:aws:iam::{AUDIT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    with pytest.raises(ClientError, match="InvalidInput.*has been taken in this account"):
        iam.create_service_linked_role(AWSServiceName="config.amazonaws.com")


def test_a_stack_makes_a_service_linked_role_and_fails_where_it_is(aws):
    cloudformation, iam = aws.client("cloudformation", PROD), aws.client("iam", PROD)
    template = json.dumps({
        "Resources": {"Role": {"Type": "AWS::IAM::ServiceLinkedRole", "Properties": {"AWSServiceName": "config.amazonaws.com"}}},
        "Outputs": {"Name": {"Value": {"Ref": "Role"}}}})
    cloudformation.create_stack(StackName="first", TemplateBody=template)
    [made] = cloudformation.describe_stacks(StackName="first")["Stacks"]
    assert made["Outputs"][0]["OutputValue"] == "AWSServiceRoleForConfig"
    assert iam.get_role(RoleName="AWSServiceRoleForConfig")["Role"]["Path"] == "/aws-service-role/config.amazonaws.com/"
    cloudformation.create_stack(StackName="second", TemplateBody=template)
    assert cloudformation.describe_stacks(StackName="second")["Stacks"][0]["StackStatus"].startswith("ROLLBACK")
    cloudformation.delete_stack(StackName="first")
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.get_role(RoleName="AWSServiceRoleForConfig")


@pytest.mark.parametrize("change, reason", [
    ({"RoleARN": f"arn:aws:iam::{AUDIT}:role/none"}, "role"), ({"S3BucketName": "no-such-bucket"}, "Cannot find a S3 bucket"),
    ({"SnsTopicARN": f"arn:aws:sns:{REGION}:{AUDIT}:none"}, "sns topic arn")])
def test_what_a_recorder_needs_must_be_there(aws, ready, change, reason):
    client = aws.client("cloudformation", DEV, "eu-west-1")
    buckets = aws.client("s3", DEV).list_buckets()["Buckets"]
    recorder, channel = {"Name": "o", "RoleARN": SLR}, {"Name": "o", "S3BucketName": next(b["Name"] for b in buckets if b["Name"].startswith("logs-"))}
    (recorder if "RoleARN" in change else channel).update(change)
    name = f"config-{uuid.uuid4().hex[:8]}"
    client.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": {
        "Recorder": {"Type": "AWS::Config::ConfigurationRecorder", "Properties": recorder},
        "Channel": {"Type": "AWS::Config::DeliveryChannel", "Properties": channel}}}))
    assert client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"
    events = client.describe_stack_events(StackName=name)["StackEvents"]
    assert any(reason in event.get("ResourceStatusReason", "") for event in events)
    assert aws.client("config", DEV, "eu-west-1").describe_configuration_recorders()["ConfigurationRecorders"] == []


def test_an_aggregator_sees_what_the_rules_of_all_accounts_found(aws, ready):
    audit = aws.client("config", AUDIT)
    audit.put_configuration_aggregator(ConfigurationAggregatorName="all", AccountAggregationSources=[
        {"AccountIds": [DEV], "AllAwsRegions": True}])
    for number in range(30):
        aws.control("/metsuke/compliance", {
            "account": DEV, "region": REGION, "rule": "ssh", "resourceType": "AWS::EC2::SecurityGroup",
            "resourceId": f"sg-{number:02}", "complianceType": "NON_COMPLIANT" if number else "COMPLIANT"})
    by_rule = audit.describe_aggregate_compliance_by_config_rules(ConfigurationAggregatorName="all", Filters={"AccountId": DEV})
    found = {rule["ConfigRuleName"]: rule["Compliance"] for rule in by_rule["AggregateComplianceByConfigRules"]}
    assert found["tagged"] == {"ComplianceType": "INSUFFICIENT_DATA"}
    assert found["ssh"] == {"ComplianceType": "NON_COMPLIANT", "ComplianceContributorCount": {"CappedCount": 25, "CapExceeded": True}}
    request = {"ConfigurationAggregatorName": "all", "ConfigRuleName": "ssh", "AccountId": DEV, "AwsRegion": REGION,
               "ComplianceType": "NON_COMPLIANT"}
    first = audit.get_aggregate_compliance_details_by_config_rule(**request, Limit=20)
    second = audit.get_aggregate_compliance_details_by_config_rule(**request, Limit=20, NextToken=first["NextToken"])
    assert len(first["AggregateEvaluationResults"]) + len(second["AggregateEvaluationResults"]) == 29
    with pytest.raises(ClientError, match="NoSuchConfigurationAggregatorException"):
        audit.describe_aggregate_compliance_by_config_rules(ConfigurationAggregatorName="none")


def test_an_advanced_query_finds_the_resources_that_do_not_comply_with_living_rules(aws, ready):
    audit = aws.client("config", AUDIT)
    audit.put_configuration_aggregator(ConfigurationAggregatorName="all", AccountAggregationSources=[
        {"AccountIds": [DEV], "AllAwsRegions": True}])
    for rule, id, kind in [("ssh", "sg-query", "NON_COMPLIANT"), ("tagged", "sg-query", "COMPLIANT"),
                           ("ssh", "sg-fine", "COMPLIANT"), ("gone", "sg-gone", "NON_COMPLIANT")]:
        aws.control("/metsuke/compliance", {"account": DEV, "region": REGION, "rule": rule, "resourceType": "AWS::EC2::SecurityGroup",
                                            "resourceId": id, "complianceType": kind})
    query = ("SELECT accountId, configuration.targetResourceId, configuration.configRuleList, configurationItemCaptureTime "
             "WHERE resourceType = 'AWS::Config::ResourceCompliance' AND configuration.complianceType = 'NON_COMPLIANT'")
    rows: list = []
    token = None
    while True:
        page = audit.select_aggregate_resource_config(
            ConfigurationAggregatorName="all", Expression=query, Limit=10, **({"NextToken": token} if token else {}))
        rows, token = rows + [json.loads(row) for row in page["Results"]], page.get("NextToken")
        if token is None:
            break
    found = {row["configuration"]["targetResourceId"]: row for row in rows}
    assert "sg-fine" not in found and "sg-gone" not in found
    assert found["sg-query"]["configuration"]["configRuleList"] == [
        {"configRuleName": "ssh", "complianceType": "NON_COMPLIANT"}, {"configRuleName": "tagged", "complianceType": "COMPLIANT"}]
    assert found["sg-query"]["configurationItemCaptureTime"].endswith("Z")
    with pytest.raises(ClientError, match="InvalidExpressionException"):
        audit.select_aggregate_resource_config(ConfigurationAggregatorName="all", Expression="SELECT COUNT(*)")
    with pytest.raises(ClientError, match="InvalidLimitException"):
        audit.select_aggregate_resource_config(ConfigurationAggregatorName="all", Expression=query, Limit=101)


def test_what_a_rule_reports_in_an_event_the_aggregator_shows(aws, ready):
    audit = aws.client("config", AUDIT)
    audit.put_configuration_aggregator(ConfigurationAggregatorName="all", AccountAggregationSources=[
        {"AccountIds": [DEV], "AllAwsRegions": True}])
    event = {"source": "aws.config", "detail-type": "Config Rules Compliance Change", "detail": {
        "configRuleName": "ssh", "resourceType": "AWS::EC2::SecurityGroup", "resourceId": "sg-reported",
        "newEvaluationResult": {"complianceType": "NON_COMPLIANT"}}}
    aws.control("/metsuke/events", {"account": DEV, "region": REGION, "events": [event]})
    found = audit.get_aggregate_compliance_details_by_config_rule(
        ConfigurationAggregatorName="all", ConfigRuleName="ssh", AccountId=DEV, AwsRegion=REGION, ComplianceType="NON_COMPLIANT")
    ids = [one["EvaluationResultIdentifier"]["EvaluationResultQualifier"]["ResourceId"] for one in found["AggregateEvaluationResults"]]
    assert "sg-reported" in ids
