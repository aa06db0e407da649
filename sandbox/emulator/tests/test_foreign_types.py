"""With --enforce: types that Metsuke does not deploy need what the handlers of their schemas call. CloudFormation CLI user guide: "handlers …
permissions: a string array that specifies the AWS permissions needed to invoke the handler"; the actions are those of AWS's registry."""
import json

import pytest

from .conftest import DEV, REGION, allow, body, trust, unique
from .principals import create, enforcing, role_with

SCHEMA = "docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers"
PASS_ROLE = "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
GRANTS = "docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html"

RULES = json.dumps({"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 9}, "action": {"type": "expire"}}]})
ECR, LIFECYCLE = "AWS::ECR::Repository", {"LifecyclePolicy": {"LifecyclePolicyText": RULES}}
ROLE = f"arn:aws:iam::{DEV}:role/handed-over"
VAULT = {"BackupVaultName": "NAME", "AccessPolicy": {"Version": "2012-10-17", "Statement": []}}
JOB = {"Name": "NAME", "Role": ROLE, "Command": {"Name": "glueetl", "ScriptLocation": "s3://b/k"}}
TAGS = {"Tags": [{"Key": "a", "Value": "b"}]}


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = enforcing(tmp_path_factory, "foreign")
    made.client("iam", DEV).create_role(RoleName="policed", AssumeRolePolicyDocument=json.dumps(trust(Service="ec2.amazonaws.com")))
    yield made
    made.close()


def named(properties):
    return json.loads(json.dumps(properties).replace("NAME", unique("thing")))


CREATED = [
    ("AWS::SecurityHub::Hub", {}, "securityhub:EnableSecurityHub"), ("AWS::SecurityHub::Hub", {"Tags": {"a": "b"}}, "securityhub:TagResource"),
    ("AWS::SecretsManager::Secret", {"Name": "NAME", "SecretString": "s"}, "secretsmanager:CreateSecret"),
    ("AWS::Backup::BackupVault", VAULT, "backup:CreateBackupVault"), ("AWS::Backup::BackupVault", VAULT, "backup:PutBackupVaultAccessPolicy"),
    (ECR, {"RepositoryName": "NAME", **LIFECYCLE}, "ecr:PutLifecyclePolicy"), (ECR, {"RepositoryName": "NAME", **TAGS}, "ecr:TagResource"),
    ("AWS::WAFv2::IPSet", {"Name": "NAME", "Scope": "REGIONAL", "IPAddressVersion": "IPV4", "Addresses": []}, "wafv2:CreateIPSet"),
    ("AWS::Glue::Job", JOB, "glue:CreateJob"), ("AWS::Glue::Job", JOB, "iam:PassRole"),
    ("AWS::IAM::Policy", {"PolicyName": "p", "Roles": ["policed"], "PolicyDocument": allow("s3:*")}, "iam:PutRolePolicy"),
    ("AWS::ApiGateway::RestApi", {"Name": "NAME"}, "apigateway:POST"), ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16", **TAGS}, "ec2:CreateTags"),
    ("AWS::Budgets::Budget", {"Budget": {"BudgetType": "COST", "TimeUnit": "MONTHLY"}}, "budgets:CreateBudget"),
]


@pytest.mark.parametrize("type, properties, action", CREATED, ids=[f"{case[0]}-{case[2]}" for case in CREATED])
def test_a_creation_is_refused_without_what_its_handler_calls(emulator, denies, type, properties, action):
    assert SCHEMA and PASS_ROLE
    denies(action)
    _, found = create(emulator.client("cloudformation", DEV), {"It": {"Type": type, "Properties": named(properties)}})
    assert found and f"is not authorized to perform: {action}" in found[0] and "with an explicit deny in a service control policy" in found[0]


@pytest.mark.parametrize("type, properties, action", [
    (ECR, {"RepositoryName": "NAME"}, "ecr:PutLifecyclePolicy"), (ECR, {"RepositoryName": "NAME"}, "ecr:TagResource"), (ECR, {"RepositoryName": "NAME"}, "kms:CreateGrant"),
    (ECR, {"RepositoryName": "NAME"}, "ecr:SetRepositoryPolicy"), ("AWS::Backup::BackupVault", {"BackupVaultName": "NAME"}, "backup:PutBackupVaultAccessPolicy"),
    ("AWS::SecretsManager::Secret", {"Name": "NAME", "SecretString": "s"}, "secretsmanager:ReplicateSecretToRegions"),
    ("AWS::IAM::Policy", {"PolicyName": "q", "Roles": ["policed"], "PolicyDocument": allow("s3:*")}, "iam:PutUserPolicy"),
])
def test_a_creation_does_not_need_what_its_template_does_not_ask_for(emulator, denies, type, properties, action):
    denies(action)
    _, found = create(emulator.client("cloudformation", DEV), {"It": {"Type": type, "Properties": named(properties)}})
    assert found == []


@pytest.mark.parametrize("action", ["kms:CreateGrant", "kms:DescribeKey"])
def test_a_key_of_ones_own_is_used_as_the_caller(emulator, denies, action):
    assert GRANTS
    keys = [emulator.client("kms", DEV).create_key()["KeyMetadata"]["Arn"] for _ in range(2)]
    denies(action, keys[0])
    for key, works in zip(keys, (False, True), strict=True):
        repository = {"RepositoryName": unique(), "EncryptionConfiguration": {"EncryptionType": "KMS", "KmsKey": key}}
        _, found = create(emulator.client("cloudformation", DEV), {"It": {"Type": ECR, "Properties": repository}})
        assert found == [] if works else f"is not authorized to perform: {action} on resource: {key}" in found[0]


@pytest.mark.parametrize("after, action, works", [
    ({"ImageTagMutability": "IMMUTABLE"}, "ecr:PutImageTagMutability", False), ({"ImageTagMutability": "IMMUTABLE"}, "ecr:PutLifecyclePolicy", True),
    (LIFECYCLE, "ecr:PutLifecyclePolicy", False), (TAGS, "ecr:TagResource", False), (TAGS, "ecr:PutImageTagMutability", True),
])
def test_an_update_needs_what_its_handler_calls_for_what_changes(emulator, denies, after, action, works):
    assert SCHEMA
    cloudformation, name = emulator.client("cloudformation", DEV), unique()
    of = lambda more: {"It": {"Type": ECR, "Properties": {"RepositoryName": name, "ImageTagMutability": "MUTABLE", **more}}}
    id, _ = create(cloudformation, of({}))
    denies(action)
    cloudformation.update_stack(StackName=id, TemplateBody=body({"Resources": of(after)}))
    assert cloudformation.describe_stacks(StackName=id)["Stacks"][0]["StackStatus"] == ("UPDATE_COMPLETE" if works else "UPDATE_ROLLBACK_COMPLETE")


@pytest.mark.parametrize("type, properties, action", [
    ("AWS::SecurityHub::Hub", {}, "securityhub:DisableSecurityHub"), (ECR, {"RepositoryName": "NAME"}, "ecr:DeleteRepository"),
    ("AWS::Backup::BackupVault", VAULT, "backup:DeleteBackupVault"), ("AWS::ApiGateway::RestApi", {"Name": "NAME"}, "apigateway:DELETE"),
])
def test_a_deletion_needs_what_its_handler_calls(emulator, denies, type, properties, action):
    assert SCHEMA
    cloudformation = emulator.client("cloudformation", DEV)
    id, _ = create(cloudformation, {"It": {"Type": type, "Properties": named(properties)}})
    denies(action)
    cloudformation.delete_stack(StackName=id)
    assert cloudformation.describe_stacks(StackName=id)["Stacks"][0]["StackStatus"] == "DELETE_FAILED"


@pytest.mark.parametrize("allowed, missing", [(["ecr:CreateRepository"], "ecr:PutLifecyclePolicy"), (["ecr:CreateRepository", "ecr:PutLifecyclePolicy"], None)])
def test_the_role_of_a_stack_needs_them_too(emulator, allowed, missing):
    arn = f"arn:aws:ecr:{REGION}:{DEV}:repository/*"
    repository = {"Type": ECR, "Properties": {"RepositoryName": unique(), **LIFECYCLE}}
    _, found = create(emulator.client("cloudformation", DEV), {"It": repository}, RoleARN=role_with(emulator, allow(allowed, arn)))
    assert found == [] if missing is None else f"because no identity-based policy allows the {missing} action" in found[0]
