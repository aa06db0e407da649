"""With --enforce: what service control policies, a principal's own policies, boundaries and session policies decide, for its calls and
for what CloudFormation does in its name. IAM user guide, policy evaluation logic; CloudFormation user guide, service role and access."""
import json

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, MANAGEMENT, REGION, Emulator, Set, allow, body, bootstrap, trust, unique

EVALUATION = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
SERVICE_ROLE = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html"
OPERATORS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"
SETS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"
KEYS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"
BOUNDARIES = "docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"
PASS_ROLE = "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
SCHEMA = "docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers"
EXECUTION = "AWSCloudFormationStackSetExecutionRole"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("enforcement"), None, "--enforce")
    made.client("organizations").enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    bootstrap(made, [AUDIT, DEV])
    yield made
    made.close()


def reasons(cloudformation, name):
    return [one["ResourceStatusReason"] for one in reversed(cloudformation.describe_stack_events(StackName=name)["StackEvents"])
            if one["ResourceStatus"].endswith("_FAILED") and "ResourceStatusReason" in one]


def create(cloudformation, resources, **more):
    name = unique("stack")
    id = cloudformation.create_stack(StackName=name, TemplateBody=body({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"], **more)["StackId"]
    return id, reasons(cloudformation, id)


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
    ("AWS::AccessAnalyzer::Analyzer", {"AnalyzerName": "NAME", "Type": "ACCOUNT"}, ("access-analyzer:CreateAnalyzer", "*"), "access-analyzer:DeleteAnalyzer"),
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


# -- in whose name --------------------------------------------------------------------------------------------------------
TOPIC = {"It": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": "whose"}}}


def role_with(emulator, *policies, service="cloudformation.amazonaws.com", account=DEV, **more):
    iam, name = emulator.client("iam", account), unique("role")
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {
        "Service": service, "AWS": f"arn:aws:iam::{account}:root"}}]}
    arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(document), **more)["Role"]["Arn"]
    for number, policy in enumerate(policies):
        iam.put_role_policy(RoleName=name, PolicyName=f"p{number}", PolicyDocument=json.dumps(policy))
    return arn


def session(emulator, arn, service, account=DEV, **more):
    given = emulator.client("sts", account).assume_role(RoleArn=arn, RoleSessionName="tester", **more)["Credentials"]
    return boto3.client(service, endpoint_url=emulator.endpoint, region_name=REGION, aws_access_key_id=given["AccessKeyId"],
                        aws_secret_access_key=given["SecretAccessKey"], aws_session_token=given["SessionToken"], config=Config(retries={"total_max_attempts": 1}))


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


# -- the callers own policies ---------------------------------------------------------------------------------------------
def is_allowed(call, **params):
    try:
        call(**params)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403, error
        return str(error)
    return True


def test_a_role_without_policies_may_do_nothing_but_ask_who_it_is(emulator):
    assert EVALUATION
    arn = role_with(emulator)
    assert "because no identity-based policy allows the sns:ListTopics action" in is_allowed(session(emulator, arn, "sns").list_topics)
    assert is_allowed(session(emulator, arn, "sts").get_caller_identity) is True


def test_no_policy_forbids_to_ask_who_one_is(emulator, denies):
    # docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html, "No permissions are required"
    denies("*")
    assert is_allowed(emulator.client("sts", DEV).get_caller_identity) is True
    deny = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
    assert is_allowed(session(emulator, role_with(emulator, deny, account=AUDIT), "sts", AUDIT).get_caller_identity) is True


def test_an_explicit_deny_wins(emulator):
    arn = role_with(emulator, allow("sns:*"), {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "sns:ListTopics", "Resource": "*"}]})
    assert "with an explicit deny in an identity-based policy" in is_allowed(session(emulator, arn, "sns").list_topics)
    assert is_allowed(session(emulator, arn, "sns").list_subscriptions) is True


@pytest.mark.parametrize("statement, works", [
    ({"Action": "SNS:listtopics"}, True), ({"NotAction": "SNS:listtopics"}, False),
    ({"Condition": {"StringLike": {"aws:RequestedRegion": "ap-*"}}}, True), ({"Condition": {"StringLike": {"aws:RequestedRegion": "AP-*"}}}, False),
    ({"Condition": {"StringNotLike": {"aws:RequestedRegion": "AP-*"}}}, True),
    ({"Condition": {"StringEqualsIgnoreCase": {"aws:RequestedRegion": "AP-NORTHEAST-1"}}}, True),
    ({"Condition": {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{DEV}:role/role-*"}}}, True),
    ({"Condition": {"ArnLike": {"aws:PrincipalArn": f"arn:aws:iam::{DEV}:role/Role-*"}}}, False),
], ids=lambda value: json.dumps(value)[1:-1] if isinstance(value, dict) else "")
def test_small_and_capital_letters_differ_but_in_actions(emulator, statement, works):
    assert OPERATORS
    elements = {"Effect": "Allow", "Resource": "*", **({} if "NotAction" in statement else {"Action": "sns:*"}), **statement}
    arn = role_with(emulator, {"Version": "2012-10-17", "Statement": [elements]})
    assert (is_allowed(session(emulator, arn, "sns").list_topics) is True) == works


def test_a_resource_is_named_in_its_own_letters(emulator):
    sns, name = emulator.client("sns", DEV), unique("topic")
    topic = sns.create_topic(Name=name)["TopicArn"]
    for named, works in ((topic, True), (topic.replace(name, name.upper()), False)):
        arn = role_with(emulator, allow("sns:GetTopicAttributes", named))
        assert (is_allowed(session(emulator, arn, "sns").get_topic_attributes, TopicArn=topic) is True) == works


@pytest.mark.parametrize("operator, tags, works", [
    ("ForAllValues:StringEquals", ["a", "b"], True), ("ForAllValues:StringEquals", ["a", "x"], False), ("ForAllValues:StringEquals", [], True),
    ("ForAnyValue:StringEquals", ["a", "x"], True), ("ForAnyValue:StringEquals", ["x"], False), ("ForAnyValue:StringEquals", [], False),
    ("ForAnyValue:StringNotEquals", ["a", "x"], True), ("ForAnyValue:StringNotEquals", ["a"], False), ("ForAnyValue:StringNotEquals", [], False),
    ("ForAllValues:StringNotEquals", ["x", "y"], True), ("ForAllValues:StringNotEquals", ["a", "x"], False),
])
def test_each_value_of_a_key_with_many_is_compared(emulator, operator, tags, works):
    """Which tags a stack may give its topic: a and b, as aws:TagKeys shows them."""
    assert SETS
    document = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "NotAction": "sns:CreateTopic", "Resource": "*"},
        {"Effect": "Allow", "Action": "sns:CreateTopic", "Resource": "*", "Condition": {operator: {"aws:TagKeys": ["a", "b"]}}}]}
    topic = {"Type": "AWS::SNS::Topic", "Properties": {"Tags": [{"Key": key, "Value": "v"} for key in tags]}}
    _, found = create(emulator.client("cloudformation", DEV), {"It": topic}, RoleARN=role_with(emulator, document))
    assert found == [] if works else "because no identity-based policy allows the sns:CreateTopic action" in found[0]


def test_a_boundary_limits_what_a_role_may(emulator):
    boundary = emulator.client("iam", DEV).create_policy(PolicyName=unique(), PolicyDocument=json.dumps(allow("sqs:*")))["Policy"]["Arn"]
    arn = role_with(emulator, allow("*"), PermissionsBoundary=boundary)
    assert "because no permissions boundary allows the sns:ListTopics action" in is_allowed(session(emulator, arn, "sns").list_topics)
    assert is_allowed(session(emulator, arn, "sqs").list_queues) is True


def test_a_session_policy_limits_a_session(emulator):
    arn = role_with(emulator, allow("*"))
    narrow = {"Policy": json.dumps(allow("sqs:*"))}
    assert "because no session policy allows the sns:ListTopics action" in is_allowed(session(emulator, arn, "sns", **narrow).list_topics)
    assert is_allowed(session(emulator, arn, "sqs", **narrow).list_queues) is True
    managed = {"PolicyArns": [{"arn": "arn:aws:iam::aws:policy/AmazonSQSFullAccess"}]}
    assert "because no session policy" in is_allowed(session(emulator, arn, "sns", **managed).list_topics)
    assert is_allowed(session(emulator, arn, "sqs", **managed).list_queues) is True


@pytest.mark.parametrize("grant", ["own", "group", "managed"])
def test_a_user_may_what_its_policies_and_groups_say(emulator, grant):
    iam, name = emulator.client("iam", DEV), unique("user")
    iam.create_user(UserName=name)
    key = iam.create_access_key(UserName=name)["AccessKey"]
    sns = emulator.client("sns", DEV, key=key["AccessKeyId"], secret=key["SecretAccessKey"])
    assert f"User: arn:aws:iam::{DEV}:user/{name} is not authorized to perform: sns:ListTopics" in is_allowed(sns.list_topics)
    if grant == "own":
        iam.put_user_policy(UserName=name, PolicyName="p", PolicyDocument=json.dumps(allow("sns:*")))
    elif grant == "managed":
        iam.attach_user_policy(UserName=name, PolicyArn="arn:aws:iam::aws:policy/AmazonSNSFullAccess")
    else:
        iam.create_group(GroupName=name)
        iam.put_group_policy(GroupName=name, PolicyName="p", PolicyDocument=json.dumps(allow("sns:*")))
        iam.add_user_to_group(GroupName=name, UserName=name)
    assert is_allowed(sns.list_topics) is True


def test_the_management_accounts_roles_have_policies_too_and_no_scps(emulator):
    arn = role_with(emulator, allow("sqs:*"), account=MANAGEMENT)
    assert "because no identity-based policy" in is_allowed(session(emulator, arn, "sns", MANAGEMENT).list_topics)


@pytest.mark.parametrize("principal, works", [("role", True), ("root", False)])
def test_a_bucket_policy_grants_in_its_account_only_to_whom_it_names(emulator, principal, works):
    """The account as principal leaves it to identity policies; the role by its ARN does not."""
    arn, bucket = role_with(emulator), unique("bucket")
    s3 = emulator.client("s3", DEV)
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": arn if principal == "role" else f"arn:aws:iam::{DEV}:root"}, "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{bucket}"}]}))
    assert (is_allowed(session(emulator, arn, "s3").list_objects_v2, Bucket=bucket) is True) == works


@pytest.mark.parametrize("limit, who, grantee, works", [
    ("boundary", "role", "role", False), ("boundary", "role", "session", True), ("boundary", "role", "everybody", False), ("boundary", "user", "user", True),
    ("session policy", "role", "role", False), ("session policy", "role", "session", True), ("session policy", "role", "everybody", False)])
def test_a_boundary_does_not_limit_what_a_bucket_grants_a_user_or_a_session(emulator, limit, who, grantee, works):
    """What the policy of the bucket grants the role's ARN is limited; "Principal": "*" is nobody's own ARN."""
    assert BOUNDARIES
    iam, s3, bucket, name = emulator.client("iam", DEV), emulator.client("s3", DEV), unique("bucket"), unique("user")
    boundary = iam.create_policy(PolicyName=unique(), PolicyDocument=json.dumps(allow("sqs:*")))["Policy"]["Arn"]
    bound = {"PermissionsBoundary": boundary} if limit == "boundary" else {}
    if who == "user":
        arn = iam.create_user(UserName=name, **bound)["User"]["Arn"]
        key = iam.create_access_key(UserName=name)["AccessKey"]
        client = emulator.client("s3", DEV, key=key["AccessKeyId"], secret=key["SecretAccessKey"])
    else:
        arn = role_with(emulator, **bound)
        client = session(emulator, arn, "s3", **({} if bound else {"Policy": json.dumps(allow("sqs:*"))}))
    granted = {"role": arn, "user": arn, "session": f"arn:aws:sts::{DEV}:assumed-role/{arn.rsplit('/', 1)[1]}/tester"}
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps({"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"AWS": granted[grantee]} if grantee in granted else "*", "Action": "s3:ListBucket", "Resource": f"arn:aws:s3:::{bucket}"}]}))
    assert (is_allowed(client.list_objects_v2, Bucket=bucket) is True) == works


@pytest.mark.parametrize("key, value", [("aws:SecureTransport", "false"), ("aws:PrincipalIsAWSService", "true"), ("aws:ViaAWSService", "true")])
def test_a_service_control_policy_sees_the_keys_that_every_request_has(emulator, denies, key, value):
    assert KEYS
    denies("sns:*", "*", BoolIfExists={key: value})
    assert is_allowed(emulator.client("sns", DEV).list_topics) is True


def test_without_enforce_nothing_of_this_is_asked(started):
    emulator = started()
    arn = role_with(emulator)
    assert is_allowed(session(emulator, arn, "sns").list_topics) is True


@pytest.mark.parametrize("name", ["AdministratorAccess", "ReadOnlyAccess", "SecurityAudit", "job-function/ViewOnlyAccess", "service-role/AWSLambdaBasicExecutionRole"])
def test_policies_of_aws_are_there_for_every_client(started, name):
    # docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
    iam, arn = started().client("iam", DEV), f"arn:aws:iam::aws:policy/{name}"
    assert iam.get_policy(PolicyArn=arn)["Policy"]["PolicyName"] == name.rsplit("/", 1)[-1]
    iam.create_user(UserName="u")
    iam.attach_user_policy(UserName="u", PolicyArn=arn)
    with pytest.raises(ClientError, match="NoSuchEntity"):
        iam.attach_user_policy(UserName="u", PolicyArn="arn:aws:iam::aws:policy/NoSuchPolicy")


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
