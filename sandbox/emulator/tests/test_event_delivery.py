"""From a bus to the targets of its rules (EventBridge user guide: targets, permissions, input transformation, dead letters).

docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from .conftest import DEV, unique
from .delivery import attribute, bodies, hear, outcomes, put, queue_with_policy, received, role, rule, stack, statement, target


def test_a_customer_event_reaches_the_queue_of_a_matching_rule(aws):
    source = unique("shop")
    made = stack(aws, {"Rule": rule(hear(source), target(attribute("Queue"))), "Other": rule(hear("other"), target(attribute("Queue"))), **queue_with_policy("Queue")})
    client = aws.client("events", DEV)
    answer = client.put_events(Entries=[{"Source": source, "DetailType": "Order", "Detail": '{"number": 1}', "Resources": ["r"]}])
    aws.control("/metsuke/settle", {})
    event, = bodies(aws, made["Queue"])
    assert event["id"] == answer["Entries"][0]["EventId"] and event["account"] == DEV and event["region"] == "ap-northeast-1"
    assert event["detail"] == {"number": 1} and event["detail-type"] == "Order" and event["resources"] == ["r"]


def test_entries_that_are_wrong_fail_alone(aws):
    good = {"Source": "shop", "DetailType": "Order", "Detail": "{}"}
    answer = aws.client("events", DEV).put_events(Entries=[
        good, {**good, "Source": "aws.ec2"}, {**good, "Detail": "no"}, {key: good[key] for key in ("Source", "Detail")}])
    assert answer["FailedEntryCount"] == 3
    assert [entry.get("ErrorCode") for entry in answer["Entries"]] == [None, "NotAuthorizedForSourceException", "MalformedDetail", "InvalidArgument"]


def test_a_disabled_rule_is_silent(aws):
    source = unique("aws.x")
    made = stack(aws, {"Rule": rule(hear(source), target(attribute("Queue")), State="DISABLED"), **queue_with_policy("Queue")})
    hops = put(aws, {"source": source})
    assert outcomes(hops) == [("bus", "ended")] and received(aws, made["Queue"]) == []


def test_an_event_that_nobody_wants_says_what_missed(aws):
    source = unique("aws.x")
    stack(aws, {"Rule": rule({"source": [source], "detail": {"severity": [{"numeric": [">=", 7]}]}}, target(attribute("Queue"))), **queue_with_policy("Queue")})
    hop, = put(aws, {"source": source, "detail": {"severity": 2}})
    assert "detail.severity" in hop["why"]


def test_read_only_calls_need_a_state_of_their_own(aws):
    # CloudFormation reference, AWS::Events::Rule State
    pattern = {"detail-type": ["AWS API Call via CloudTrail"], "source": [unique("aws.x")]}
    resources = {"Rule": rule(pattern, target(attribute("Queue"))), **queue_with_policy("Queue")}
    event = {"source": pattern["source"][0], "detail-type": pattern["detail-type"][0], "detail": {"eventName": "DescribeTrails"}}
    name = unique("stack")
    stack(aws, resources, name=name)
    assert outcomes(put(aws, event)) == [("bus", "ended")]
    resources["Rule"]["Properties"]["State"] = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"
    aws.client("cloudformation", DEV).update_stack(StackName=name, TemplateBody=json.dumps({"Resources": resources}))
    assert ("queue", "delivered") in outcomes(put(aws, event))


@pytest.mark.parametrize("shape, wanted", [
    ({"Input": '{"fixed": true}'}, '{"fixed": true}'),
    ({"InputPath": "$.detail.finding"}, '{"type": "A \\"B\\"", "ids": [1, 2]}'),
    ({"InputTransformer": {"InputPathsMap": {"type": "$.detail.finding.type", "id": "$.detail.finding.ids[1]"},
                           "InputTemplate": '{"type": <type>, "text": "saw <type> <id>", "none": "<none>"}'}},
     '{"type": "A \\"B\\"", "text": "saw A \\"B\\" 2", "none": "<none>"}'),
    ({"InputTransformer": {"InputTemplate": '{"rule": "<aws.events.rule-name>"}'}}, '{"rule": "RULE"}'),
], ids=["constant", "path", "transformer", "reserved"])
def test_input(aws, shape, wanted):
    source = unique("aws.x")
    made = stack(aws, {"Rule": rule(hear(source), target(attribute("Queue"), **shape)), **queue_with_policy("Queue")})
    put(aws, {"source": source, "detail": {"finding": {"type": 'A "B"', "ids": [1, 2]}}})
    message, = received(aws, made["Queue"])
    assert message["Body"] == wanted.replace("RULE", made["Rule"])


def test_a_queue_that_does_not_know_the_rule_refuses(aws):
    source = unique("aws.x")
    resources = {"Rule": rule(hear(source), target(attribute("Queue"))), "Queue": {"Type": "AWS::SQS::Queue"}}
    stack(aws, resources)
    hops = put(aws, {"source": source})
    assert outcomes(hops)[-1] == ("queue", "failed") and "does not allow sqs:SendMessage to events.amazonaws.com" in hops[-1]["why"]


def test_source_arn_and_account_are_told_to_the_policy(aws):
    source, name = unique("aws.x"), unique("rule")
    policy = statement({"Service": "events.amazonaws.com"}, "sqs:SendMessage", "*", ArnEquals={
        "aws:SourceArn": {"Fn::Sub": f"arn:aws:events:${{AWS::Region}}:${{AWS::AccountId}}:rule/{name}"}}, StringEquals={"aws:SourceAccount": DEV})
    resources = {name_: rule(hear(source), target(attribute("Queue")), Name=rule_name) for name_, rule_name in (("Known", name), ("Unknown", name + "2"))}
    made = stack(aws, {**resources, "Queue": {"Type": "AWS::SQS::Queue"},
                       "Policy": {"Type": "AWS::SQS::QueuePolicy", "Properties": {"Queues": [{"Ref": "Queue"}], "PolicyDocument": policy}}})
    hops = put(aws, {"source": source})
    assert sorted(hop["outcome"] for hop in hops if hop["kind"] == "queue") == ["delivered", "failed"]
    assert len(received(aws, made["Queue"])) == 1


def test_a_failed_target_leaves_the_event_in_its_dead_letter_queue(aws):
    source = unique("aws.x")
    gone = f"arn:aws:sqs:ap-northeast-1:{DEV}:gone"
    made = stack(aws, {"Rule": rule(hear(source), target(gone, DeadLetterConfig={"Arn": attribute("Dead")})), **queue_with_policy("Dead")})
    hops = put(aws, {"source": source, "detail": {"a": 1}})
    assert outcomes(hops)[1:] == [("queue", "failed"), ("dead-letter queue", "delivered")]
    message, = received(aws, made["Dead"])
    assert json.loads(message["Body"])["detail"] == {"a": 1}
    attributes = {name: value["StringValue"] for name, value in message["MessageAttributes"].items()}
    assert attributes["TARGET_ARN"] == gone and attributes["RULE_ARN"].endswith(made["Rule"]) and attributes["ERROR_CODE"]


def test_log_groups_and_archives_keep_events(aws):
    source, group = unique("aws.x"), f"/aws/events/{unique('g')}"
    log_arn = {"Fn::Sub": f"arn:aws:logs:${{AWS::Region}}:${{AWS::AccountId}}:log-group:{group}"}
    archive = unique("archive")
    stack(aws, {
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": group}},
        "Let": {"Type": "AWS::Logs::ResourcePolicy", "Properties": {"PolicyName": unique("let"), "PolicyDocument": json.dumps(
            statement({"Service": ["events.amazonaws.com", "delivery.logs.amazonaws.com"]}, ["logs:CreateLogStream", "logs:PutLogEvents"], "*"))}},
        "Archive": {"Type": "AWS::Events::Archive", "Properties": {
            "ArchiveName": archive, "SourceArn": f"arn:aws:events:ap-northeast-1:{DEV}:event-bus/default", "EventPattern": hear(source)}},
        "Rule": rule(hear(source), target(log_arn))})
    hops = put(aws, {"source": source})
    assert {("log group", "delivered"), ("archive", "delivered")} <= set(outcomes(hops))
    assert json.loads(aws.client("logs", DEV).filter_log_events(logGroupName=group)["events"][0]["message"])["source"] == source
    assert aws.client("events", DEV).describe_archive(ArchiveName=archive)["EventCount"] == 1


@pytest.fixture
def web():
    heard = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200 if self.path == "/fine" else 500)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()


def destination(url, source):
    return {
        "Connection": {"Type": "AWS::Events::Connection", "Properties": {"AuthorizationType": "API_KEY", "AuthParameters": {
            "ApiKeyAuthParameters": {"ApiKeyName": "key", "ApiKeyValue": "value"}}}},
        "Destination": {"Type": "AWS::Events::ApiDestination", "Properties": {
            "ConnectionArn": attribute("Connection"), "HttpMethod": "POST", "InvocationEndpoint": url}},
        "Role": role("events.amazonaws.com", "events:InvokeApiDestination", attribute("Destination")),
        "Rule": rule(hear(source), target(attribute("Destination"), RoleArn=attribute("Role"), InputPath="$.detail")),
    }


@pytest.mark.parametrize("path, outcome", [("/fine", "delivered"), ("/broken", "failed")])
def test_a_web_server_of_this_machine_is_called(aws, web, path, outcome):
    url, heard = web
    source = unique("aws.x")
    stack(aws, destination(url + path, source))
    assert outcomes(put(aws, {"source": source, "detail": {"text": "hi"}}))[-1] == ("api-destination", outcome)
    assert heard == [{"text": "hi"}]


def test_any_other_web_server_is_only_recorded(aws):
    source = unique("aws.x")
    stack(aws, destination("https://hooks.example.com/x", source))
    assert outcomes(put(aws, {"source": source, "detail": {"text": source}}))[-1] == ("api-destination", "recorded")
    call, = [item for item in aws.control("/metsuke/outbox") if source in item["body"]]
    assert call["target"] == "https://hooks.example.com/x"


def test_a_state_machine_is_recorded_with_its_role_checked(aws):
    source, machine = unique("aws.x"), f"arn:aws:states:ap-northeast-1:{DEV}:stateMachine:m"
    stack(aws, {"Role": role("events.amazonaws.com", "states:StartExecution", machine), "Poor": role("events.amazonaws.com"),
                "Rule": rule(hear(source), target(machine, RoleArn=attribute("Role"))), "Bad": rule(hear(source), target(machine, RoleArn=attribute("Poor")))})
    assert sorted(outcomes(put(aws, {"source": source}))) == [("rule", "matched"), ("rule", "matched"), ("states", "failed"), ("states", "recorded")]
