"""What the tests of permissions share: roles and their sessions, and whether a call is allowed; stacks, and why they fail."""
import json

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, REGION, Emulator, body, bootstrap, unique


def enforcing(tmp_path_factory, name):
    """An emulator with --enforce, on which service control policies bind."""
    made = Emulator(tmp_path_factory.mktemp(name), None, "--enforce")
    made.client("organizations").enable_policy_type(RootId="r-sand", PolicyType="SERVICE_CONTROL_POLICY")
    bootstrap(made, [AUDIT, DEV])
    return made


def reasons(cloudformation, name):
    return [one["ResourceStatusReason"] for one in reversed(cloudformation.describe_stack_events(StackName=name)["StackEvents"])
            if one["ResourceStatus"].endswith("_FAILED") and "ResourceStatusReason" in one]


def create(cloudformation, resources, **more):
    name = unique("stack")
    id = cloudformation.create_stack(StackName=name, TemplateBody=body({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"], **more)["StackId"]
    return id, reasons(cloudformation, id)


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


def is_allowed(call, **params):
    try:
        call(**params)
    except ClientError as error:
        assert error.response["ResponseMetadata"]["HTTPStatusCode"] == 403, error
        return str(error)
    return True
