"""EventBridge Scheduler: a schedule fires when the rehearsal says so (Scheduler user guide: targets, context attributes).

docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
"""
import json
import urllib.error

import pytest

from .conftest import DEV, unique
from .delivery import attribute, bodies, outcomes, queue_with_policy, received, role, rule, stack, target


def schedule(name, arn, **more):
    return {"Type": "AWS::Scheduler::Schedule", "Properties": {
        "Name": name, "ScheduleExpression": "cron(0 9 * * ? *)", "ScheduleExpressionTimezone": "Asia/Tokyo", "FlexibleTimeWindow": {"Mode": "OFF"},
        "Target": {"Arn": arn, "RoleArn": attribute("Role"), **more.pop("Target", {})}, **more}}


def run(aws, name):
    trace, = aws.control("/metsuke/schedules/run", {"name": name})
    return trace["hops"]


def deploy(aws, action="sqs:SendMessage", service="scheduler.amazonaws.com", **more):
    name = unique("digest")
    made = stack(aws, {"Role": role(service, action), "Schedule": schedule(name, attribute("Queue"), **more), **queue_with_policy("Queue")})
    return name, made


def test_it_sends_its_input(aws):
    name, made = deploy(aws, Target={"Input": '{"kind": "digest", "at": "<aws.scheduler.scheduled-time>"}'})
    assert outcomes(run(aws, name)) == [("schedule", "matched"), ("queue", "delivered")]
    body, = bodies(aws, made["Queue"])
    assert body["kind"] == "digest" and body["at"].endswith("Z")
    listed = next(item for item in aws.control("/metsuke/schedules") if item["name"] == name)
    assert listed["expression"] == "cron(0 9 * * ? *) Asia/Tokyo" and listed["account"] == DEV


def test_without_input_it_sends_an_event(aws):
    name, made = deploy(aws)
    run(aws, name)
    body, = bodies(aws, made["Queue"])
    assert body["detail-type"] == "Scheduled Event" and body["source"] == "aws.scheduler" and body["resources"][0].endswith(name)


def test_a_disabled_one_does_nothing(aws):
    name, made = deploy(aws, State="DISABLED")
    assert outcomes(run(aws, name)) == [("schedule", "ended")] and received(aws, made["Queue"]) == []


@pytest.mark.parametrize("wrong", [{"action": "sqs:ReceiveMessage"}, {"service": "events.amazonaws.com"}], ids=["permission", "trust"])
def test_its_role_counts(aws, wrong):
    name, made = deploy(aws, **wrong)
    assert outcomes(run(aws, name))[-1] == ("queue", "failed")


def test_a_rule_with_a_schedule_fires_too(aws):
    name = unique("rule")
    made = stack(aws, {"Rule": {"Type": "AWS::Events::Rule", "Properties": {"Name": name, "ScheduleExpression": "rate(1 day)", "Targets": [target(attribute("Queue"))]}},
                       "Quiet": rule({"source": ["aws.events"]}, target(attribute("Queue"))), **queue_with_policy("Queue")})
    assert outcomes(run(aws, name)) == [("schedule", "matched"), ("queue", "delivered")]
    assert json.loads(received(aws, made["Queue"])[0]["Body"])["source"] == "aws.events"


def test_a_schedule_that_is_not_there(aws):
    with pytest.raises(urllib.error.HTTPError, match="400"):
        run(aws, "nobody")
