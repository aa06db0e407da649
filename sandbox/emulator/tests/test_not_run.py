"""What the emulator does not run fails where a caller would notice; what it only records is nowhere but in its stack. CloudFormation user
guide: transforms, hooks, nested stacks, custom resources, account gates; API references of the services that are asked."""
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, REGION, STG, Set, body, topic, trust, unique
from .refusals import refused, why

MACROS = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html"
CUSTOM = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-custom-resources.html"
GATES = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-account-gating.html"


def function(aws, account, name):
    iam, role = aws.client("iam", account), unique("role")
    arn = iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust(Service="lambda.amazonaws.com")))["Role"]["Arn"]
    code = {"ZipFile": b"PK\x05\x06" + bytes(18)}
    return aws.client("lambda", account).create_function(FunctionName=name, Role=arn, Handler="i.h", Runtime="nodejs22.x", Code=code)["FunctionArn"]


@pytest.mark.parametrize("more", [
    {"Transform": "AWS::Serverless-2016-10-31"}, {"Transform": ["AWS::LanguageExtensions"]}, {"Hooks": {"H": {"Type": "AWS::CodeDeploy::BlueGreen"}}},
    {"Outputs": {"O": {"Value": {"Fn::Transform": {"Name": "AWS::Include", "Parameters": {}}}}}},
], ids=["serverless", "language-extensions", "hooks", "include"])
def test_a_template_with_what_is_not_run_is_refused(aws, more):
    assert MACROS
    template = body({**topic(unique()), **more})
    for call in (aws.client("cloudformation", DEV).validate_template, aws.client("cloudformation", DEV).create_stack):
        name = {"StackName": unique()} if call.__name__ == "create_stack" else {}
        assert "ValidationError: The emulator runs no" in refused(lambda call=call, name=name: call(**name, TemplateBody=template))


@pytest.mark.parametrize("type, properties", [
    ("AWS::CloudFormation::Stack", {"TemplateURL": "https://b.s3.amazonaws.com/k"}), ("AWS::CloudFormation::StackSet", {"StackSetName": "s", "PermissionModel": "SELF_MANAGED"}),
    ("AWS::CloudFormation::WaitCondition", {"Handle": "h", "Timeout": "10"})])
def test_a_resource_that_is_not_run_fails_its_stack(aws, type, properties):
    assert "The emulator does not run" in why(aws, {"Resources": {"It": {"Type": type, "Properties": properties}}})


def test_a_custom_resource_needs_its_function_and_gives_no_attributes(aws):
    assert CUSTOM
    missing = f"arn:aws:lambda:{REGION}:{DEV}:function:{unique()}"
    custom = lambda token: {"It": {"Type": "Custom::Thing", "Properties": {"ServiceToken": token, "Any": "thing"}}}
    assert f"Function not found: {missing}" in why(aws, {"Resources": custom(missing)})
    assert "Topic does not exist" in why(aws, {"Resources": custom(f"arn:aws:sns:{REGION}:{DEV}:{unique()}")})
    there = function(aws, DEV, unique())
    assert why(aws, {"Resources": custom(there)}) is None
    reader = {"Type": "AWS::SNS::Topic", "Properties": {"DisplayName": {"Fn::GetAtt": ["It", "Answer"]}}}
    cloudformation, name = aws.client("cloudformation", DEV), unique("stack")
    cloudformation.create_stack(StackName=name, TemplateBody=body({"Resources": {**custom(there), "Reader": reader}}))
    assert cloudformation.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"] == "ROLLBACK_COMPLETE"


def test_an_account_gate_that_is_there_fails_its_account(aws):
    assert GATES
    gate = "AWSCloudFormationStackSetAccountGate"
    function(aws, STG, gate)
    operation, results = Set(aws, unique("set"), topic(unique())).create([DEV, STG], OperationPreferences={"FailureToleranceCount": 1, "MaxConcurrentCount": 2})
    aws.client("lambda", STG).delete_function(FunctionName=gate)
    assert results[(DEV, REGION)]["Status"] == "SUCCEEDED" and results[(DEV, REGION)]["AccountGateResult"]["Status"] == "SKIPPED"
    assert results[(STG, REGION)]["Status"] == "FAILED" and "does not run account gates" in results[(STG, REGION)]["StatusReason"]


RECORDED = [
    ("AWS::SecurityHub::Hub", {}, lambda aws, id: aws.client("securityhub", DEV).describe_hub()),
    ("AWS::Backup::BackupVault", {"BackupVaultName": "only-recorded"}, lambda aws, id: aws.client("backup", DEV).describe_backup_vault(BackupVaultName=id)),
    ("AWS::IAM::Group", {"GroupName": "only-recorded"}, lambda aws, id: aws.client("iam", DEV).get_group(GroupName=id)),
    ("AWS::Budgets::Budget", {"Budget": {"BudgetName": "only-recorded", "BudgetType": "COST", "TimeUnit": "MONTHLY", "BudgetLimit": {"Amount": 1, "Unit": "USD"}}},
     lambda aws, id: aws.client("budgets", DEV).describe_budget(AccountId=DEV, BudgetName="only-recorded")),
]


@pytest.mark.parametrize("type, properties, look", RECORDED, ids=[case[0] for case in RECORDED])
def test_a_recorded_resource_is_in_its_stack_and_not_in_its_service(aws, type, properties, look):
    cloudformation, name = aws.client("cloudformation", DEV), unique("stack")
    cloudformation.create_stack(StackName=name, TemplateBody=body({"Resources": {"It": {"Type": type, "Properties": properties}}, "Outputs": {"Ref": {"Value": {"Ref": "It"}}}}),
                                Capabilities=["CAPABILITY_NAMED_IAM"])
    stack, = cloudformation.describe_stacks(StackName=name)["Stacks"]
    assert stack["StackStatus"] == "CREATE_COMPLETE"
    id = cloudformation.describe_stack_resource(StackName=name, LogicalResourceId="It")["StackResourceDetail"]["PhysicalResourceId"]
    assert id and stack["Outputs"] == [{"OutputKey": "Ref", "OutputValue": id}]
    cloudformation.update_stack(StackName=name, UsePreviousTemplate=True, Capabilities=["CAPABILITY_NAMED_IAM"], Tags=[{"Key": "a", "Value": "b"}])
    assert cloudformation.describe_stack_resource(StackName=name, LogicalResourceId="It")["StackResourceDetail"]["PhysicalResourceId"] == id
    with pytest.raises(ClientError):
        look(aws, id)
    cloudformation.delete_stack(StackName=name)


def test_a_recorded_resource_is_held_to_its_schema(aws):
    assert "extraneous key [Nonsense] is not permitted" in why(aws, {"Resources": {"It": {"Type": "AWS::Backup::BackupVault", "Properties": {"BackupVaultName": "v", "Nonsense": 1}}}})
    assert "required key [BackupVaultName] not found" in why(aws, {"Resources": {"It": {"Type": "AWS::Backup::BackupVault", "Properties": {}}}})
