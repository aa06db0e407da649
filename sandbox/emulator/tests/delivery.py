"""What the tests of the event chain share: stacks of one emulator, events, and what became of them."""
import json

from .conftest import DEV, REGION, allow, body, trust, unique


def stack(aws, resources, account=DEV, region=REGION, name=None):
    """Deploys resources; returns logical id → physical id."""
    client, name = aws.client("cloudformation", account, region), name or unique("stack")
    client.create_stack(StackName=name, TemplateBody=body({"Resources": resources}), Capabilities=["CAPABILITY_NAMED_IAM"])
    status = client.describe_stacks(StackName=name)["Stacks"][0]["StackStatus"]
    events = client.describe_stack_events(StackName=name)["StackEvents"]
    assert status == "CREATE_COMPLETE", [event.get("ResourceStatusReason") for event in events]
    return {item["LogicalResourceId"]: item["PhysicalResourceId"] for item in client.describe_stack_resources(StackName=name)["StackResources"]}


def rule(pattern, *targets, **more):
    return {"Type": "AWS::Events::Rule", "Properties": {"EventPattern": pattern, "Targets": list(targets), **more}}


def target(arn, **more):
    return {"Id": "target", "Arn": arn, **more}


def attribute(name, what="Arn"):
    return {"Fn::GetAtt": [name, what]}


def role(service, action=None, resource="*"):
    policies = [{"PolicyName": "p", "PolicyDocument": allow(action, resource)}] if action else []
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": trust(Service=service), "Policies": policies}}


def queue_with_policy(name, **principal):
    return {
        name: {"Type": "AWS::SQS::Queue", "Properties": {}},
        f"{name}Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": name}], "PolicyDocument": statement(
            principal or {"Service": "events.amazonaws.com"}, "sqs:SendMessage", attribute(name))}},
    }


def statement(principal, action, resource, **condition):
    return {"Version": "2012-10-17", "Statement": [{
        "Sid": "s", "Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}]}


def put(aws, event, account=DEV, region=REGION, bus="default"):
    """As an AWS service: the hops of the event."""
    given = {"source": "aws.test", "detail-type": "Test", "detail": {}, **event}
    trace, = aws.control("/metsuke/events", {"account": account, "region": region, "bus": bus, "events": [given]})
    assert trace["settled"]
    return trace["hops"]


def outcomes(hops):
    return [(hop["kind"], hop["outcome"]) for hop in hops]


def received(aws, url, account=DEV, region=REGION):
    answer = aws.client("sqs", account, region).receive_message(QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"])
    return answer.get("Messages", [])


def bodies(aws, url, account=DEV):
    return [json.loads(message["Body"]) for message in received(aws, url, account)]


def hear(source):
    return {"source": [source]}
