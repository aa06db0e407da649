"""With --enforce: which actions CloudFormation needs for each type, and whose rights they are. CloudFormation user guide, service role;
CloudFormation CLI user guide, handlers of a resource schema."""
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, REGION, Set, allow, body, trust, unique
from .principals import create, enforcing, reasons, role_with, session

SERVICE_ROLE = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html"
KEYS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"
PASS_ROLE = "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
SCHEMA = "docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = enforcing(tmp_path_factory, "deployments")
    yield made
    made.close()


ARN = f"arn:aws:{{}}:{REGION}:{DEV}:{{}}"
LAMBDA = f"arn:aws:iam::{DEV}:role/for-lambda"
#        type, properties with NAME in them, (action, ARN) of the creation, of the deletion
TYPES = [
    ("AWS::S3::Bucket", {"BucketName": "NAME"}, ("s3:CreateBucket", "arn:aws:s3:::NAME"), "s3:DeleteBucket"),
    ("AWS::S3::Bucket", {"BucketName": "NAME", "VersioningConfiguration": {"Status": "Enabled"}}, ("s3:PutBucketVersioning", "arn:aws:s3:::NAME"), "s3:DeleteBucket"),
    ("AWS::S3::Bucket", {"BucketName": "NAME", "LifecycleConfiguration": {"Rules": [{"Status": "Enabled", "ExpirationInDays": 1}]}},
     ("s3:PutLifecycleConfiguration", "arn:aws:s3:::NAME"), "s3:DeleteBucket"),
    ("AWS::S3::Bucket", {"BucketName": "NAME", "Tags": [{"Key": "a", "Value": "b"}]}, ("s3:PutBucketTagging", "arn:aws:s3:::NAME"), "s3:DeleteBucket"),
    ("AWS::SNS::Topic", {"TopicName": "NAME"}, ("sns:CreateTopic", ARN.format("sns", "NAME")), "sns:DeleteTopic"),
    ("AWS::SQS::Queue", {"QueueName": "NAME"}, ("sqs:CreateQueue", ARN.format("sqs", "NAME")), "sqs:DeleteQueue"),
    ("AWS::Events::Rule", {"Name": "NAME", "EventPattern": {"source": ["x"]}}, ("events:PutRule", ARN.format("events", "rule/NAME")), "events:DeleteRule"),
    ("AWS::Events::Rule", {"Name": "NAME", "EventPattern": {"source": ["x"]}, "Targets": [{"Id": "a", "Arn": ARN.format("sns", "t")}]},
     ("events:PutTargets", ARN.format("events", "rule/NAME")), "events:RemoveTargets"),
    ("AWS::Events::EventBus", {"Name": "NAME"}, ("events:CreateEventBus", ARN.format("events", "event-bus/NAME")), "events:DeleteEventBus"),
    ("AWS::Logs::LogGroup", {"LogGroupName": "/a/NAME"}, ("logs:CreateLogGroup", ARN.format("logs", "log-group:/a/NAME")), "logs:DeleteLogGroup"),
    ("AWS::Logs::LogGroup", {"LogGroupName": "NAME", "RetentionInDays": 7}, ("logs:PutRetentionPolicy", ARN.format("logs", "log-group:NAME")), "logs:DeleteLogGroup"),
    ("AWS::SSM::Parameter", {"Name": "/a/NAME", "Type": "String", "Value": "v"}, ("ssm:PutParameter", ARN.format("ssm", "parameter/a/NAME")), "ssm:DeleteParameter"),
    ("AWS::SSM::Document", {"Name": "NAME", "DocumentType": "Command", "Content": {"schemaVersion": "2.2", "mainSteps": []}},
     ("ssm:CreateDocument", ARN.format("ssm", "document/NAME")), "ssm:DeleteDocument"),
    ("AWS::IAM::Role", {"RoleName": "NAME", "AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com")},
     ("iam:CreateRole", f"arn:aws:iam::{DEV}:role/NAME"), "iam:DeleteRole"),
    ("AWS::IAM::Role", {"RoleName": "NAME", "Path": "/team/", "AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com")},
     ("iam:CreateRole", f"arn:aws:iam::{DEV}:role/team/NAME"), "iam:DeleteRole"),
    ("AWS::IAM::Role", {"RoleName": "NAME", "AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "Policies": [
        {"PolicyName": "p", "PolicyDocument": allow("s3:*")}]}, ("iam:PutRolePolicy", f"arn:aws:iam::{DEV}:role/NAME"), "iam:DeleteRole"),
    ("AWS::IAM::Role", {"RoleName": "NAME", "AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "ManagedPolicyArns": [
        "arn:aws:iam::aws:policy/ReadOnlyAccess"]}, ("iam:AttachRolePolicy", f"arn:aws:iam::{DEV}:role/NAME"), "iam:DetachRolePolicy"),
    ("AWS::IAM::ManagedPolicy", {"ManagedPolicyName": "NAME", "PolicyDocument": allow("s3:*")},
     ("iam:CreatePolicy", f"arn:aws:iam::{DEV}:policy/NAME"), "iam:DeletePolicy"),
    ("AWS::KMS::Alias", {"AliasName": "alias/NAME", "TargetKeyId": "KEY"}, ("kms:CreateAlias", ARN.format("kms", "alias/NAME")), "kms:DeleteAlias"),
    ("AWS::KMS::Key", {"KeyPolicy": {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{DEV}:root"}, "Action": "kms:*", "Resource": "*"}]}}, ("kms:CreateKey", "*"), "kms:ScheduleKeyDeletion"),
    ("AWS::CloudWatch::Alarm", {"AlarmName": "NAME", "Namespace": "n", "MetricName": "m", "Statistic": "Sum", "Period": 60, "EvaluationPeriods": 1,
                                "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold"}, ("cloudwatch:PutMetricAlarm", ARN.format("cloudwatch", "alarm:NAME")), "cloudwatch:DeleteAlarms"),
    ("AWS::DynamoDB::Table", {"TableName": "NAME", "BillingMode": "PAY_PER_REQUEST", "AttributeDefinitions": [{"AttributeName": "k", "AttributeType": "S"}],
                              "KeySchema": [{"AttributeName": "k", "KeyType": "HASH"}]}, ("dynamodb:CreateTable", ARN.format("dynamodb", "table/NAME")), "dynamodb:DeleteTable"),
    ("AWS::Athena::WorkGroup", {"Name": "NAME"}, ("athena:CreateWorkGroup", ARN.format("athena", "workgroup/NAME")), "athena:DeleteWorkGroup"),
    ("AWS::SSM::MaintenanceWindow", {"Name": "NAME", "Schedule": "rate(1 day)", "Duration": 2, "Cutoff": 1, "AllowUnassociatedTargets": False},
     ("ssm:CreateMaintenanceWindow", "*"), "ssm:DeleteMaintenanceWindow"),
    ("AWS::Config::AggregationAuthorization", {"AuthorizedAccountId": AUDIT, "AuthorizedAwsRegion": REGION}, ("config:PutAggregationAuthorization", "*"), "config:DeleteAggregationAuthorization"),
    ("AWS::Lambda::Function", {"FunctionName": "NAME", "Handler": "index.h", "Role": LAMBDA, "Runtime": "nodejs22.x", "Code": {"ZipFile": "x"}},
     ("lambda:CreateFunction", ARN.format("lambda", "function:NAME")), "lambda:DeleteFunction"),
    ("AWS::Lambda::Function", {"FunctionName": "NAME", "Handler": "index.h", "Role": LAMBDA, "Runtime": "nodejs22.x", "Code": {"ZipFile": "x"}},
     ("iam:PassRole", LAMBDA), "lambda:DeleteFunction"),
    ("AWS::ECR::Repository", {"RepositoryName": "NAME"}, ("ecr:CreateRepository", "*"), "ecr:DeleteRepository"),
    ("AWS::AccessAnalyzer::Analyzer", {"AnalyzerName": "NAME", "Type": "ACCOUNT"}, ("access-analyzer:CreateAnalyzer", ARN.format("access-analyzer", "analyzer/NAME")), "access-analyzer:DeleteAnalyzer"),
]


@pytest.fixture(scope="module")
def ready(emulator):
    iam = emulator.client("iam", DEV)
    iam.create_role(RoleName="for-lambda", AssumeRolePolicyDocument=json.dumps(trust(Service="lambda.amazonaws.com")))
    return emulator.client("kms", DEV).create_key()["KeyMetadata"]["KeyId"]


@pytest.mark.parametrize("type, properties, creation, deletion", TYPES, ids=[f"{case[0]}-{case[2][0]}" for case in TYPES])
def test_what_cloudformation_calls_is_denied(emulator, denies, ready, type, properties, creation, deletion):
    """Creation by its action and its ARN, deletion by its action; another name of the same action passes."""
    assert SCHEMA
    cloudformation, name, other = emulator.client("cloudformation", DEV), unique("ours"), unique("theirs")
    made = lambda text: {"It": {"Type": type, "Properties": json.loads(json.dumps(properties).replace("NAME", text).replace("KEY", ready))}}  # noqa: E731
    action, arn = creation[0], creation[1].replace("NAME", name)
    if arn != "*" and arn != LAMBDA:
        denies(action, arn)
        id, found = create(cloudformation, made(other))
        assert found == []
        cloudformation.delete_stack(StackName=id)
    else:
        denies(action, arn)
    _, found = create(cloudformation, made(name))
    assert found and f"is not authorized to perform: {action}" in found[0]
    assert "with an explicit deny in a service control policy" in found[0] and "HandlerErrorCode: AccessDenied" in found[0]


@pytest.mark.parametrize("type, properties, creation, deletion", TYPES, ids=[f"{case[0]}-{case[3]}-{number}" for number, case in enumerate(TYPES)])
def test_what_cloudformation_deletes_is_denied(emulator, denies, ready, type, properties, creation, deletion):
    cloudformation, name = emulator.client("cloudformation", DEV), unique("ours")
    id, found = create(cloudformation, {"It": {"Type": type, "Properties": json.loads(json.dumps(properties).replace("NAME", name).replace("KEY", ready))}})
    assert found == []
    denies(deletion)
    cloudformation.delete_stack(StackName=id)
    assert cloudformation.describe_stacks(StackName=id)["Stacks"][0]["StackStatus"] == "DELETE_FAILED"
    assert f"is not authorized to perform: {deletion}" in reasons(cloudformation, id)[0]


@pytest.mark.parametrize("before, after, action, works", [
    ({"DisplayName": "a"}, {"DisplayName": "b"}, "sns:SetTopicAttributes", False), ({"DisplayName": "a"}, {"DisplayName": "b"}, "sns:CreateTopic", True)])
def test_an_update_needs_what_it_changes(emulator, denies, before, after, action, works):
    cloudformation, name = emulator.client("cloudformation", DEV), unique()
    topic = lambda more: {"It": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name, **more}}}  # noqa: E731
    id, _ = create(cloudformation, topic(before))
    denies(action)
    cloudformation.update_stack(StackName=id, TemplateBody=body({"Resources": topic(after)}))
    assert cloudformation.describe_stacks(StackName=id)["Stacks"][0]["StackStatus"] == ("UPDATE_COMPLETE" if works else "UPDATE_ROLLBACK_COMPLETE")


TOPIC = {"It": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "whose"}}}
EXECUTION = "AWSCloudFormationStackSetExecutionRole"


def test_a_stack_of_a_stack_set_is_the_execution_roles(emulator, denies):
    stack_set = Set(emulator, unique("set"), {"Resources": TOPIC})
    denies("sns:*", "*", ArnLike={"aws:PrincipalArn": f"arn:aws:iam::*:role/{EXECUTION}"})
    operation, results = stack_set.create([DEV])
    assert operation["Status"] == "FAILED" and f"assumed-role/{EXECUTION}/AWSCloudFormation is not authorized to perform: sns:CreateTopic" in results[(DEV, REGION)]["StatusReason"]
    _, found = create(emulator.client("cloudformation", DEV), TOPIC)
    assert found == [], "a person's own stack is not the role's"


def test_a_stack_with_a_role_is_that_roles(emulator):
    assert SERVICE_ROLE
    cloudformation, weak = emulator.client("cloudformation", DEV), role_with(emulator, allow("sqs:*"))
    _, found = create(cloudformation, TOPIC, RoleARN=weak)
    assert "because no identity-based policy allows the sns:CreateTopic action" in found[0] and "/AWSCloudFormation is not authorized" in found[0]
    id, found = create(cloudformation, {"It": {"Type": "AWS::SNS::Topic"}}, RoleARN=role_with(emulator, allow("sns:*")))
    assert found == []


def test_a_stack_without_a_role_is_its_callers(emulator):
    cloudformation = session(emulator, role_with(emulator, allow(["cloudformation:*", "sqs:*"])), "cloudformation")
    _, found = create(cloudformation, {"It": {"Type": "AWS::SNS::Topic"}})
    assert "because no identity-based policy allows the sns:CreateTopic action" in found[0]
    _, found = create(cloudformation, {"It": {"Type": "AWS::SQS::Queue"}})
    assert found == []


def test_a_stack_without_a_role_is_narrowed_as_its_callers_session_is(emulator):
    arn = role_with(emulator, allow("*"))
    cloudformation = session(emulator, arn, "cloudformation", Policy=json.dumps(allow(["cloudformation:*", "sqs:*"])))
    _, found = create(cloudformation, {"It": {"Type": "AWS::SNS::Topic"}})
    assert "because no session policy allows the sns:CreateTopic action" in found[0] and f"assumed-role/{arn.rsplit('/', 1)[1]}/tester is not authorized" in found[0]
    _, found = create(cloudformation, {"It": {"Type": "AWS::SQS::Queue"}})
    assert found == []


@pytest.mark.parametrize("condition", [
    {"ForAnyValue:StringEquals": {"aws:CalledVia": "cloudformation.amazonaws.com"}}, {"Bool": {"aws:ViaAWSService": "true"}}])
def test_a_service_works_through_its_caller_but_not_through_a_role_of_its_own(emulator, condition):
    assert KEYS
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": ["cloudformation:*", "iam:PassRole"], "Resource": "*"}, {"Effect": "Allow", "Action": "sns:*", "Resource": "*", "Condition": condition}]}
    arn = role_with(emulator, document)
    _, found = create(session(emulator, arn, "cloudformation"), {"It": {"Type": "AWS::SNS::Topic"}})
    assert found == []
    _, found = create(emulator.client("cloudformation", DEV), {"It": {"Type": "AWS::SNS::Topic"}}, RoleARN=arn)
    assert "because no identity-based policy allows the sns:CreateTopic action" in found[0]


def test_whoever_gives_a_stack_a_role_passes_it(emulator):
    assert PASS_ROLE
    cloudformation = session(emulator, role_with(emulator, allow("cloudformation:*")), "cloudformation")
    with pytest.raises(ClientError, match="is not authorized to perform: iam:PassRole"):
        create(cloudformation, TOPIC, RoleARN=role_with(emulator, allow("sns:*")))


@pytest.mark.parametrize("tag, works", [("ours", True), ("theirs", False)])
def test_what_was_created_with_a_tag_is_changed_by_its_tag(emulator, tag, works):
    """IAM user guide, aws:ResourceTag: a new key has no tag when it is made, and the stack's when its rotation begins."""
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "kms:CreateKey", "Resource": "*", "Condition": {"Null": {"aws:RequestTag/ours": "false"}}},
        {"Effect": "Allow", "Action": "kms:TagResource", "Resource": "*"},
        {"Effect": "Allow", "Action": ["kms:EnableKeyRotation", "kms:ScheduleKeyDeletion"], "Resource": "*", "Condition": {"Null": {f"aws:ResourceTag/{tag}": "false"}}}]}
    key = {"Type": "AWS::KMS::Key", "Properties": {"EnableKeyRotation": True, "Tags": [{"Key": "ours", "Value": "x"}], "KeyPolicy": {
        "Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{DEV}:root"}, "Action": "kms:*", "Resource": "*"}]}}}
    _, found = create(emulator.client("cloudformation", DEV), {"It": key}, RoleARN=role_with(emulator, document))
    assert found == [] if works else "because no identity-based policy allows the kms:EnableKeyRotation action" in found[0]
