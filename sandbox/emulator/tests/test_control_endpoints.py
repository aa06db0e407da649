"""The control endpoints, as sandbox/README.md lists them; what they bring about is asked of the services."""
import re

import pytest
from botocore.exceptions import ClientError

from .conftest import DEV, MANAGEMENT, REGION, SANDBOX, body, topic, unique
from .delivery import put, rule, stack, target


def test_the_organization_is_told_with_its_accounts(aws):
    found = aws.control("/metsuke/organization")
    assert (found["id"], found["managementAccountId"]) == (aws.ready["organizationId"], MANAGEMENT)
    names = {one["name"]: one["state"] for one in found["accounts"]}
    assert names["dev"] == "ACTIVE" and names["old-poc"] == "SUSPENDED"
    assert {one["Id"] for one in aws.client("organizations").list_accounts()["Accounts"]} <= {one["id"] for one in found["accounts"]}


def test_an_account_is_added_in_its_unit_and_state(started):
    aws = started()
    made = aws.control("/metsuke/organization/accounts", {"name": "late", "email": "late@example.com", "unit": "Security", "state": "SUSPENDED", "joined": "INVITED"})
    account = aws.client("organizations").describe_account(AccountId=made["id"])["Account"]
    assert (account["State"], account["JoinedMethod"]) == ("SUSPENDED", "INVITED")
    with pytest.raises(Exception, match="400"):
        aws.control("/metsuke/organization/accounts", {"name": "x", "email": "x@example.com", "state": "ASLEEP"})


def test_an_account_gets_another_state(started):
    aws = started()
    for state in ("SUSPENDED", "ACTIVE"):
        aws.control("/metsuke/organization/state", {"account": DEV, "state": state})
        assert aws.client("organizations").describe_account(AccountId=DEV)["Account"]["State"] == state


def test_what_became_of_events_is_told_by_id_and_the_latest_first(aws):
    given = {"source": "aws.test", "detail-type": "Test", "detail": {}}
    traces = aws.control("/metsuke/events", {"account": DEV, "region": REGION, "events": [given, given]})
    found, = aws.control(f"/metsuke/events?id={traces[0]['id']}")
    assert found["settled"] and found["hops"][0]["kind"] == "bus" and {"id", "title", "settled", "hops"} <= set(found)
    assert len(aws.control("/metsuke/events?limit=2")) == 2 and aws.control("/metsuke/events?id=none") == []


def test_a_text_message_is_recorded_instead_of_sent(aws):
    sns, name = aws.client("sns", DEV), unique("hook")
    arn = sns.create_topic(Name=name)["TopicArn"]
    sns.subscribe(TopicArn=arn, Protocol="sms", Endpoint="+819012345678")
    sns.publish(TopicArn=arn, Message=f"text {name}")
    aws.control("/metsuke/settle", {})
    assert [one for one in aws.control("/metsuke/outbox") if f"text {name}" in str(one)]


def test_a_fault_without_operation_is_for_all_of_its_service_and_one_without_reason_ends(aws):
    aws.fault("throttle", service="organizations", operation=None, times=2)
    for operation in ("list_roots", "list_accounts"):
        with pytest.raises(ClientError, match="Rate exceeded"):
            getattr(aws.client("organizations"), operation)()
    aws.client("organizations").list_roots()
    aws.fault("account", account=DEV, reason="on fire")
    assert aws.control("/metsuke/faults")["accounts"] == {DEV: "on fire"}
    aws.fault("account", account=DEV, reason=None)
    assert aws.control("/metsuke/faults")["accounts"] == {}
    name = unique("stack")
    aws.client("cloudformation", DEV).create_stack(StackName=name, TemplateBody=body(topic(unique())))
    assert aws.client("cloudformation", DEV).describe_stacks(StackName=name)["Stacks"][0]["StackStatus"] == "CREATE_COMPLETE"


def test_a_target_is_tried_once(aws):
    source = unique("aws.x")
    stack(aws, {"Rule": rule({"source": [source]}, target(f"arn:aws:sqs:{REGION}:{DEV}:{unique()}"))})
    assert len([hop for hop in put(aws, {"source": source}) if hop["kind"] == "queue"]) == 1


def test_the_readme_lists_every_endpoint():
    code = "".join((SANDBOX / "emulator" / name).read_text() for name in ("control.py", "delivery_control.py"))
    listed = set(re.findall(r"`(GET|POST) (/metsuke/[\w/-]+)", (SANDBOX / "README.md").read_text()))
    assert listed == set(re.findall(r'\("(GET|POST)", "(/metsuke/[\w/-]+)"\)', code))
