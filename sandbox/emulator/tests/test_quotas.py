"""Quotas that AWS enforces on templates, parameters, tags and units: the last that fits is taken, one more is refused in AWS's words."""

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, MANAGEMENT, REGION, Emulator, body, topic, unique
from .refusals import refused, why

STACKS = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html"
UNITS = "docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    made = Emulator(tmp_path_factory.mktemp("quotas"))
    yield made
    made.close()


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
