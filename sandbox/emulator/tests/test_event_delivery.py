"""From a bus to the targets of its rules (EventBridge user guide: targets, permissions, input transformation, dead letters)."""
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, MANAGEMENT, PROD, opened_to, unique
from .delivery import attribute, bodies, outcomes, put, queue_with_policy, received, role, rule, stack, statement, target


def hear(source):
    return {"source": [source]}


# -- putting
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


# -- what a target receives
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


# -- permissions
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


# -- bus to bus
def member(source, bus, role_action="events:PutEvents"):
    return {"Rule": rule(hear(source), target(bus, RoleArn=attribute("Role"))), "Role": role("events.amazonaws.com", role_action, bus)}


def hub(name, source, **condition):
    arn = f"arn:aws:events:ap-northeast-1:{AUDIT}:event-bus/{name}"
    return arn, {
        "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": name}},
        "Policy": {"Type": "AWS::Events::EventBusPolicy", "Properties": {"EventBusName": {"Ref": "Bus"}, "StatementId": "org", "Statement": {
            "Effect": "Allow", "Principal": "*", "Action": "events:PutEvents", "Resource": arn, "Condition": condition}}},
        "Rule": rule(hear(source), target(attribute("Queue")), EventBusName={"Ref": "Bus"}), **queue_with_policy("Queue"),
    }


@pytest.fixture
def org(aws):
    return {"StringEquals": {"aws:PrincipalOrgID": aws.ready["organizationId"]}}


@pytest.mark.parametrize("region", ["ap-northeast-1", "us-east-1"])
def test_an_event_crosses_accounts_and_regions_and_stays_what_it_was(aws, org, region):
    source, name = unique("aws.x"), unique("hub")
    arn, resources = hub(name, source, **org)
    made = stack(aws, resources, AUDIT)
    stack(aws, member(source, arn), PROD, region)
    hops = put(aws, {"source": source}, PROD, region)
    assert outcomes(hops) == [("rule", "matched"), ("bus", "delivered"), ("rule", "matched"), ("queue", "delivered")]
    event, = bodies(aws, made["Queue"], AUDIT)
    assert event["account"] == PROD and event["region"] == region


@pytest.mark.parametrize("case, wanted", [
    ("foreign organization", "does not allow events:PutEvents"), ("no permission", "do not allow events:PutEvents"),
    ("no trust", "does not trust events.amazonaws.com"), ("no role", "needs RoleArn"),
], ids=lambda value: value.replace(" ", "-"))
def test_a_bus_refuses(aws, org, case, wanted):
    source, name = unique("aws.x"), unique("hub")
    condition = {"StringEquals": {"aws:PrincipalOrgID": "o-foreign"}} if case == "foreign organization" else org
    arn, resources = hub(name, source, **condition)
    made = stack(aws, resources, AUDIT)
    sender = member(source, arn, "sqs:SendMessage" if case == "no permission" else "events:PutEvents")
    if case == "no trust":
        sender["Role"] = role("lambda.amazonaws.com", "events:PutEvents", arn)
    if case == "no role":
        del sender["Rule"]["Properties"]["Targets"][0]["RoleArn"]
    stack(aws, sender, PROD)
    hops = put(aws, {"source": source}, PROD)
    assert outcomes(hops) == [("rule", "matched"), ("bus", "failed")] and wanted in hops[-1]["why"]
    assert received(aws, made["Queue"], AUDIT) == []


def test_put_events_on_a_bus_of_another_account_asks_its_policy(aws, org):
    source, name = unique("shop"), unique("hub")
    arn, resources = hub(name, source, **org)
    stack(aws, resources, AUDIT)
    entry = {"Source": source, "DetailType": "Order", "Detail": "{}", "EventBusName": arn}
    assert aws.client("events", PROD).put_events(Entries=[entry])["FailedEntryCount"] == 0
    closed, resources = hub(unique("hub"), source, StringEquals={"aws:PrincipalOrgID": "o-foreign"})
    stack(aws, resources, AUDIT)
    with pytest.raises(ClientError, match="AccessDeniedException"):
        aws.client("events", PROD).put_events(Entries=[{**entry, "EventBusName": closed}])


def test_an_event_is_not_sent_on_to_a_third_bus(aws, org):
    # user guide, bus to bus: events from a sender bus cannot be routed to a third bus
    source, name, third = unique("aws.x"), unique("hub"), f"arn:aws:events:ap-northeast-1:{AUDIT}:event-bus/default"
    arn, resources = hub(name, source, **org)
    resources |= {"On": rule(hear(source), target(third, RoleArn=attribute("Role")), EventBusName={"Ref": "Bus"}),
                  "Role": role("events.amazonaws.com", "events:PutEvents", third)}
    stack(aws, resources, AUDIT)
    stack(aws, member(source, arn), PROD)
    failed = [hop for hop in put(aws, {"source": source}, PROD) if hop["outcome"] == "failed"]
    assert len(failed) == 1 and "third" in failed[0]["why"]


# -- other targets
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


# -- events of the sandbox itself
def test_an_api_call_becomes_an_event_where_a_trail_logs(started):
    aws = started()
    bucket = unique("trail")
    made = stack(aws, {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": bucket}},
        "Let": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": opened_to({"Ref": "Bucket"}, "cloudtrail.amazonaws.com")}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {"TrailName": "trail", "S3BucketName": {"Ref": "Let"}, "IsLogging": True, "IsMultiRegionTrail": True}},
        "Rule": rule({"source": ["aws.cloudtrail"], "detail": {"eventName": ["StopLogging"]}}, target(attribute("Queue"))), **queue_with_policy("Queue")})
    client = aws.client("cloudtrail", DEV)
    client.get_trail_status(Name="trail")
    client.stop_logging(Name=client.get_trail(Name="trail")["Trail"]["TrailARN"])  # API reference: a name or an ARN
    client.stop_logging(Name="trail")  # nobody sees this one any more
    aws.control("/metsuke/settle", {})
    event, = bodies(aws, made["Queue"])
    detail = event["detail"]
    assert (event["detail-type"], event["account"]) == ("AWS API Call via CloudTrail", DEV)
    assert detail["requestParameters"]["name"].endswith(":trail/trail") and detail["userIdentity"]["accountId"] == DEV and detail["eventSource"] == "cloudtrail.amazonaws.com"


def test_calls_of_global_services_are_seen_in_us_east_1(started):
    aws = started()
    stack(aws, {
        "Bucket": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": unique("trail")}},
        "Let": {"Type": "AWS::S3::BucketPolicy", "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": opened_to({"Ref": "Bucket"}, "cloudtrail.amazonaws.com")}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {"TrailName": "trail", "S3BucketName": {"Ref": "Let"}, "IsLogging": True, "IsMultiRegionTrail": True}}})
    resources = {"Rule": rule({"source": ["aws.iam"]}, target(attribute("Queue"))), **queue_with_policy("Queue")}
    here, there = stack(aws, resources), stack(aws, resources, region="us-east-1")
    aws.client("iam", DEV).create_user(UserName="somebody")
    aws.control("/metsuke/settle", {})
    assert received(aws, here["Queue"]) == []
    message, = received(aws, there["Queue"], region="us-east-1")
    assert json.loads(message["Body"])["detail"]["requestParameters"] == {"userName": "somebody"}


def test_findings_of_members_reach_the_administrators_bus(started):
    # GuardDuty user guide: the envelope names the administrator, the detail the member
    aws = started()
    organizations = aws.client("organizations")
    organizations.enable_aws_service_access(ServicePrincipal="guardduty.amazonaws.com")
    organizations.register_delegated_administrator(AccountId=AUDIT, ServicePrincipal="guardduty.amazonaws.com")
    made = stack(aws, {"Rule": rule({"source": ["aws.guardduty"]}, target(attribute("Queue"))), **queue_with_policy("Queue")}, AUDIT)
    put(aws, {"source": "aws.guardduty", "detail-type": "GuardDuty Finding", "detail": {"accountId": DEV}})
    event, = bodies(aws, made["Queue"], AUDIT)
    assert (event["account"], event["detail"]["accountId"]) == (AUDIT, DEV)
    put(aws, {"source": "aws.config"})
    assert received(aws, made["Queue"], AUDIT) == []


def test_an_account_that_left_lives_on_outside(started):
    aws = started()
    source, name = unique("aws.x"), unique("hub")
    arn, resources = hub(name, source, StringEquals={"aws:PrincipalOrgID": aws.ready["organizationId"]})
    made = stack(aws, resources, AUDIT)
    stack(aws, member(source, arn), PROD)
    assert ("queue", "delivered") in outcomes(put(aws, {"source": source}, PROD))
    aws.client("organizations").remove_account_from_organization(AccountId=PROD)
    hops = put(aws, {"source": source}, PROD)
    assert outcomes(hops) == [("rule", "matched"), ("bus", "failed")] and len(received(aws, made["Queue"], AUDIT)) == 1
    assert aws.client("sts", PROD).get_caller_identity()["Account"] == PROD


def test_only_accounts_of_the_organization_can_be_rehearsed(aws):
    import urllib.error

    with pytest.raises(urllib.error.HTTPError, match="400"):
        put(aws, {}, account="000000000000")
    assert outcomes(put(aws, {"source": unique("aws.x")}, MANAGEMENT)) == [("bus", "ended")]
