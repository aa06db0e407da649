"""The same work with the commands of the AWS CLI, one after the other, as a person's shell would run them.

aws-cli.py roles | foundation | look | change | join

Reads FOLDER (job.json, templates, parameters) and DEADLINE (seconds that the loop of `roles` may take). With IN_PROCESS=1
the commands run inside this process: the quick form checks that they work, and not how long a process needs to start.
"""
import contextlib
import functools
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(os.environ["FOLDER"])
JOB = json.loads((FOLDER / "job.json").read_text())


def roles():
    """The roles of stack sets, and AWS Config's own role: in the management account, and in a loop over all others."""
    [administration] = stacks_titled("stackset-administration")
    create_stack(administration)
    aws("cloudformation", "wait", "stack-create-complete", "--stack-name", administration["name"])
    for stack in stacks_titled("management-execution"):
        create_stack(stack)
        aws("cloudformation", "wait", "stack-create-complete", "--stack-name", stack["name"])
    for role in JOB["serviceLinkedRoles"]:
        aws("iam", "create-service-linked-role", "--aws-service-name", role["principal"])
    accounts = members()
    started, done = time.monotonic(), 0
    for account in accounts:
        enter(account)
        done += 1
        if time.monotonic() - started >= float(os.environ["DEADLINE"]):
            break
    print(json.dumps({"done": accounts[:done], "left": accounts[done:], "loopSeconds": time.monotonic() - started}))


def enter(account):
    """What a stack set needs in an account before it can work there."""
    keys = aws("sts", "assume-role", "--role-session-name", "by-hand", "--role-arn",
               f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole")["Credentials"]
    session = {"AWS_ACCESS_KEY_ID": keys["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": keys["SecretAccessKey"],
               "AWS_SESSION_TOKEN": keys["SessionToken"]}
    for role in JOB["serviceLinkedRoles"]:
        aws("iam", "create-service-linked-role", "--aws-service-name", role["principal"], session=session)
    [execution] = stacks_titled("stackset-execution")
    create_stack(execution, session)


def foundation():
    """Everything else, in the order of what needs what."""
    for principal in JOB["trustedAccess"]:
        aws("organizations", "enable-aws-service-access", "--service-principal", principal)
    for administrator in JOB["delegatedAdministrators"]:
        aws("organizations", "register-delegated-administrator", "--account-id", administrator["account"],
            "--service-principal", administrator["principal"])
    for stack in JOB["stacks"]:
        if stack["kind"] == "stack-set":
            create_stack_set(stack)
        elif stack["title"] not in ("stackset-administration", "management-execution", "stackset-execution"):
            create_stack(stack)
            aws("cloudformation", "wait", "stack-create-complete", "--stack-name", stack["name"])
    attach_policies()


def attach_policies():
    [root] = aws("organizations", "list-roots")["Roots"]
    for kind in JOB["policyTypes"]:
        aws("organizations", "enable-policy-type", "--root-id", root["Id"], "--policy-type", kind)
    for policy in JOB["policies"]:
        made = aws("organizations", "create-policy", "--type", "SERVICE_CONTROL_POLICY", "--name", policy["name"],
                   "--description", policy["description"], "--content", policy["content"])
        aws("organizations", "attach-policy", "--policy-id", made["Policy"]["PolicySummary"]["Id"], "--target-id", root["Id"])


def look():
    """There is no plan: a person compares what these commands print."""
    aws("organizations", "list-accounts")
    for stack in JOB["stacks"]:
        if stack["kind"] == "stack-set":
            aws("cloudformation", "describe-stack-set", "--stack-set-name", stack["name"])
            aws("cloudformation", "list-stack-instances", "--stack-set-name", stack["name"])


def change():
    for stack in JOB["stacks"]:
        if stack["title"] in JOB["changed"]:
            started = aws("cloudformation", "update-stack-set", "--stack-set-name", stack["name"], "--use-previous-template",
                          "--parameters", file(f"{stack['title']}.changed"), *capabilities(stack), *preferences(stack))
            wait(stack, started)


def join():
    listed = aws("organizations", "list-accounts")["Accounts"]
    [account] = [each["Id"] for each in listed if each["Name"] == "joined"]
    enter(account)
    for stack in JOB["stacks"]:
        if stack["kind"] == "stack-set" and len(stack["accounts"]) > 1:
            create_instances(stack, [account])


def create_stack(stack, session=None):
    aws("cloudformation", "create-stack", "--stack-name", stack["name"], "--template-body", file(stack["title"]),
        "--parameters", file(f"{stack['title']}.parameters"), *capabilities(stack), session=session)


def create_stack_set(stack):
    aws("cloudformation", "create-stack-set", "--stack-set-name", stack["name"], "--template-body", file(stack["title"]),
        "--parameters", file(f"{stack['title']}.parameters"), *capabilities(stack))
    create_instances(stack, stack["accounts"])


def create_instances(stack, accounts):
    started = aws("cloudformation", "create-stack-instances", "--stack-set-name", stack["name"], "--accounts", *accounts,
                  "--regions", *stack["regions"], *preferences(stack))
    wait(stack, started)


def wait(stack, started):
    """The AWS CLI has no waiter for operations of stack sets."""
    operation = ["--stack-set-name", stack["name"], "--operation-id", started["OperationId"]]
    while True:
        status = aws("cloudformation", "describe-stack-set-operation", *operation)["StackSetOperation"]["Status"]
        if status == "SUCCEEDED":
            return
        if status not in ("QUEUED", "RUNNING"):
            raise SystemExit(f"{stack['title']}: {status}")
        time.sleep(1)


def capabilities(stack):
    return ["--capabilities", *stack["capabilities"]] if stack["capabilities"] else []


def preferences(stack):
    return ["--operation-preferences", json.dumps(stack["preferences"])] if stack["preferences"] else []


def stacks_titled(title):
    return [stack for stack in JOB["stacks"] if stack["title"] == title]


def members():
    """The accounts of single stacks first: what comes after the loop works in them."""
    management = aws("sts", "get-caller-identity")["Account"]
    listed = [each["Id"] for each in aws("organizations", "list-accounts")["Accounts"] if each["State"] == "ACTIVE"]
    alone = {stack["accounts"][0] for stack in JOB["stacks"] if len(stack["accounts"]) == 1}
    return sorted((each for each in listed if each != management), key=lambda each: each not in alone)


def file(name):
    return f"file://{FOLDER / name}.json"


def aws(*arguments, session=None):
    """One command. What it prints, which is JSON, or nothing."""
    run = in_process if os.environ.get("IN_PROCESS") else in_process_of_its_own
    text = run(list(arguments), session or {})
    return json.loads(text) if text.strip() else {}


def in_process_of_its_own(arguments, session):
    command = ["aws", *arguments, "--output", "json"]
    return subprocess.run(command, env={**os.environ, **session}, check=True, stdout=subprocess.PIPE, text=True).stdout


@functools.lru_cache
def driver(session):
    """The AWS CLI itself; it reads the credentials of its session once."""
    from awscli.clidriver import create_clidriver

    return create_clidriver()


def in_process(arguments, session):
    before = {name: os.environ.get(name) for name in session}
    os.environ.update(session)
    try:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            status = driver(json.dumps(session)).main([*arguments, "--output", "json"])
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    if status:
        raise SystemExit(f"aws {' '.join(arguments)[:200]} ended with {status}")
    return printed.getvalue()


{"roles": roles, "foundation": foundation, "look": look, "change": change, "join": join}[sys.argv[1]]()
