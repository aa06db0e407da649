"""Events that go from bus to bus, across accounts and Regions (EventBridge user guide, buses and cross-account events).

docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
"""

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, PROD, unique
from .delivery import attribute, bodies, hear, outcomes, put, queue_with_policy, received, role, rule, stack, target


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
