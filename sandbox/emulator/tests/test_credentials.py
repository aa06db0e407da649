"""Who a caller is, whom a role trusts, what service control policies forbid.

docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
"""
import json

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, HANGS_AFTER, LOG, MANAGEMENT, OLD, PROD, STG, trust


def code(error):
    return error.value.response["Error"]["Code"]


def test_an_account_key_is_its_account(aws):
    assert aws.client("sts", DEV).get_caller_identity()["Account"] == DEV


def test_an_unknown_key_is_refused_by_sts(aws):
    # IAM user guide, troubleshooting: InvalidClientTokenId, HTTP 403
    with pytest.raises(ClientError) as error:
        aws.client("sts", key="AKIA0000000000000000", secret="x").get_caller_identity()
    assert code(error) == "InvalidClientTokenId" and error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_an_unknown_key_is_refused_by_json_services(aws):
    with pytest.raises(ClientError, match="The security token included in the request is invalid"):
        aws.client("organizations", key="AKIA0000000000000000", secret="x").describe_organization()


def test_a_wrong_secret_is_a_wrong_signature(aws):
    with pytest.raises(ClientError) as error:
        aws.client("sts", secret="wrong").get_caller_identity()
    assert code(error) == "SignatureDoesNotMatch"


def test_an_assumed_role_knows_itself(aws):
    # STS API, GetCallerIdentity: arn:aws:sts::account:assumed-role/role/session
    arn = aws.as_role("sts", DEV).get_caller_identity()["Arn"]
    assert arn == f"arn:aws:sts::{DEV}:assumed-role/OrganizationAccountAccessRole/test"


@pytest.mark.parametrize("account, by", [(DEV, STG), (OLD, MANAGEMENT)], ids=["not trusted", "role missing in invited account"])
def test_a_role_that_does_not_let_you_in_denies(aws, account, by):
    # IAM user guide: the trust policy decides across accounts; a missing role reads the same
    with pytest.raises(ClientError, match="is not authorized to perform: sts:AssumeRole on resource") as error:
        aws.assume(account, by=by)
    assert code(error) == "AccessDenied"


def test_trust_conditions_are_evaluated(aws):
    # REFERENCE section B: principal :root with ArnEquals aws:PrincipalArn
    document = trust(AWS=f"arn:aws:iam::{MANAGEMENT}:root")
    document["Statement"][0]["Condition"] = {"ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::{MANAGEMENT}:role/only-me"}}
    aws.client("iam", PROD).create_role(RoleName="guarded", AssumeRolePolicyDocument=json.dumps(document))
    with pytest.raises(ClientError, match="AccessDenied"):
        aws.assume(PROD, "guarded")


def test_a_new_role_is_not_everywhere_at_once_when_asked(aws):
    # IAM user guide, eventual consistency
    aws.fault("role-propagation", seconds=60)
    aws.client("iam", PROD).create_role(RoleName="fresh", AssumeRolePolicyDocument=json.dumps(trust(AWS=f"arn:aws:iam::{MANAGEMENT}:root")))
    with pytest.raises(ClientError, match="AccessDenied"):
        aws.assume(PROD, "fresh")
    aws.fault("clear")
    assert aws.assume(PROD, "fresh")


def test_throttling_ends_after_so_many_calls(aws):
    aws.fault("throttle", service="cloudformation", operation="ListStackSets", times=2)
    client = aws.client("cloudformation")
    for _ in range(2):
        with pytest.raises(ClientError, match="Rate exceeded"):
            client.list_stack_sets()
    client.list_stack_sets()


def test_any_error_can_be_injected(aws):
    aws.fault("error", service="organizations", operation="ListRoots", code="ServiceException", message="later", status=500, times=1)
    with pytest.raises(ClientError, match="later"):
        aws.client("organizations").list_roots()


@pytest.fixture(scope="module")
def enforced(tmp_path_factory):
    from .conftest import Emulator

    emulator = Emulator(tmp_path_factory.mktemp("enforced"), None, "--enforce")
    organizations = emulator.client("organizations")
    root = organizations.list_roots()["Roots"][0]["Id"]
    organizations.enable_policy_type(RootId=root, PolicyType="SERVICE_CONTROL_POLICY")
    region = {"Version": "2012-10-17", "Statement": [{
        "Effect": "Deny", "NotAction": ["iam:*", "sts:*", "organizations:*"], "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["ap-northeast-1"]}}}]}
    policy = organizations.create_policy(Name="region", Description="", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(region))
    unit = next(item for item in organizations.list_organizational_units_for_parent(ParentId=root)["OrganizationalUnits"] if item["Name"] == "Workloads")
    organizations.attach_policy(PolicyId=policy["Policy"]["PolicySummary"]["Id"], TargetId=unit["Id"])
    yield emulator
    emulator.close()


@pytest.mark.parametrize("account, region, allowed", [
    (DEV, "ap-northeast-1", True), (DEV, "us-east-1", False), (PROD, "us-east-1", False), (LOG, "us-east-1", True), (MANAGEMENT, "us-east-1", True),
], ids=["home region", "other region", "child unit", "other unit", "management account"])
def test_region_guardrail(enforced, account, region, allowed):
    # Organizations user guide: SCPs are inherited and never bind the management account
    client = enforced.client("sns", account, region)
    if allowed:
        client.list_topics()
    else:
        with pytest.raises(ClientError, match="explicit deny in a service control policy"):
            client.list_topics()


def test_scps_bind_what_cloudformation_deploys(enforced):
    from .conftest import body, topic

    client = enforced.client("cloudformation", LOG, "us-east-1")
    client.create_stack(StackName="fine", TemplateBody=body(topic("fine")))
    assert client.describe_stacks(StackName="fine")["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"
    with pytest.raises(ClientError, match="service control policy"):
        enforced.client("cloudformation", DEV, "us-east-1").create_stack(StackName="no", TemplateBody=body(topic("no")))


def test_an_unsigned_call_is_refused(aws):
    # common errors: MissingAuthenticationToken, HTTP 403
    import urllib.error
    import urllib.request

    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(aws.endpoint, data=b"Action=GetCallerIdentity&Version=2011-06-15", timeout=HANGS_AFTER)
