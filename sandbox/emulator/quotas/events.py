"""EventBridge, SNS, SQS and Lambda: what carries and handles events."""
from __future__ import annotations

from . import measures as m
from .quota import Quota

EVENTS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html"
MOST = "The requested resource exceeds the maximum number allowed."


def _events(name: str, limit: int, calls: dict, types: dict) -> Quota:
    return Quota(name, limit, "LimitExceededException", MOST, EVENTS, calls, types)


def _held(name: str, limit: int, operation: str, type: str, collection: str) -> Quota:
    measure = m.held("events", collection, "ArchiveName" if collection == "archives" else "Name")
    return _events(name, limit, {f"events.{operation}": measure}, {type: measure})


PATTERN = m.characters("EventPattern")
POLICY = {"AttributeName": "Policy"}
QUOTAS = [
    _events("size of an event pattern", 2048, {"events.PutRule": PATTERN, "events.CreateArchive": PATTERN, "events.UpdateArchive": PATTERN},
            {"AWS::Events::Rule": PATTERN, "AWS::Events::Archive": PATTERN}),
    _events("targets of a rule", 5, {"events.PutTargets": m.targets}, {"AWS::Events::Rule": m.items("Targets")}),
    _events("rules of a bus", 300, {"events.PutRule": m.rules}, {"AWS::Events::Rule": m.rules}),
    _held("event buses of a Region", 100, "CreateEventBus", "AWS::Events::EventBus", "event_buses"),
    _held("archives of a Region", 100, "CreateArchive", "AWS::Events::Archive", "archives"),
    Quota("policy of an event bus", 10240, "PolicyLengthExceededException", "The policy is too long. It may have no more than {limit} characters.",
          EVENTS, {"events.PutPermission": m.characters("Policy")}, {"AWS::Events::EventBus": m.characters("Policy")}),
    Quota("policy of a topic", 30720, "InvalidParameter", "Invalid parameter: Policy length exceeds the maximum of {limit} bytes",
          "https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-key-concepts.html",
          {"sns.SetTopicAttributes": m.size("AttributeValue", where=POLICY), "sns.CreateTopic": m.size("Attributes.Policy")},
          {"AWS::SNS::TopicPolicy": m.size("PolicyDocument")}),
    Quota("policy of a queue", 8192, "OverLimit", "Submitted policy is over max allowed size.",
          "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
          {"sqs.SetQueueAttributes": m.size("Attributes.Policy"), "sqs.CreateQueue": m.size("Attributes.Policy")},
          {"AWS::SQS::QueuePolicy": m.size("PolicyDocument")}, 403),
    Quota("statements of a queue's policy", 20, "OverLimit", "{found} statements were found in the submitted policy, max allowed is {limit}",
          "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html",
          {"sqs.SetQueueAttributes": m.statements("Attributes.Policy")}, {"AWS::SQS::QueuePolicy": m.statements("PolicyDocument")}, 403),
    Quota("variables of a function", 4096, "InvalidParameterValueException",
          "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. "
          "String measured: {of}", "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
          {"lambda.CreateFunction": m.environment("Environment.Variables"), "lambda.UpdateFunctionConfiguration": m.environment("Environment.Variables")},
          {"AWS::Lambda::Function": m.environment("Environment.Variables")}),
    Quota("layers of a function", 5, "InvalidParameterValueException", "You have exceeded the maximum number of layers per function: {limit}.",
          "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html",
          {"lambda.CreateFunction": m.items("Layers"), "lambda.UpdateFunctionConfiguration": m.items("Layers")},
          {"AWS::Lambda::Function": m.items("Layers")}),
]
