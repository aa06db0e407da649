"""Quotas that AWS enforces, of calls and of what CloudFormation makes: the last that fits is taken, one more is refused in AWS's words."""
import functools
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, MANAGEMENT, REGION, Emulator, allow, body, opened_to, topic, trust, unique
from .refusals import refused, why

IAM = "docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
STACKS = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"
EVENTS = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"
UNITS = "docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"
QUEUES = "docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html"
LOGS = "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"
TRAILS = "docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html"
NETWORKS = "docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"
SSM = "docs.aws.amazon.com/general/latest/gr/ssm.html"
LAMBDA = "docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("quotas"))
    yield made
    made.close()


def sized(document, length, space=0):
    """A document of so many characters without white space: its last statement is as long as is needed."""
    statement = {**document["Statement"][0], "Sid": ""}
    bare = len(json.dumps({**document, "Statement": [statement]}, separators=(",", ":")))
    return {**document, "Statement": [{**statement, "Sid": "a" * (length - bare)}]}


def compact(document):
    return json.dumps(document, separators=(",", ":"))


def one_resource(type, properties):
    return {"Resources": {"It": {"Type": type, "Properties": properties}}}


# -- templates ---------------------------------------------------------------------------------------------------------
def of(section, count, **template):
    return {**topic(unique()), **template, section: {f"Name{number}": PIECES[section] for number in range(count)}}


PIECES = {
    "Parameters": {"Type": "String", "Default": "x"}, "Outputs": {"Value": "x"}, "Mappings": {"a": {"b": "c"}},
    "Resources": {"Type": "AWS::CloudFormation::WaitConditionHandle"},
}
TEMPLATES = [
    ("parameters", lambda n: of("Parameters", n), 200, "Template format error: Parameter count 201 is greater than max allowed 200"),
    ("outputs", lambda n: of("Outputs", n), 200, "Template format error: Outputs count 201 is greater than max allowed 200"),
    ("mappings", lambda n: of("Mappings", n), 200, "Mappings count 201 is greater than max allowed 200"),
    ("mapping attributes", lambda n: {**topic("x"), "Mappings": {"M": {f"k{i}": {"a": "b"} for i in range(n)}}}, 200, "Mapping attributes count 201"),
    ("resources", lambda n: of("Resources", n), 500, "Template format error: Number of resources, 501, is greater than maximum allowed, 500"),
    ("description", lambda n: {**topic("x"), "Description": "d" * n}, 1024, "Template format error: 'Description' length is greater than 1024."),
    ("logical name", lambda n: {"Resources": {"N" * n: topic("x")["Resources"]["Topic"]}}, 255, "255"),
]


@pytest.mark.parametrize("make, limit, text", [case[1:] for case in TEMPLATES], ids=[case[0] for case in TEMPLATES])
def test_a_template_has_room_for_so_much(emulator, make, limit, text):
    assert STACKS
    validate = emulator.client("cloudformation", DEV).validate_template
    assert refused(lambda: validate(TemplateBody=body(make(limit)))) is None
    assert text in refused(lambda: validate(TemplateBody=body(make(limit + 1))))


def test_a_template_in_a_call_has_51200_bytes(emulator):
    validate = emulator.client("cloudformation", DEV).validate_template
    bare = {**topic("x"), "Metadata": {"x": ""}}
    fits = {**bare, "Metadata": {"x": "a" * (51200 - len(body(bare)))}}
    assert refused(lambda: validate(TemplateBody=body(fits))) is None
    assert "'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200" in refused(
        lambda: validate(TemplateBody=body(fits) + " "))


def test_a_template_in_s3_has_one_mebibyte(emulator):
    s3, name = emulator.client("s3", DEV), unique()
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    template = body({**topic("x"), "Metadata": {"x": "a" * 60000}})
    s3.put_object(Bucket=name, Key="fits", Body=template)
    s3.put_object(Bucket=name, Key="long", Body=template + " " * (1048577 - len(template)))
    validate, url = emulator.client("cloudformation", DEV).validate_template, f"https://{name}.s3.amazonaws.com"
    assert refused(lambda: validate(TemplateURL=f"{url}/fits")) is None
    assert "Template may not exceed 1048576 bytes in size" in refused(lambda: validate(TemplateURL=f"{url}/long"))


@pytest.mark.parametrize("length, text", [(4096, None), (4097, "Member must have length less than or equal to 4096")])
def test_a_parameter_has_4096_bytes(emulator, length, text):
    cloudformation = emulator.client("cloudformation", DEV)
    template = {**topic(unique()), "Parameters": {"Long": {"Type": "String"}}}
    found = refused(lambda: cloudformation.create_stack(
        StackName=unique(), TemplateBody=body(template), Parameters=[{"ParameterKey": "Long", "ParameterValue": "v" * length}]))
    assert found is None if text is None else text in found


@pytest.mark.parametrize("verb", ["create_stack", "create_change_set", "create_stack_set"])
def test_at_most_fifty_tags(emulator, verb):
    tags = [{"Key": f"k{number}", "Value": "v"} for number in range(51)]
    name = {"StackSetName": unique()} if verb.endswith("stack_set") else {"StackName": unique()}
    more = {"ChangeSetName": "c", "ChangeSetType": "CREATE"} if verb == "create_change_set" else {}
    call = getattr(emulator.client("cloudformation", MANAGEMENT), verb)
    text = refused(lambda: call(**name, **more, TemplateBody=body(topic(unique())), Tags=tags))
    assert text.startswith("ValidationError") and "'tags' failed to satisfy constraint: Member must have length less than or equal to 50" in text


# -- IAM ---------------------------------------------------------------------------------------------------------------
SIZES = [
    ("managed policy", 6144, "Cannot exceed quota for PolicySize: 6144", "create_policy", lambda text: {"PolicyName": unique(), "PolicyDocument": text},
     "AWS::IAM::ManagedPolicy", lambda document: {"PolicyDocument": document}, allow("s3:Get*")),
    ("trust policy", 2048, "Cannot exceed quota for ACLSizePerRole: 2048", "create_role", lambda text: {"RoleName": unique(), "AssumeRolePolicyDocument": text},
     "AWS::IAM::Role", lambda document: {"AssumeRolePolicyDocument": document}, trust(Service="ec2.amazonaws.com")),
]


@pytest.mark.parametrize("limit, text, call, wish, type, properties, document", [case[1:] for case in SIZES], ids=[case[0] for case in SIZES])
def test_policies_of_iam_are_measured_without_white_space(emulator, limit, text, call, wish, type, properties, document):
    assert IAM
    create = getattr(emulator.client("iam", DEV), call)
    fits, long = sized(document, limit), sized(document, limit + 1)
    assert refused(lambda: create(**wish(json.dumps(fits, indent=2)))) is None
    assert refused(lambda: create(**wish(compact(long)))) == f"LimitExceeded: {text}"
    assert why(emulator, one_resource(type, properties(fits))) is None
    assert text in why(emulator, one_resource(type, properties(long)))


@pytest.mark.parametrize("kind, limit", [("role", 10240), ("user", 2048), ("group", 5120)])
def test_inline_policies_share_their_room(emulator, kind, limit):
    iam, name = emulator.client("iam", DEV), unique()
    key = f"{kind.capitalize()}Name"
    trusted = {"AssumeRolePolicyDocument": compact(trust(Service="ec2.amazonaws.com"))} if kind == "role" else {}
    getattr(iam, f"create_{kind}")(**{key: name}, **trusted)
    put = getattr(iam, f"put_{kind}_policy")
    put(**{key: name}, PolicyName="first", PolicyDocument=compact(sized(allow("s3:Get*"), limit - 1000)))
    assert refused(lambda: put(**{key: name}, PolicyName="rest", PolicyDocument=compact(sized(allow("s3:Get*"), 1000)))) is None
    text = refused(lambda: put(**{key: name}, PolicyName="more", PolicyDocument=compact(allow("s3:Get*"))))
    assert text == f"LimitExceeded: Maximum policy size of {limit} bytes exceeded for {kind} {name}"


@pytest.mark.parametrize("type, properties", [
    ("AWS::IAM::Role", lambda document: {"AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "Policies": [
        {"PolicyName": name, "PolicyDocument": document} for name in "ab"]}),
    ("AWS::IAM::Policy", lambda document: {"PolicyName": "c", "Roles": ["holder"], "PolicyDocument": sized(document, 10241)}),
    ("AWS::IAM::RolePolicy", lambda document: {"PolicyName": "c", "RoleName": "holder", "PolicyDocument": sized(document, 10241)}),
])
def test_inline_policies_of_a_template_share_the_same_room(emulator, type, properties):
    refused(lambda: emulator.client("iam", DEV).create_role(RoleName="holder", AssumeRolePolicyDocument=compact(trust(Service="ec2.amazonaws.com"))))
    assert "Maximum policy size of 10240 bytes exceeded for role" in why(
        emulator, one_resource(type, properties(sized(allow("s3:Get*"), 5200))))


@pytest.fixture
def policies(emulator):
    iam = emulator.client("iam", DEV)
    return [iam.create_policy(PolicyName=unique(), PolicyDocument=compact(allow("s3:Get*")))["Policy"]["Arn"] for _ in range(11)]


@pytest.mark.parametrize("kind", ["role", "user", "group"])
def test_ten_managed_policies_are_attached(emulator, policies, kind):
    iam, name, key = emulator.client("iam", DEV), unique(), f"{kind.capitalize()}Name"
    trusted = {"AssumeRolePolicyDocument": compact(trust(Service="ec2.amazonaws.com"))} if kind == "role" else {}
    getattr(iam, f"create_{kind}")(**{key: name}, **trusted)
    attach = getattr(iam, f"attach_{kind}_policy")
    found = [refused(functools.partial(attach, **{key: name}, PolicyArn=arn)) for arn in policies]
    assert found == [None] * 10 + [f"LimitExceeded: Cannot exceed quota for PoliciesPer{kind.capitalize()}: 10"]


@pytest.mark.parametrize("count, text", [(10, None), (11, "Cannot exceed quota for PoliciesPerRole: 10")])
def test_a_template_attaches_ten_managed_policies(emulator, policies, count, text):
    found = why(emulator, one_resource("AWS::IAM::Role", {
        "AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "ManagedPolicyArns": policies[:count]}))
    assert found is None if text is None else text in found


def test_a_managed_policy_has_five_versions(emulator, policies):
    make = emulator.client("iam", DEV).create_policy_version
    found = [refused(lambda: make(PolicyArn=policies[0], PolicyDocument=compact(allow("s3:List*")))) for _ in range(5)]
    assert found[:4] == [None] * 4 and found[4].startswith("LimitExceeded: A managed policy can have up to 5 versions.")


# -- policies of resources ----------------------------------------------------------------------------------------------
def everybody(resource="*"):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": resource}]}


def test_a_bucket_policy_has_20_kilobytes(emulator):
    assert "docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html"
    s3, name = emulator.client("s3", DEV), unique()
    s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    document = everybody(f"arn:aws:s3:::{name}/*")
    assert refused(lambda: s3.put_bucket_policy(Bucket=name, Policy=compact(sized(document, 20480)))) is None
    text = "Policy exceeds the maximum allowed document size."
    assert text in refused(lambda: s3.put_bucket_policy(Bucket=name, Policy=compact(sized(document, 20481))))
    s3.delete_bucket_policy(Bucket=name)
    assert text in why(emulator, one_resource("AWS::S3::BucketPolicy", {"Bucket": name, "PolicyDocument": sized(document, 20481)}))


def test_a_topic_policy_has_30_kilobytes(emulator):
    sns = emulator.client("sns", DEV)
    arn = sns.create_topic(Name=unique())["TopicArn"]
    document = {**everybody(arn), "Statement": [{**everybody(arn)["Statement"][0], "Action": "sns:Publish"}]}
    put = lambda length: refused(lambda: sns.set_topic_attributes(TopicArn=arn, AttributeName="Policy", AttributeValue=compact(sized(document, length))))  # noqa: E731
    assert put(30720) is None and put(30721).startswith("InvalidParameter")
    assert "30720" in why(emulator, one_resource("AWS::SNS::TopicPolicy", {"Topics": [arn], "PolicyDocument": sized(document, 30721)}))


@pytest.mark.parametrize("document, text", [
    (sized(everybody(), 8193), "Submitted policy is over max allowed size."),
    ({**everybody(), "Statement": everybody()["Statement"] * 21}, "21 statements were found in the submitted policy, max allowed is 20"),
], ids=["size", "statements"])
def test_a_queue_policy_is_limited(emulator, document, text):
    assert QUEUES
    sqs = emulator.client("sqs", DEV)
    url = sqs.create_queue(QueueName=unique())["QueueUrl"]
    found = refused(lambda: sqs.set_queue_attributes(QueueUrl=url, Attributes={"Policy": compact(document)}))
    assert "OverLimit" in found and text in found
    assert text in why(emulator, one_resource("AWS::SQS::QueuePolicy", {"Queues": [url], "PolicyDocument": document}))


def test_a_key_policy_has_32_kilobytes(emulator):
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{DEV}:root"}, "Action": "kms:*", "Resource": "*"}]}
    create = emulator.client("kms", DEV).create_key
    assert refused(lambda: create(Policy=compact(sized(document, 32768)))) is None
    assert refused(lambda: create(Policy=compact(sized(document, 32769)))).startswith("LimitExceededException")
    assert "32768" in why(emulator, one_resource("AWS::KMS::Key", {"KeyPolicy": sized(document, 32769)}))


# -- events -------------------------------------------------------------------------------------------------------------
MOST = "The requested resource exceeds the maximum number allowed."


def pattern(length):
    bare = len(compact({"source": [""]}))
    return {"source": ["s" * (length - bare)]}


def test_an_event_pattern_has_2048_characters(emulator):
    assert EVENTS
    put = emulator.client("events", DEV).put_rule
    assert refused(lambda: put(Name=unique(), EventPattern=compact(pattern(2048)))) is None
    assert refused(lambda: put(Name=unique(), EventPattern=compact(pattern(2049)))) == f"LimitExceededException: {MOST}"
    assert why(emulator, one_resource("AWS::Events::Rule", {"EventPattern": pattern(2048)})) is None
    assert MOST in why(emulator, one_resource("AWS::Events::Rule", {"EventPattern": pattern(2049)}))


def test_characters_of_a_pattern_are_counted_not_bytes(emulator):
    put = emulator.client("events", DEV).put_rule
    text = compact(pattern(2048)).replace("ss", "監査")
    assert len(text) == 2048 < len(text.encode())
    assert refused(lambda: put(Name=unique(), EventPattern=text)) is None
    assert refused(lambda: put(Name=unique(), EventPattern=text + " ")) == f"LimitExceededException: {MOST}"
    assert why(emulator, one_resource("AWS::Events::Rule", {"EventPattern": json.loads(text)})) is None


def aims(count):
    return [{"Id": f"t{number}", "Arn": f"arn:aws:sns:{REGION}:{DEV}:t{number}"} for number in range(count)]


def test_a_rule_has_five_targets(emulator):
    events, name = emulator.client("events", DEV), unique()
    events.put_rule(Name=name, EventPattern=compact({"source": ["x"]}))
    put = lambda targets: refused(lambda: events.put_targets(Rule=name, Targets=targets))  # noqa: E731
    assert put(aims(3)) is None and put(aims(5)) is None
    assert put(aims(6)[5:]) == f"LimitExceededException: {MOST}"
    assert MOST in why(emulator, one_resource("AWS::Events::Rule", {"EventPattern": {"source": ["x"]}, "Targets": aims(6)}))


def test_a_bus_has_300_rules(emulator):
    events, bus = emulator.client("events", DEV), unique()
    events.create_event_bus(Name=bus)
    put = lambda number: refused(lambda: events.put_rule(Name=f"r{number}", EventBusName=bus, EventPattern=compact({"source": ["x"]})))  # noqa: E731
    full = {f"R{number}": {"Type": "AWS::Events::Rule", "Properties": {"Name": f"r{number}", "EventBusName": bus, "EventPattern": {"source": ["x"]}}}
            for number in range(300)}
    emulator.client("cloudformation", DEV).create_stack(StackName=bus, TemplateBody=compact({"Resources": full}))
    assert put(300) == f"LimitExceededException: {MOST}"
    assert put(299) is None, "one that is there is changed"
    assert MOST in why(emulator, one_resource("AWS::Events::Rule", {"EventBusName": bus, "EventPattern": {"source": ["x"]}}))


# -- networks ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("four, six, groups, works", [(60, 60, 0, True), (61, 0, 0, False), (0, 61, 0, False), (30, 30, 30, True), (31, 0, 30, False), (0, 31, 30, False)])
@pytest.mark.parametrize("direction", ["Ingress", "Egress"])
def test_a_security_group_has_sixty_rules_of_each_kind(emulator, direction, four, six, groups, works):
    """IPv4 and IPv6 apart; one that names a group counts for both."""
    assert NETWORKS
    port = lambda number: {"IpProtocol": "tcp", "FromPort": 1000 + number, "ToPort": 1000 + number}  # noqa: E731
    other = {"Ingress": "SourceSecurityGroupId", "Egress": "DestinationSecurityGroupId"}[direction]
    rules = [*({**port(n), "CidrIp": "10.0.0.0/8"} for n in range(four)), *({**port(n), "CidrIpv6": "fd00::/8"} for n in range(six)),
             *({**port(n), other: {"Fn::GetAtt": ["Other", "GroupId"]}} for n in range(groups))]
    group = lambda more: {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "g", "VpcId": {"Ref": "Vpc"}, **more}}  # noqa: E731
    found = why(emulator, {"Resources": {"Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}}, "Other": group({}),
                                         "It": group({f"SecurityGroup{direction}": rules})}})
    assert found is None if works else "The maximum number of rules per security group has been reached." in found


# -- Systems Manager, functions, trails, logs -----------------------------------------------------------------------------
def document(length):
    bare = {"schemaVersion": "2.2", "description": "", "mainSteps": []}
    return {**bare, "description": "d" * (length - len(compact(bare)))}


def test_a_document_has_64_kilobytes(emulator):
    assert SSM
    create = emulator.client("ssm", DEV).create_document
    text = "MaxDocumentSizeExceeded: The size limit of a document is 64 KB."
    assert refused(lambda: create(Name=unique(), DocumentType="Command", Content=compact(document(65536)))) is None
    assert refused(lambda: create(Name=unique(), DocumentType="Command", Content=compact(document(65537)))) == text
    assert "64 KB" in why(emulator, one_resource("AWS::SSM::Document", {"DocumentType": "Command", "Content": document(65537)}))


def test_a_standard_parameter_has_4096_characters(emulator):
    put = emulator.client("ssm", DEV).put_parameter
    assert refused(lambda: put(Name=unique(), Type="String", Value="v" * 4096)) is None
    text = "Standard tier parameters support a maximum parameter value of 4096 characters."
    assert text in refused(lambda: put(Name=unique(), Type="String", Value="v" * 4097))
    assert refused(lambda: put(Name=unique(), Type="String", Value="v" * 4097, Tier="Advanced")) is None
    assert text in why(emulator, one_resource("AWS::SSM::Parameter", {"Type": "String", "Value": "v" * 4097}))


def test_the_variables_of_a_function_have_4_kilobytes(emulator):
    assert LAMBDA
    role = emulator.client("iam", DEV).create_role(RoleName=unique(), AssumeRolePolicyDocument=compact(trust(Service="lambda.amazonaws.com")))["Role"]["Arn"]
    wish = {"Handler": "index.handler", "Role": role, "Runtime": "nodejs22.x", "Code": {"ZipFile": "exports.handler = async () => 1;"}}
    make = lambda length: why(emulator, one_resource("AWS::Lambda::Function", {**wish, "Environment": {"Variables": {"V": "v" * length}}}))  # noqa: E731
    assert make(4096 - len('{"V":""}')) is None
    assert "the environment variables you have provided exceeded the 4KB limit" in make(4097 - len('{"V":""}'))


def test_a_region_has_five_trails(emulator):
    assert TRAILS
    region = "eu-west-3"
    s3, cloudtrail, bucket = emulator.client("s3", DEV), emulator.client("cloudtrail", DEV, region), unique()
    s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_policy(Bucket=bucket, Policy=compact(opened_to(bucket, "cloudtrail.amazonaws.com")))
    found = [refused(lambda: cloudtrail.create_trail(Name=unique("trail"), S3BucketName=bucket)) for _ in range(6)]
    assert found[:5] == [None] * 5 and found[5].startswith("MaximumNumberOfTrailsExceededException")
    assert "already has 5 trails" in why(emulator, one_resource("AWS::CloudTrail::Trail", {"S3BucketName": bucket, "IsLogging": True}), region=region)


def test_a_log_group_has_a_hundred_metric_filters(emulator):
    assert LOGS
    logs, group = emulator.client("logs", DEV), unique()
    logs.create_log_group(logGroupName=group)
    metric = [{"metricName": "m", "metricNamespace": "n", "metricValue": "1"}]
    put = lambda name: refused(lambda: logs.put_metric_filter(logGroupName=group, filterName=name, filterPattern="x", metricTransformations=metric))  # noqa: E731
    assert [put(f"f{number}") for number in range(100)] == [None] * 100
    assert put("more") == "LimitExceededException: Resource limit exceeded." and put("f0") is None


# -- what AWS's models say ------------------------------------------------------------------------------------------------
MODELS = [
    ("iam", "create_role", {"RoleName": "r" * 65, "AssumeRolePolicyDocument": "{}"}, "ValidationError", "'roleName'", "have length less than or equal to 64"),
    ("iam", "create_role", {"RoleName": "r", "Description": "d" * 1001, "AssumeRolePolicyDocument": "{}"}, "ValidationError", "'description'", "1000"),
    ("iam", "create_role", {"RoleName": "r", "MaxSessionDuration": 43201, "AssumeRolePolicyDocument": "{}"}, "ValidationError", "'maxSessionDuration'", "have value less than or equal to 43200"),
    ("iam", "create_policy", {"PolicyName": "p" * 129, "PolicyDocument": "{}"}, "ValidationError", "'policyName'", "128"),
    ("events", "put_rule", {"Name": "r" * 65, "EventPattern": "{}"}, "ValidationException", "'name'", "64"),
    ("events", "put_rule", {"Name": "r", "Description": "d" * 513, "EventPattern": "{}"}, "ValidationException", "'description'", "512"),
    ("events", "put_targets", {"Rule": "r", "Targets": [{"Id": "i" * 65, "Arn": "arn:aws:sns:x:1:t"}]}, "ValidationException", "'targets.1.member.id'", "64"),
    ("kms", "create_key", {"Description": "d" * 8193}, "ValidationException", "'description'", "8192"),
    ("kms", "schedule_key_deletion", {"KeyId": "k", "PendingWindowInDays": 400}, "ValidationException", "'pendingWindowInDays'", "365"),
    ("config", "put_config_rule", {"ConfigRule": {"ConfigRuleName": "n" * 129, "Source": {"Owner": "AWS"}}}, "ValidationException", "'configRule.configRuleName'", "128"),
    ("logs", "create_log_group", {"logGroupName": "g" * 513}, "InvalidParameterException", "'logGroupName'", "512"),
    ("logs", "put_metric_filter", {"logGroupName": "g", "filterName": "f", "filterPattern": "p" * 1025, "metricTransformations": []}, "InvalidParameterException", "'filterPattern'", "1024"),
    ("ssm", "put_parameter", {"Name": "n" * 2049, "Value": "v", "Type": "String"}, "ValidationException", "'name'", "2048"),
    ("ssm", "create_maintenance_window", {"Name": "w", "Schedule": "rate(1 day)", "Duration": 25, "Cutoff": 1, "AllowUnassociatedTargets": False}, "ValidationException", "'duration'", "24"),
    ("cloudformation", "create_stack", {"StackName": "s", "TemplateBody": "{}", "TimeoutInMinutes": 0}, "ValidationError", "'timeoutInMinutes'", "greater than or equal to 1"),
    ("stepfunctions", "create_state_machine", {"name": "n" * 81, "definition": "{}", "roleArn": "arn"}, "ValidationException", "'name'", "80"),
]


@pytest.mark.parametrize("service, operation, wish, code, member, text", MODELS, ids=[f"{case[0]}-{case[1]}-{case[4]}" for case in MODELS])
def test_a_changing_call_keeps_to_the_lengths_of_its_model(emulator, service, operation, wish, code, member, text):
    # <service>/latest/APIReference/API_<Operation>.html, "Length Constraints" and "Valid Range"
    from .test_authorization import client

    found = refused(lambda: getattr(client(emulator, service), operation)(**wish))
    assert found.startswith(f"{code}: ") and f"at {member} failed to satisfy constraint: Member must" in found and text in found


@pytest.mark.parametrize("length, works", [(4096, True), (4097, False)])
def test_bytes_are_counted_not_the_letters_that_carry_them(emulator, length, works):
    # kms/latest/APIReference/API_Encrypt.html, Plaintext: at most 4096 bytes
    kms = emulator.client("kms", DEV)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    found = refused(lambda: kms.encrypt(KeyId=key, Plaintext=b"x" * length))
    assert found is None if works else "ValidationException" in found and "'plaintext' failed to satisfy constraint" in found


SCHEMAS = [
    ("AWS::IAM::Role", {"AssumeRolePolicyDocument": trust(Service="ec2.amazonaws.com"), "RoleName": "r" * 65}, "#/RoleName"),
    ("AWS::Events::Rule", {"EventPattern": {"source": ["x"]}, "Name": "r" * 65}, "#/Name: expected maxLength: 64, actual: 65"),
    ("AWS::Config::ConfigRule", {"Description": "d" * 257, "Source": {"Owner": "AWS"}}, "#/Description: expected maxLength: 256, actual: 257"),
    ("AWS::Logs::LogGroup", {"RetentionInDays": 8}, "#/RetentionInDays"),
    ("AWS::Logs::LogGroup", {"LogGroupName": "a b"}, "#/LogGroupName: failed validation constraint for keyword [pattern]"),
    ("AWS::SSM::MaintenanceWindow", {"Name": "ab", "Schedule": "rate(1 day)", "Duration": 2, "Cutoff": 1, "AllowUnassociatedTargets": False}, "#/Name"),
    ("AWS::Lambda::Function", {"Code": {"ZipFile": "x"}, "Role": "arn:aws:iam::1:role/x", "Timeout": 901}, "#/"),
    ("AWS::SQS::Queue", {"QueueName": "q", "MessageRetentionPeriod": 1209601}, "#/MessageRetentionPeriod"),
]


@pytest.mark.parametrize("type, properties, text", SCHEMAS, ids=[f"{case[0]}-{case[2][:20]}" for case in SCHEMAS])
def test_a_resource_keeps_to_the_lengths_of_its_schema(emulator, type, properties, text):
    # docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html
    found = why(emulator, one_resource(type, properties))
    assert found and found.startswith("Properties validation failed for resource") and text in found


# -- organizations ------------------------------------------------------------------------------------------------------
def test_units_nest_five_levels_deep(emulator):
    assert UNITS
    organizations, parent = emulator.client("organizations"), "r-sand"
    for level in range(5):
        parent = organizations.create_organizational_unit(ParentId=parent, Name=f"level-{level}")["OrganizationalUnit"]["Id"]
    with pytest.raises(ClientError) as error:
        organizations.create_organizational_unit(ParentId=parent, Name="deeper")
    assert error.value.response["Error"]["Code"] == "ConstraintViolationException"
    assert error.value.response["Reason"] == "OU_DEPTH_LIMIT_EXCEEDED"


def test_an_operation_names_at_most_fifty_units(emulator):
    # CreateStackInstances, DeploymentTargets: service-managed deployments
    cloudformation = emulator.client("cloudformation")
    emulator.client("organizations").enable_aws_service_access(ServicePrincipal="member.org.stacksets.cloudformation.amazonaws.com")
    refused(cloudformation.activate_organizations_access)
    cloudformation.create_stack_set(StackSetName="units", TemplateBody=body(topic("t")), PermissionModel="SERVICE_MANAGED", AutoDeployment={"Enabled": False})
    found = refused(lambda: cloudformation.create_stack_instances(
        StackSetName="units", Regions=[REGION], DeploymentTargets={"OrganizationalUnitIds": [f"ou-sand-{number:08d}" for number in range(51)]}))
    assert "ValidationError: Number of organizational units must be at most 50" in found


def test_a_dynamic_reference_is_no_value_yet(emulator):
    # docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
    secret = "{{resolve:secretsmanager:team/hook:SecretString:url}}"
    connection = {"Type": "AWS::Events::Connection", "Properties": {"AuthorizationType": "API_KEY", "AuthParameters": {"ApiKeyAuthParameters": {"ApiKeyName": "k", "ApiKeyValue": "v"}}}}
    destination = {"Type": "AWS::Events::ApiDestination", "Properties": {"ConnectionArn": {"Fn::GetAtt": ["C", "Arn"]}, "HttpMethod": "POST", "InvocationEndpoint": secret}}
    assert why(emulator, {"Resources": {"C": connection, "It": destination}}) is None
