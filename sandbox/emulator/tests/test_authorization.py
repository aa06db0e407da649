"""What IAM decides about: the actions, resources and context of a call, as service control policies see them.

docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""
import functools
import json

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from .conftest import DEV, PREFIX, REGION, Emulator, body


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("authorization"), None, "--enforce")
    made.client("organizations").enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    yield made
    made.close()


@functools.cache
def client(emulator, service):
    made = boto3.client(
        service, endpoint_url=emulator.endpoint, region_name=REGION, aws_access_key_id=f"{PREFIX}{DEV}",
        aws_secret_access_key=emulator.keys.of_account(DEV),
        config=Config(retries={"total_max_attempts": 1}, parameter_validation=False, inject_host_prefix=False, s3={"addressing_style": "path"}))
    # S3 Control puts the account before the host, which no resolver need know
    made.meta.events.register("before-sign", lambda request, **_: setattr(request, "url", request.url.replace(f"//{DEV}.", "//")))
    return made


def is_denied(emulator, service, operation, **params) -> bool:
    try:
        getattr(client(emulator, service), operation)(**params)
    except ClientError as error:
        return "explicit deny in a service control policy" in str(error)
    return False


ARN = f"arn:aws:{{}}:{REGION}:{DEV}:{{}}"
CALLS = [
    ("athena", "delete_work_group", {"WorkGroup": "OURS"}, "athena:DeleteWorkGroup", "workgroup/OURS"),
    ("cloudwatch", "delete_alarms", {"AlarmNames": ["mine", "OURS"]}, "cloudwatch:DeleteAlarms", "alarm:OURS"),
    ("cloudwatch", "put_alarm_mute_rule", {"Name": "x", "MuteTargets": {"AlarmNames": ["OURS"]}}, "cloudwatch:PutAlarmMuteRule", "alarm:OURS"),
    ("dynamodb", "batch_write_item", {"RequestItems": {"mine": [], "OURS": []}}, "dynamodb:BatchWriteItem", "table/OURS"),
    ("dynamodb", "transact_write_items", {"TransactItems": [{"Put": {"TableName": "OURS", "Item": {}}}]}, "dynamodb:PutItem", "table/OURS"),
    ("dynamodb", "execute_statement", {"Statement": "DELETE FROM \"OURS\" WHERE pk = 'x'"}, "dynamodb:PartiQLDelete", "table/OURS"),
    ("events", "delete_rule", {"Name": "OURS"}, "events:DeleteRule", "rule/OURS"),
    ("events", "put_rule", {"Name": "OURS", "RoleArn": f"arn:aws:iam::{DEV}:role/x", "EventBusName": "shop"}, "events:PutRule", "rule/shop/OURS"),
    ("events", "update_connection", {"Name": "OURS"}, "events:UpdateConnection", "connection/OURS"),
    ("events", "put_events", {"Entries": [{"EventBusName": "OURS"}]}, "events:PutEvents", "event-bus/OURS"),
    ("firehose", "delete_delivery_stream", {"DeliveryStreamName": "OURS"}, "firehose:DeleteDeliveryStream", "deliverystream/OURS"),
    ("glue", "update_table", {"DatabaseName": "db", "TableInput": {"Name": "OURS"}}, "glue:UpdateTable", "table/db/OURS"),
    ("guardduty", "delete_filter", {"DetectorId": "d1", "FilterName": "OURS"}, "guardduty:DeleteFilter", "detector/d1/filter/OURS"),
    ("imagebuilder", "delete_image_pipeline", {"imagePipelineArn": ARN.format("imagebuilder", "image-pipeline/OURS")}, "imagebuilder:DeleteImagePipeline", "image-pipeline/OURS"),
    ("lambda", "put_function_concurrency", {"FunctionName": "OURS", "ReservedConcurrentExecutions": 0}, "lambda:PutFunctionConcurrency", "function:OURS"),
    ("lambda", "invoke", {"FunctionName": ARN.format("lambda", "function:OURS")}, "lambda:InvokeFunction", "function:OURS"),
    ("logs", "delete_log_group", {"logGroupName": "OURS"}, "logs:DeleteLogGroup", "log-group:OURS"),
    ("scheduler", "delete_schedule", {"Name": "OURS"}, "scheduler:DeleteSchedule", "schedule/default/OURS"),
    ("scheduler", "update_schedule", {"Name": "OURS", "GroupName": "night"}, "scheduler:UpdateSchedule", "schedule/night/OURS"),
    ("secretsmanager", "delete_secret", {"SecretId": "OURS"}, "secretsmanager:DeleteSecret", "secret:OURS"),
    ("sns", "unsubscribe", {"SubscriptionArn": ARN.format("sns", "OURS:11112222-3333-4444-5555-666677778888")}, "sns:Unsubscribe", "OURS"),
    ("sns", "publish_batch", {"TopicArn": ARN.format("sns", "OURS"), "PublishBatchRequestEntries": []}, "sns:Publish", "OURS"),
    ("sqs", "purge_queue", {"QueueUrl": f"http://x/{DEV}/OURS"}, "sqs:PurgeQueue", "OURS"),
    ("sqs", "delete_message_batch", {"QueueUrl": f"http://x/{DEV}/OURS", "Entries": []}, "sqs:DeleteMessage", "OURS"),
    ("ssm", "update_document_default_version", {"Name": "OURS", "DocumentVersion": "1"}, "ssm:UpdateDocumentDefaultVersion", "document/OURS"),
    ("ssm", "delete_parameters", {"Names": ["/mine", "/OURS"]}, "ssm:DeleteParameters", "parameter/OURS"),
    ("ssm", "create_association", {"Name": "OURS"}, "ssm:CreateAssociation", "document/OURS"),
    ("ssm", "delete_resource_data_sync", {"SyncName": "OURS"}, "ssm:DeleteResourceDataSync", "resource-data-sync/OURS"),
    ("stepfunctions", "delete_state_machine", {"stateMachineArn": ARN.format("states", "stateMachine:OURS")}, "states:DeleteStateMachine", "stateMachine:OURS"),
    ("cloudformation", "delete_stack", {"StackName": "OURS"}, "cloudformation:DeleteStack", "stack/OURS/*"),
    ("cloudformation", "create_stack_refactor", {"StackDefinitions": [{"StackName": "mine"}, {"StackName": "OURS"}]}, "cloudformation:CreateStackRefactor", "stack/OURS/*"),
]


@pytest.mark.parametrize("service, operation, params, action, tail", CALLS, ids=[f"{call[0]}-{call[1]}" for call in CALLS])
def test_a_resource_is_known_from_the_parameters(emulator, denies, service, operation, params, action, tail):
    denies(action, ARN.format(action.split(":")[0], tail))
    assert is_denied(emulator, service, operation, **params)
    others = json.loads(json.dumps(params).replace("OURS", "theirs"))
    assert not is_denied(emulator, service, operation, **others)


@pytest.mark.parametrize("operation, params, action, tail", [
    ("delete_object", {"Bucket": "b", "Key": "k"}, "s3:DeleteObject", "b/k"),
    ("delete_object", {"Bucket": "b", "Key": "k", "VersionId": "v"}, "s3:DeleteObjectVersion", "b/k"),
    ("delete_object", {"Bucket": "b", "Key": "k", "BypassGovernanceRetention": True}, "s3:BypassGovernanceRetention", "b/k"),
    ("delete_objects", {"Bucket": "b", "Delete": {"Objects": [{"Key": "other"}, {"Key": "a&b/k"}]}}, "s3:DeleteObject", "b/a&b/k"),
    ("copy_object", {"Bucket": "b", "Key": "k", "CopySource": "x/y"}, "s3:PutObject", "b/k"),
    ("create_multipart_upload", {"Bucket": "b", "Key": "k"}, "s3:PutObject", "b/k"),
    ("delete_bucket_lifecycle", {"Bucket": "b"}, "s3:PutLifecycleConfiguration", "b"),
    ("delete_bucket_encryption", {"Bucket": "b"}, "s3:PutEncryptionConfiguration", "b"),
    ("put_bucket_notification_configuration", {"Bucket": "b", "NotificationConfiguration": {}}, "s3:PutBucketNotification", "b"),
    ("update_object_encryption", {"Bucket": "b", "Key": "k", "ObjectEncryption": {}}, "s3:UpdateObjectEncryption", "b/k"),
])
def test_actions_of_s3_have_names_of_their_own(emulator, denies, operation, params, action, tail):
    denies(action, f"arn:aws:s3:::{tail}")
    assert is_denied(emulator, "s3", operation, **params)
    assert not is_denied(emulator, "s3", operation, **{**params, "Bucket": "another"})


def test_s3_control_is_s3_to_iam(emulator, denies):
    denies("s3:CreateJob")
    assert is_denied(emulator, "s3control", "create_job", AccountId=DEV, Operation={}, Report={}, Priority=1, RoleArn="x", Manifest={})


def test_a_service_that_the_emulator_lacks_is_denied_first(emulator, denies):
    denies("chatbot:DeleteSlackWorkspaceAuthorization")
    assert is_denied(emulator, "chatbot", "delete_slack_workspace_authorization", SlackTeamId="T1")


def test_a_deny_that_names_resources_does_not_hit_a_call_whose_resource_is_unknown(emulator, denies):
    denies("events:ListRules", ARN.format("events", "rule/*"))
    assert not is_denied(emulator, "events", "list_rules")


def test_a_key_is_known_by_its_aliases(emulator, denies):
    kms = emulator.client("kms", DEV)
    ours, theirs = (kms.create_key()["KeyMetadata"]["KeyId"] for _ in range(2))
    kms.create_alias(AliasName="alias/ours", TargetKeyId=ours)
    denies("kms:*", ARN.format("kms", "key/*"), **{"ForAnyValue:StringLike": {"kms:ResourceAliases": "alias/ours"}})
    assert is_denied(emulator, "kms", "disable_key", KeyId=ours)
    assert is_denied(emulator, "kms", "delete_alias", AliasName="alias/ours")
    assert not is_denied(emulator, "kms", "disable_key", KeyId=theirs)


def test_resources_are_known_by_their_tags(emulator, denies):
    stack = {"Resources": {"Window": {"Type": "AWS::SSM::MaintenanceWindow", "Properties": {
        "Name": "night", "Schedule": "rate(1 day)", "Duration": 2, "Cutoff": 1, "AllowUnassociatedTargets": False}},
        "Gather": {"Type": "AWS::SSM::Association", "Properties": {"Name": "AWS-GatherSoftwareInventory"}}}}
    cloudformation = emulator.client("cloudformation", DEV)
    cloudformation.create_stack(StackName="tagged", TemplateBody=body(stack), Tags=[{"Key": "metsuke:blueprint", "Value": "x"}])
    made = {one["LogicalResourceId"]: one["PhysicalResourceId"] for one in cloudformation.describe_stack_resources(StackName="tagged")["StackResources"]}
    theirs = emulator.client("ssm", DEV).create_association(Name="AWS-RunPatchBaseline")["AssociationDescription"]["AssociationId"]
    denies("ssm:*", Null={"aws:ResourceTag/metsuke:blueprint": "false"})
    assert is_denied(emulator, "ssm", "delete_maintenance_window", WindowId=made["Window"])
    assert is_denied(emulator, "ssm", "remove_tags_from_resource", ResourceType="MaintenanceWindow", ResourceId=made["Window"], TagKeys=["x"])
    assert is_denied(emulator, "ssm", "delete_association", AssociationId=made["Gather"])
    assert not is_denied(emulator, "ssm", "delete_association", AssociationId=theirs)


def test_vpc_endpoints_are_known_by_their_tags(emulator, denies):
    ec2 = emulator.client("ec2", DEV)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ours, theirs = (
        ec2.create_vpc_endpoint(VpcId=vpc, ServiceName=f"com.amazonaws.{REGION}.{name}", VpcEndpointType="Gateway", TagSpecifications=[
            {"ResourceType": "vpc-endpoint", "Tags": [{"Key": key, "Value": "x"}]}])["VpcEndpoint"]["VpcEndpointId"]
        for name, key in (("s3", "metsuke:blueprint"), ("dynamodb", "team")))
    denies("ec2:DeleteVpcEndpoints", Null={"aws:ResourceTag/metsuke:blueprint": "false"})
    assert not is_denied(emulator, "ec2", "delete_vpc_endpoints", VpcEndpointIds=[theirs])
    assert is_denied(emulator, "ec2", "delete_vpc_endpoints", VpcEndpointIds=[theirs, ours])


def test_a_role_has_its_path(emulator, denies):
    iam = emulator.client("iam", DEV)
    document = json.dumps({"Version": "2012-10-17", "Statement": []})
    iam.create_role(RoleName="deploy", Path="/team/", AssumeRolePolicyDocument=document)
    denies("iam:*", f"arn:aws:iam::{DEV}:role/team/*")
    assert is_denied(emulator, "iam", "delete_role", RoleName="deploy")
    assert is_denied(emulator, "iam", "create_role", RoleName="other", Path="/team/", AssumeRolePolicyDocument=document)
    assert not is_denied(emulator, "iam", "create_role", RoleName="other", AssumeRolePolicyDocument=document)


def test_a_role_that_is_handed_over_is_passed(emulator, denies):
    ours, theirs = (f"arn:aws:iam::{DEV}:role/{name}" for name in ("ours", "theirs"))
    denies("iam:PassRole", ours, StringNotEquals={"iam:PassedToService": "ec2.amazonaws.com"})
    wish = {"FunctionName": "any", "Runtime": "python3.12", "Handler": "a.b", "Code": {"ZipFile": b"x"}}
    assert is_denied(emulator, "lambda", "create_function", Role=ours, **wish)
    assert not is_denied(emulator, "lambda", "create_function", Role=theirs, **wish)
    assert is_denied(emulator, "stepfunctions", "create_state_machine", name="any", definition="{}", roleArn=ours)
