"""Quotas that AWS enforces on rules, networks, documents, functions, trails and logs: the last that fits is taken, one more is refused in AWS's words."""
import json

import pytest

from .conftest import DEV, REGION, Emulator, opened_to, trust, unique
from .documents import compact, one_resource
from .refusals import refused, why

EVENTS = "docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"
LOGS = "docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"
TRAILS = "docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html"
NETWORKS = "docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"
SSM = "docs.aws.amazon.com/general/latest/gr/ssm.html"
LAMBDA = "docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("services"))
    yield made
    made.close()


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
