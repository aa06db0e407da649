"""Every type that sandbox/README.md lists as real: made by a template, its service's own API shows it, and no more when the stack is gone.
CloudFormation template reference, of each type; the services' API references, of each look.

docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-template-resource-type-ref.html
"""
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, MANAGEMENT, REGION, SANDBOX, TEMPLATES, Emulator, allow, body, trust

Looks = dict[str, Callable[[Any], Any]]
TRUSTED = trust(Service=["firehose.amazonaws.com", "states.amazonaws.com", "glue.amazonaws.com", "config.amazonaws.com"])
EVERYBODY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": DEV}, "Action": "sns:Publish", "Resource": {"Ref": "Topic"}}]}
# What every-type.yml leaves to others: in an account of a member
MORE = {
    "Role": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": "real", "AssumeRolePolicyDocument": TRUSTED}},
    "Inline": {"Type": "AWS::IAM::RolePolicy", "Properties": {"RoleName": {"Ref": "Role"}, "PolicyName": "inline", "PolicyDocument": allow("s3:*")}},
    "User": {"Type": "AWS::IAM::User", "Properties": {"UserName": "real"}},
    "OfUser": {"Type": "AWS::IAM::UserPolicy", "Properties": {"UserName": {"Ref": "User"}, "PolicyName": "inline", "PolicyDocument": allow("s3:*")}},
    "Linked": {"Type": "AWS::IAM::ServiceLinkedRole", "Properties": {"AWSServiceName": "guardduty.amazonaws.com"}},
    "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "real"}},
    "TopicPolicy": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": EVERYBODY}},
    "Subscription": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": "real@example.com"}},
    "Recorder": {"Type": "AWS::Config::ConfigurationRecorder", "Properties": {"Name": "default", "RoleARN": {"Fn::GetAtt": ["Role", "Arn"]}}},
    "Rule": {"Type": "AWS::Config::ConfigRule", "DependsOn": "Recorder", "Properties": {
        "ConfigRuleName": "real", "Source": {"Owner": "AWS", "SourceIdentifier": "INCOMING_SSH_DISABLED"}}},
    "Repair": {"Type": "AWS::Config::RemediationConfiguration", "Properties": {
        "ConfigRuleName": {"Ref": "Rule"}, "TargetType": "SSM_DOCUMENT", "TargetId": "AWS-DisableIncomingSSHOnPort22"}},
    "Aggregator": {"Type": "AWS::Config::ConfigurationAggregator", "Properties": {
        "ConfigurationAggregatorName": "real", "AccountAggregationSources": [{"AccountIds": [DEV], "AllAwsRegions": True}]}},
    "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "real-of-dev"}},
    "Open": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": "ssm.amazonaws.com"}, "Action": "s3:*", "Resource": ["arn:aws:s3:::real-of-dev", "arn:aws:s3:::real-of-dev/*"]}]}}},
    "Sync": {"Type": "AWS::SSM::ResourceDataSync", "DependsOn": "Open", "Properties": {
        "SyncName": "real", "BucketName": {"Ref": "Bucket"}, "BucketRegion": REGION, "SyncFormat": "JsonSerDe"}},
    "Stream": {"Type": "AWS::KinesisFirehose::DeliveryStream", "Properties": {"DeliveryStreamName": "real", "ExtendedS3DestinationConfiguration": {
        "BucketARN": {"Fn::GetAtt": ["Bucket", "Arn"]}, "RoleARN": {"Fn::GetAtt": ["Role", "Arn"]}}}},
    "Machine": {"Type": "AWS::StepFunctions::StateMachine", "Properties": {"StateMachineName": "real", "RoleArn": {"Fn::GetAtt": ["Role", "Arn"]}, "Definition": {
        "StartAt": "End", "States": {"End": {"Type": "Succeed"}}}}},
    "Pipeline": {"Type": "AWS::ImageBuilder::ImagePipeline", "Properties": {
        "Name": "real", "ImageRecipeArn": f"arn:aws:imagebuilder:{REGION}:{DEV}:image-recipe/r/1.0.0",
        "InfrastructureConfigurationArn": f"arn:aws:imagebuilder:{REGION}:{DEV}:infrastructure-configuration/i"}},
    "MayLog": {"Type": "AWS::Logs::ResourcePolicy", "Properties": {"PolicyName": "real", "PolicyDocument": json.dumps({
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "es.amazonaws.com"}, "Action": "logs:*", "Resource": "*"}]})}},
    "Analyzer": {"Type": "AWS::AccessAnalyzer::Analyzer", "Properties": {"AnalyzerName": "real", "Type": "ACCOUNT"}},
    "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16", "EnableDnsHostnames": True, "EnableDnsSupport": True}},
    "Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupName": "real", "GroupDescription": "real", "VpcId": {"Ref": "Vpc"}}},
    "Endpoint": {"Type": "AWS::EC2::VPCEndpoint", "Properties": {"VpcId": {"Ref": "Vpc"}, "ServiceName": f"com.amazonaws.{REGION}.s3", "VpcEndpointType": "Gateway"}},
    "Database": {"Type": "AWS::Glue::Database", "Properties": {"CatalogId": DEV, "DatabaseInput": {"Name": "real"}}},
    "Crawler": {"Type": "AWS::Glue::Crawler", "Properties": {"Name": "real", "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "DatabaseName": {"Ref": "Database"}, "Targets": {"S3Targets": []}}},
}
SCP = {"Policy": {"Type": "AWS::Organizations::Policy", "Properties": {"Name": "real", "Type": "SERVICE_CONTROL_POLICY", "Content": {
    "Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}}}}

# type → what its service's API says of it, with a client of a service in DEV
EVERY: Looks = {
    "S3::Bucket": lambda c: c("s3").list_buckets()["Buckets"],
    "S3::BucketPolicy": lambda c: [c("s3").get_bucket_policy(Bucket=one["Name"])["Policy"] for one in c("s3").list_buckets()["Buckets"]],
    "CloudTrail::Trail": lambda c: c("cloudtrail").describe_trails()["trailList"], "GuardDuty::Detector": lambda c: c("guardduty").list_detectors()["DetectorIds"],
    "GuardDuty::Filter": lambda c: [c("guardduty").list_filters(DetectorId=one)["FilterNames"] for one in c("guardduty").list_detectors()["DetectorIds"]],
    "Events::Rule": lambda c: c("events").list_rules(NamePrefix="every")["Rules"], "Events::EventBusPolicy": lambda c: c("events").describe_event_bus().get("Policy"),
    "SNS::Topic": lambda c: c("sns").list_topics()["Topics"], "Logs::LogGroup": lambda c: c("logs").describe_log_groups(logGroupNamePrefix="every")["logGroups"],
    "Logs::MetricFilter": lambda c: c("logs").describe_metric_filters(logGroupName="every")["metricFilters"],
    "Logs::SubscriptionFilter": lambda c: c("logs").describe_subscription_filters(logGroupName="every")["subscriptionFilters"],
    "CloudWatch::Alarm": lambda c: c("cloudwatch").describe_alarms(AlarmNames=["every"])["MetricAlarms"],
    "KMS::Key": lambda c: [one for one in c("kms").list_keys()["Keys"] if c("kms").describe_key(KeyId=one["KeyId"])["KeyMetadata"]["KeyState"] == "Enabled"],
    "KMS::Alias": lambda c: [one for one in c("kms").list_aliases()["Aliases"] if one["AliasName"] == "alias/x"],
    "Athena::WorkGroup": lambda c: [one for one in c("athena").list_work_groups()["WorkGroups"] if one["Name"] == "wg"], "Athena::NamedQuery": lambda c: c("athena").list_named_queries(WorkGroup="wg")["NamedQueryIds"],
    "Glue::Database": lambda c: c("glue").get_database(Name="db"), "Glue::Table": lambda c: c("glue").get_table(DatabaseName="db", Name="tb"),
    "IAM::Role": lambda c: [one for one in c("iam").list_roles()["Roles"] if "Role" in one["RoleName"] and one["RoleName"].startswith("real-types")],
    "IAM::ManagedPolicy": lambda c: c("iam").list_policies(Scope="Local")["Policies"],
    "IAM::Policy": lambda c: [name for one in EVERY["IAM::Role"](c) for name in c("iam").list_role_policies(RoleName=one["RoleName"])["PolicyNames"]],
    "Lambda::Function": lambda c: c("lambda").list_functions()["Functions"], "Lambda::Permission": lambda c: c("lambda").get_policy(FunctionName=function(c))["Policy"],
    "Lambda::EventInvokeConfig": lambda c: c("lambda").get_function_event_invoke_config(FunctionName=function(c)),
    "SSM::Parameter": lambda c: c("ssm").get_parameter(Name="/m/x"), "SSM::Document": lambda c: c("ssm").get_document(Name="doc1"),
    "SSM::MaintenanceWindow": lambda c: windows(c), "SSM::MaintenanceWindowTarget": lambda c: [c("ssm").describe_maintenance_window_targets(WindowId=one)["Targets"] for one in windows(c)],
    "SSM::MaintenanceWindowTask": lambda c: [c("ssm").describe_maintenance_window_tasks(WindowId=one)["Tasks"] for one in windows(c)],
    "SSM::PatchBaseline": lambda c: [one for one in c("ssm").describe_patch_baselines()["BaselineIdentities"] if one["BaselineName"] == "every"],
    "SSM::Association": lambda c: c("ssm").list_associations()["Associations"], "Config::ConfigurationRecorder": lambda c: c("config").describe_configuration_recorders()["ConfigurationRecorders"],
    "Config::DeliveryChannel": lambda c: c("config").describe_delivery_channels()["DeliveryChannels"], "Config::ConfigRule": lambda c: c("config").describe_config_rules()["ConfigRules"],
    "Config::AggregationAuthorization": lambda c: c("config").describe_aggregation_authorizations()["AggregationAuthorizations"],
    "SQS::Queue": lambda c: c("sqs").get_queue_url(QueueName="every-two")["QueueUrl"],
    "SQS::QueuePolicy": lambda c: c("sqs").get_queue_attributes(QueueUrl=EVERY["SQS::Queue"](c), AttributeNames=["Policy"]).get("Attributes", {}).get("Policy"),
    "DynamoDB::Table": lambda c: c("dynamodb").describe_table(TableName="every"), "Events::EventBus": lambda c: c("events").list_event_buses(NamePrefix="every")["EventBuses"],
    "Events::Archive": lambda c: c("events").list_archives()["Archives"], "Events::Connection": lambda c: c("events").list_connections()["Connections"],
    "Events::ApiDestination": lambda c: c("events").list_api_destinations()["ApiDestinations"], "Scheduler::Schedule": lambda c: c("scheduler").get_schedule(Name="every"),
    "Scheduler::ScheduleGroup": lambda c: c("scheduler").get_schedule_group(Name="every"),
}
OTHERS: Looks = {
    "AccessAnalyzer::Analyzer": lambda c: c("accessanalyzer").list_analyzers()["analyzers"],
    "IAM::UserPolicy": lambda c: c("iam").get_user_policy(UserName="real", PolicyName="inline")["PolicyDocument"],
    "IAM::RolePolicy": lambda c: c("iam").get_role_policy(RoleName="real", PolicyName="inline")["PolicyDocument"],
    "IAM::ServiceLinkedRole": lambda c: c("iam").get_role(RoleName="AWSServiceRoleForAmazonGuardDuty"),
    "SNS::TopicPolicy": lambda c: DEV in c("sns").get_topic_attributes(TopicArn=f"arn:aws:sns:{REGION}:{DEV}:real")["Attributes"]["Policy"],
    "SNS::Subscription": lambda c: c("sns").list_subscriptions_by_topic(TopicArn=f"arn:aws:sns:{REGION}:{DEV}:real")["Subscriptions"],
    "Config::RemediationConfiguration": lambda c: c("config").describe_remediation_configurations(ConfigRuleNames=["real"])["RemediationConfigurations"],
    "Config::ConfigurationAggregator": lambda c: c("config").describe_configuration_aggregators()["ConfigurationAggregators"],
    "SSM::ResourceDataSync": lambda c: c("ssm").list_resource_data_sync()["ResourceDataSyncItems"],
    "KinesisFirehose::DeliveryStream": lambda c: c("firehose").list_delivery_streams()["DeliveryStreamNames"],
    "StepFunctions::StateMachine": lambda c: c("stepfunctions").list_state_machines()["stateMachines"],
    "ImageBuilder::ImagePipeline": lambda c: c("imagebuilder").list_image_pipelines()["imagePipelineList"],
    "Logs::ResourcePolicy": lambda c: [one for one in c("logs").describe_resource_policies()["resourcePolicies"] if one["policyName"] == "real"],
    "EC2::SecurityGroup": lambda c: c("ec2").describe_security_groups(Filters=[{"Name": "group-name", "Values": ["real"]}])["SecurityGroups"],
    "EC2::VPCEndpoint": lambda c: c("ec2").describe_vpc_endpoints()["VpcEndpoints"], "Glue::Crawler": lambda c: c("glue").get_crawler(Name="real"),
}
POLICY: Looks = {"Organizations::Policy": lambda c: [
    one for one in c("organizations").list_policies(Filter="SERVICE_CONTROL_POLICY")["Policies"] if one["Name"] == "real"]}


def function(c):
    return c("lambda").list_functions()["Functions"][0]["FunctionName"]


def windows(c):
    return [one["WindowId"] for one in c("ssm").describe_maintenance_windows()["WindowIdentities"]]


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("real"))
    made.client("organizations").enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    yield made
    made.close()


def shown(look, client):
    try:
        found = look(client)
    except (ClientError, LookupError):
        return False  # there is no such thing
    return any(found) if isinstance(found, list) else bool(found)


@pytest.mark.parametrize("account, template, looks", [
    (DEV, (TEMPLATES / "every-type.yml").read_text(), EVERY), (DEV, body({"Resources": MORE}), OTHERS), (MANAGEMENT, body({"Resources": SCP}), POLICY),
], ids=["every-type", "others", "organization"])
def test_the_services_api_shows_what_a_template_makes_until_the_stack_is_gone(emulator, account, template, looks):
    cloudformation = emulator.client("cloudformation", account)
    second = [{"ParameterKey": "V", "ParameterValue": "two"}] if looks is EVERY else []  # the first protects its table from deletion
    id = cloudformation.create_stack(Parameters=second, StackName=f"real-types-{len(looks)}", TemplateBody=template, Capabilities=["CAPABILITY_NAMED_IAM"])["StackId"]
    events = cloudformation.describe_stack_events(StackName=id)["StackEvents"]
    assert [one["ResourceStatusReason"] for one in reversed(events) if one["ResourceStatus"] == "CREATE_FAILED"] == []
    assert [type for type, look in looks.items() if not shown(look, lambda service: emulator.client(service, account))] == []
    backing = {one["type"]: one["backing"] for one in emulator.control(f"/metsuke/resources?account={account}") if one["stack"] == f"real-types-{len(looks)}"}
    assert [type for type in looks if backing[f"AWS::{type}"] != "real"] == []
    cloudformation.delete_stack(StackName=id)
    events = cloudformation.describe_stack_events(StackName=id)["StackEvents"]
    assert [one["ResourceStatusReason"] for one in reversed(events) if one["ResourceStatus"] == "DELETE_FAILED"] == []
    kept = [type for type, look in looks.items() if shown(look, lambda service: emulator.client(service, account))]
    assert kept == []


def test_these_are_the_types_that_the_readme_lists():
    text = (SANDBOX / "README.md").read_text().split("own API shows them afterwards:")[1].split("and what moto models itself")[0]
    groups = [group.split() for group in re.sub(r"\([^)]*\)|with targets and tasks|\band\b|,", " ", text).split(";") if group.strip()]
    services = {"Firehose": "KinesisFirehose"}
    listed = {f"{services.get(service, service)}::{name}" for service, *names in groups for name in names}
    assert listed == {*EVERY, *OTHERS, *POLICY}
