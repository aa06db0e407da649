"""With --enforce: what service control policies, a principal's own policies, boundaries and session policies decide for its calls.
IAM user guide, policy evaluation logic."""
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, MANAGEMENT, REGION, allow, body, unique
from .principals import create, enforcing, is_allowed, reasons, role_with, session

EVALUATION = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
OPERATORS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"
SETS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"
KEYS = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"
BOUNDARIES = "docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = enforcing(tmp_path_factory, "enforcement")
    yield made
    made.close()


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


def test_a_role_is_made_with_the_boundary_that_its_makers_condition_asks_for(emulator):
    cloudformation, iam = emulator.client("cloudformation", DEV), emulator.client("iam", DEV)
    boundary, wide = (iam.create_policy(PolicyName=unique(), PolicyDocument=json.dumps(allow(action)))["Policy"]["Arn"] for action in ("sqs:*", "*"))
    within = {"Condition": {"StringEquals": {"iam:PermissionsBoundary": boundary}}}
    actions = ["iam:CreateRole", "iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"]
    maker = role_with(emulator, {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "NotAction": [*actions, "iam:DeleteRolePermissionsBoundary"], "Resource": "*"},
        {"Effect": "Allow", "Action": actions, "Resource": "*", **within}]})
    name, policy = unique(), {"PolicyName": "p", "PolicyDocument": allow("*")}
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
    role = lambda **more: {"It": {"Type": "AWS::IAM::Role", "Properties": {"RoleName": name, "AssumeRolePolicyDocument": trust, **more}}}  # noqa: E731
    for other, denied in (({}, "iam:CreateRole"), ({"PermissionsBoundary": wide}, "iam:CreateRole")):
        assert f"is not authorized to perform: {denied}" in create(cloudformation, role(**other), RoleARN=maker)[1][0]
    gone = boundary.replace(":policy/", ":policy/no-")
    assert f"Scope ARN: {gone} does not exist or is not attachable" in create(cloudformation, role(PermissionsBoundary=gone))[1][0]
    id, found = create(cloudformation, role(PermissionsBoundary=boundary, Policies=[policy]), RoleARN=maker)
    assert found == []
    for change in ({}, {"PermissionsBoundary": wide}):
        cloudformation.update_stack(StackName=id, TemplateBody=body({"Resources": role(**change, Policies=[policy])}), Capabilities=["CAPABILITY_NAMED_IAM"])
        assert iam.get_role(RoleName=name)["Role"]["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary
        assert "RolePermissionsBoundary" in reasons(cloudformation, id)[-1]


@pytest.mark.parametrize("operator, works", [("StringEquals", False), ("StringEqualsIfExists", True)])
def test_a_role_of_before_gets_a_boundary_and_another_policy_in_one_update(emulator, operator, works):
    cloudformation, iam = emulator.client("cloudformation", DEV), emulator.client("iam", DEV)
    boundary = iam.create_policy(PolicyName=unique(), PolicyDocument=json.dumps(allow("sqs:*")))["Policy"]["Arn"]
    within = {"iam:PermissionsBoundary": boundary}
    maker = role_with(emulator, {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "NotAction": ["iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"], "Resource": "*"},
        {"Effect": "Allow", "Action": "iam:PutRolePermissionsBoundary", "Resource": "*", "Condition": {"StringEquals": within}},
        {"Effect": "Allow", "Action": "iam:PutRolePolicy", "Resource": "*", "Condition": {operator: within}}]})
    trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}
    name = unique()
    role = lambda action, **more: {"It": {"Type": "AWS::IAM::Role", "Properties": {  # noqa: E731
        "RoleName": name, "AssumeRolePolicyDocument": trust, "Policies": [{"PolicyName": "p", "PolicyDocument": allow(action)}], **more}}}
    id, _ = create(cloudformation, role("sns:*"))
    cloudformation.update_stack(StackName=id, TemplateBody=body({"Resources": role("sqs:*", PermissionsBoundary=boundary)}), RoleARN=maker,
                                Capabilities=["CAPABILITY_NAMED_IAM"])
    assert ("PermissionsBoundary" in iam.get_role(RoleName=name)["Role"]) is works


def test_a_policy_that_is_a_boundary_stays(emulator):
    cloudformation = emulator.client("cloudformation", DEV)
    policy, found = create(cloudformation, {"It": {"Type": "AWS::IAM::ManagedPolicy", "Properties": {"PolicyDocument": allow("sqs:*")}}})
    assert found == []
    arn = cloudformation.describe_stack_resources(StackName=policy)["StackResources"][0]["PhysicalResourceId"]
    role_with(emulator, allow("*"), PermissionsBoundary=arn)
    cloudformation.delete_stack(StackName=policy)
    assert cloudformation.describe_stacks(StackName=policy)["Stacks"][0]["StackStatus"] == "DELETE_FAILED"


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
