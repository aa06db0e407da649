"""Lengths and ranges of AWS's own models of calls and of resources: the last that fits is taken, one more is refused in AWS's words."""

import pytest

from .conftest import DEV, Emulator, trust
from .documents import one_resource
from .refusals import refused, why


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("lengths"))
    yield made
    made.close()


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
