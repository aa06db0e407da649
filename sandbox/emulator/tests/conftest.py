"""Starts emulators; everything is asked through boto3 or the control endpoints."""
from __future__ import annotations

import atexit
import functools
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from ..keys import PREFIX, VARIABLE, Keys

# Against what hangs; a slow or busy machine must never come near it
HANGS_AFTER = 600
SANDBOX = Path(__file__).resolve().parents[2]
TEMPLATES = Path(__file__).parent / "templates"
REGION = "ap-northeast-1"
MANAGEMENT, AUDIT, LOG, PROD, DEV, STG, OLD = (digit * 12 for digit in "1234567")
ORGANIZATION = {
    "management": {"id": MANAGEMENT, "name": "master", "email": "master@example.com"},
    "units": [{"name": "Security", "accounts": ["audit", "log"]},
              {"name": "Workloads", "accounts": ["dev", "stg"], "units": [{"name": "Production", "accounts": ["prod"]}]}],
    "accounts": [
        {"id": AUDIT, "name": "audit", "email": "audit@example.com"}, {"id": LOG, "name": "log", "email": "log@example.com"},
        {"id": PROD, "name": "prod", "email": "prod@example.com"}, {"id": DEV, "name": "dev", "email": "dev@example.com"},
        {"id": STG, "name": "stg", "email": "stg@example.com"},
        {"id": OLD, "name": "old-poc", "email": "old@example.com", "state": "SUSPENDED", "joined": "INVITED"}],
}


class Emulator:
    def __init__(self, directory, organization=None, *options):
        file = directory / "organization.json"
        file.write_text(json.dumps(organization or ORGANIZATION))
        self.secret = secrets.token_urlsafe(32)
        self.keys = Keys(self.secret)
        self.ready = self._start(directory, ["--port", "0", "--organization", str(file), *options], {**os.environ, VARIABLE: self.secret})
        self.endpoint, self.pid, self._clients = self.ready["endpoint"], self.ready["pid"], {}

    def _start(self, directory, parameters, environment):
        """Forked from a process that has imported everything: a start of its own takes two seconds."""
        log, connection = directory / "emulator.log", socket.socket(socket.AF_UNIX)
        with connection:
            connection.connect(_forks())
            connection.sendall(json.dumps({"parameters": parameters, "environment": environment, "log": str(log)}).encode() + b"\n")
            assert json.loads(connection.makefile().readline())["pid"]
        return json.loads(wait_until(lambda: log.read_text() if log.exists() else "", lambda text: text.endswith("\n")).splitlines()[-1])

    @property
    def token(self):
        return {"Authorization": f"Bearer {self.keys.control_token}"}

    def client(self, service, account=MANAGEMENT, region=REGION, key=None, secret=None, token=None):
        """Each once: to make one costs more than most calls."""
        wish = (service, account, region, key, secret, token)
        if wish not in self._clients:
            self._clients[wish] = self._make_client(*wish)
        return self._clients[wish]

    def _make_client(self, service, account, region, key, secret, token):
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=region, aws_access_key_id=key or f"{PREFIX}{account}",
            aws_secret_access_key=secret or self.keys.of_account(account), aws_session_token=token,
            config=Config(retries={"total_max_attempts": 1}))

    def assume(self, account, role="OrganizationAccountAccessRole", by=MANAGEMENT):
        return self.client("sts", by).assume_role(RoleArn=f"arn:aws:iam::{account}:role/{role}", RoleSessionName="test")["Credentials"]

    def as_role(self, service, account, role="OrganizationAccountAccessRole", region=REGION):
        given = self.assume(account, role)
        return self.client(service, key=given["AccessKeyId"], secret=given["SecretAccessKey"], token=given["SessionToken"], region=region)

    def control(self, path, wish=None):
        data = None if wish is None else json.dumps(wish).encode()
        request = urllib.request.Request(self.endpoint + path, data=data, headers=self.token, method="GET" if wish is None else "POST")
        with urllib.request.urlopen(request, timeout=HANGS_AFTER) as answer:
            return json.loads(answer.read())

    def status(self, path, headers):
        """Of a control path, asked with the token and these headers."""
        request = urllib.request.Request(self.endpoint + path, headers={**self.token, **headers})
        with urllib.request.urlopen(request, timeout=HANGS_AFTER) as answer:
            return answer.status

    def fault(self, kind, **wish):
        return self.control("/metsuke/faults", {"kind": kind, **wish})

    def close(self):
        os.kill(self.pid, signal.SIGTERM)


class OwnProcess(Emulator):
    """Started as a user's is."""

    def _start(self, directory, parameters, environment):
        self.process = subprocess.Popen([sys.executable, "-m", "emulator", *parameters], cwd=SANDBOX, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.terminate()
        self.process.wait(HANGS_AFTER)


@functools.cache
def _forks():
    """Where the process listens that is forked; it leaves with this one."""
    path = os.path.join(tempfile.mkdtemp(prefix="metsuke-forks-"), "socket")
    process = subprocess.Popen([sys.executable, "-m", "emulator.tests.forks", path, str(os.getpid())], cwd=SANDBOX, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    atexit.register(process.terminate)
    atexit.register(shutil.rmtree, os.path.dirname(path))
    return path


class Set:
    """A stack set under test: starts operations and waits for them."""

    def __init__(self, emulator, name, template, account=MANAGEMENT, **options):
        self.cloudformation, self.name = emulator.client("cloudformation", account), name
        options.setdefault("Capabilities", ["CAPABILITY_NAMED_IAM"])
        self.cloudformation.create_stack_set(StackSetName=name, TemplateBody=body(template), **options)

    def start(self, verb, **params):
        return getattr(self.cloudformation, verb)(StackSetName=self.name, **params)["OperationId"]

    def wait(self, operation):
        return wait_until(lambda: self.operation(operation), lambda found: found["Status"] not in ("RUNNING", "QUEUED", "STOPPING"))

    def run(self, verb, **params):
        operation = self.start(verb, **params)
        return self.wait(operation), self.results(operation)

    def create(self, accounts, **params):
        return self.run("create_stack_instances", Accounts=accounts, Regions=params.pop("Regions", [REGION]), **params)

    def delete(self, accounts, retain=False, **params):
        return self.run("delete_stack_instances", Accounts=accounts, Regions=[REGION], RetainStacks=retain, **params)

    def operation(self, operation):
        return self.cloudformation.describe_stack_set_operation(StackSetName=self.name, OperationId=operation)["StackSetOperation"]

    def results(self, operation):
        answer = self.cloudformation.list_stack_set_operation_results(StackSetName=self.name, OperationId=operation)
        return {(item["Account"], item["Region"]): item for item in answer["Summaries"]}

    def instances(self):
        answer = self.cloudformation.list_stack_instances(StackSetName=self.name)
        return {item["Account"]: item for item in answer["Summaries"]}


def wait_until(look, is_good):
    """What `look` finds when it is good at last."""
    until = time.monotonic() + HANGS_AFTER
    while not is_good(found := look()):
        assert time.monotonic() < until, f"it is still {found}"
        time.sleep(0.02)
    return found


def unique(word="it"):
    return f"{word}-{uuid.uuid4().hex[:10]}"


def body(template):
    return template if isinstance(template, str) else json.dumps(template)


def trust(**principal):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]}


def allow(action, resource="*"):
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}


def opened_to(bucket, *services):
    """A bucket policy that lets services deliver: on a bucket's name, or on what a template says of it."""
    arns = [{"Fn::Sub": [text, {"B": bucket}]} if isinstance(bucket, dict) else text.replace("${B}", bucket) for text in ("arn:aws:s3:::${B}", "arn:aws:s3:::${B}/*")]
    return {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": {"Service": list(services)}, "Action": ["s3:GetBucket*", "s3:ListBucket", "s3:PutObject"], "Resource": arns}]}


def role(name, document, **more):
    return {"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {
        "RoleName": name, "AssumeRolePolicyDocument": document, **more}}}}


def topic(name, **more):
    return {"Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name, **more}}}}


def bootstrap(emulator, accounts):
    """The two roles of self-managed stack sets: exactly what REFERENCE section B describes."""
    admin = "AWSCloudFormationStackSetAdministrationRole"
    execution = "AWSCloudFormationStackSetExecutionRole"
    emulator.client("cloudformation").create_stack(
        StackName="administration", Capabilities=["CAPABILITY_NAMED_IAM"], TemplateBody=body(role(
            admin, trust(Service="cloudformation.amazonaws.com"), Policies=[
                {"PolicyName": "assume", "PolicyDocument": allow("sts:AssumeRole", f"arn:aws:iam::*:role/{execution}")}])))
    for account in accounts:
        emulator.as_role("cloudformation", account).create_stack(
            StackName="execution", Capabilities=["CAPABILITY_NAMED_IAM"], TemplateBody=body(role(
                execution, trust(AWS=f"arn:aws:iam::{MANAGEMENT}:role/{admin}"),
                ManagedPolicyArns=["arn:aws:iam::aws:policy/AdministratorAccess"])))


@pytest.fixture(scope="session")
def aws(tmp_path_factory):
    emulator = Emulator(tmp_path_factory.mktemp("organization"))
    bootstrap(emulator, [AUDIT, LOG, PROD, DEV, STG])
    yield emulator
    emulator.close()


@pytest.fixture(autouse=True)
def no_faults_left(request):
    yield
    if "aws" in request.fixturenames:
        request.getfixturevalue("aws").fault("clear")


@pytest.fixture
def denies(emulator):
    """Attaches a service control policy of one statement to DEV until the test ends; `emulator` is the module's own."""
    organizations, policies = emulator.client("organizations"), []

    def attach(action, resource="*", **condition):
        statement = {"Effect": "Deny", "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}
        made = organizations.create_policy(Name=unique("deny"), Description="", Type="SERVICE_CONTROL_POLICY", Content=json.dumps(
            {"Version": "2012-10-17", "Statement": [statement]}))["Policy"]["PolicySummary"]["Id"]
        organizations.attach_policy(PolicyId=made, TargetId=DEV)
        policies.append(made)

    yield attach
    for made in policies:
        organizations.detach_policy(PolicyId=made, TargetId=DEV)
        organizations.delete_policy(PolicyId=made)


@pytest.fixture
def started(tmp_path):
    """Starts an emulator of its own for a test; closes all of them afterwards."""
    emulators: list = []

    def start(*options, organization=None, kind=Emulator):
        directory = tmp_path / str(len(emulators))
        directory.mkdir()
        emulators.append(kind(directory, organization, *options))
        return emulators[-1]

    yield start
    for emulator in emulators:
        emulator.close()
