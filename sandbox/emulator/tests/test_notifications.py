"""SNS: who may publish, who is subscribed, what arrives (SNS developer guide: access policies, e-mail, message filtering).

docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
"""
import json
import re

import pytest
from botocore.exceptions import ClientError

from .conftest import AUDIT, DEV, PROD, unique
from .delivery import attribute, outcomes, put, queue_with_policy, received, role, rule, stack, statement, target


def address():
    return f"{unique('somebody')}@example.com"


def mails(aws, to):
    return aws.control(f"/metsuke/mail?to={to}")


def confirm(aws, to):
    return aws.control("/metsuke/mail/confirm", {"to": to})


@pytest.fixture
def topic(aws):
    return aws.client("sns", DEV).create_topic(Name=unique("topic"))["TopicArn"]


# -- mail
def test_a_pending_subscription_receives_only_the_mail_that_asks(aws, topic):
    sns, to = aws.client("sns", DEV), address()
    assert sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=to)["SubscriptionArn"] == "pending confirmation"
    sns.publish(TopicArn=topic, Message="early")
    mail, = mails(aws, to)
    assert mail["kind"] == "confirmation" and topic in mail["body"]
    shown, = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert shown["SubscriptionArn"] == "PendingConfirmation"
    assert sns.get_topic_attributes(TopicArn=topic)["Attributes"]["SubscriptionsPending"] == "1"


def test_the_link_in_the_mail_confirms(aws, topic):
    sns, to = aws.client("sns", DEV), address()
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=to)
    token, = re.findall(r"Token=(\w+)", mails(aws, to)[0]["body"])
    with pytest.raises(ClientError, match="InvalidParameter"):
        sns.confirm_subscription(TopicArn=topic, Token="f" * 128)
    arn = sns.confirm_subscription(TopicArn=topic, Token=token)["SubscriptionArn"]
    shown, = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
    assert shown["SubscriptionArn"] == arn and arn.startswith(topic + ":")
    assert sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]["PendingConfirmation"] == "false"


def test_several_pending_subscriptions_are_all_listed(aws, topic):
    sns = aws.client("sns", DEV)
    people = sorted(address() for _ in range(3))
    for to in people:
        sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=to)
    assert sorted(item["Endpoint"] for item in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]) == people
    assert {item["Endpoint"] for item in sns.list_subscriptions()["Subscriptions"]} >= set(people)
    assert [item["to"] for item in aws.control(f"/metsuke/mail/pending?to={people[0]}")] == [people[0]]


def test_a_mail_is_what_a_person_receives(aws, topic):
    sns, to = aws.client("sns", DEV), address()
    sns.set_topic_attributes(TopicArn=topic, AttributeName="DisplayName", AttributeValue="Security")
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=to)
    assert confirm(aws, to)[0]["to"] == to and confirm(aws, to) == []
    sns.publish(TopicArn=topic, Subject="高: 侵害の疑い", Message="本文")
    sns.publish(TopicArn=topic, Message=json.dumps({"default": "d", "email": "for mail"}), MessageStructure="json")
    _, first, second = mails(aws, to)
    assert first["subject"] == "高: 侵害の疑い" and first["body"].startswith("本文\n") and first["from"].startswith("Security <") and first["topic"] == topic
    assert "unsubscribe" in first["body"].lower()
    assert second["subject"] == "AWS Notification Message" and second["body"].startswith("for mail")
    assert mails(aws, f"{to}&after={first['number']}") == [second]


@pytest.mark.parametrize("subject", ["x" * 100, "two\nlines", "bell\a"], ids=["100 characters", "line break", "control character"])
def test_a_subject_that_aws_refuses(aws, topic, subject):
    with pytest.raises(ClientError, match="Invalid parameter: Subject"):
        aws.client("sns", DEV).publish(TopicArn=topic, Subject=subject, Message="m")
    aws.client("sns", DEV).publish(TopicArn=topic, Subject="x" * 99, Message="m")


def test_unsubscribed_is_unsubscribed(aws, topic):
    sns, to = aws.client("sns", DEV), address()
    sns.subscribe(TopicArn=topic, Protocol="email", Endpoint=to)
    sns.unsubscribe(SubscriptionArn=confirm(aws, to)[0]["subscription"])
    sns.publish(TopicArn=topic, Message="m")
    assert [mail["kind"] for mail in mails(aws, to)] == ["confirmation"] and sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"] == []


def test_a_stack_subscribes_and_waits_for_the_person(aws):
    to = address()
    made = stack(aws, {"Topic": {"Type": "AWS::SNS::Topic"}, "Mail": {"Type": "AWS::SNS::Subscription", "Properties": {
        "TopicArn": {"Ref": "Topic"}, "Protocol": "email", "Endpoint": to, "FilterPolicy": {"level": ["high"]}}}})
    sns = aws.client("sns", DEV)
    confirm(aws, to)
    for level in ("low", "high"):
        sns.publish(TopicArn=made["Topic"], Message=level, MessageAttributes={"level": {"DataType": "String", "StringValue": level}})
    assert [mail["body"].split("\n")[0] for mail in mails(aws, to)[1:]] == ["high"]


# -- other subscribers
def test_a_queue_receives_the_envelope_or_the_raw_message(aws):
    made = stack(aws, {
        "Topic": {"Type": "AWS::SNS::Topic"}, **queue_with_policy("Plain", Service="sns.amazonaws.com"), **queue_with_policy("Raw", Service="sns.amazonaws.com"),
        **{f"To{name}": {"Type": "AWS::SNS::Subscription", "Properties": {
            "TopicArn": {"Ref": "Topic"}, "Protocol": "sqs", "Endpoint": attribute(name), "RawMessageDelivery": name == "Raw"}} for name in ("Plain", "Raw")}})
    aws.client("sns", DEV).publish(TopicArn=made["Topic"], Message="text", Subject="subject")
    envelope = json.loads(received(aws, made["Plain"])[0]["Body"])
    assert (envelope["Message"], envelope["Subject"], envelope["TopicArn"]) == ("text", "subject", made["Topic"])
    assert received(aws, made["Raw"])[0]["Body"] == "text"


def test_a_function_receives_records(aws):
    source = "exports.handler = async (event) => { console.log('SAW', event.Records[0].Sns.Message); };"
    made = stack(aws, {
        "Topic": {"Type": "AWS::SNS::Topic"}, "Role": role("lambda.amazonaws.com", "logs:*"),
        "Fn": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": "nodejs20.x", "Handler": "index.handler", "Role": attribute("Role"), "Code": {"ZipFile": source}}},
        "Let": {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "Fn"}, "Action": "lambda:InvokeFunction", "Principal": "sns.amazonaws.com"}},
        "To": {"Type": "AWS::SNS::Subscription", "Properties": {"TopicArn": {"Ref": "Topic"}, "Protocol": "lambda", "Endpoint": attribute("Fn")}},
        "Let2": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": statement(
            {"Service": "events.amazonaws.com"}, "sns:Publish", {"Ref": "Topic"})}},
        "Rule": rule({"source": [name := unique("aws.x")]}, target({"Ref": "Topic"}))})
    hops = put(aws, {"source": name})
    assert outcomes(hops) == [("rule", "matched"), ("topic", "delivered"), ("function", "delivered")]
    events = aws.client("logs", DEV).filter_log_events(logGroupName=f"/aws/lambda/{made['Fn']}")["events"]
    assert any("SAW" in event["message"] and name in event["message"] for event in events)


CUSTOM = {"version": "1.0", "source": "custom", "content": {"title": "t", "description": "d"}}


@pytest.mark.parametrize("message, outcome", [(json.dumps(CUSTOM), "recorded"), ("plain words", "filtered"), ('{"source": "custom"}', "filtered")])
def test_a_chat_channel_shows_only_what_it_knows(aws, message, outcome):
    # Amazon Q Developer in chat applications, custom notifications
    source = unique("aws.x")
    stack(aws, {**topic_with_policy({"Service": "events.amazonaws.com"}), "Rule": rule({"source": [source]}, target({"Ref": "Topic"}, Input=message)),
                "Chat": {"Type": "AWS::Chatbot::SlackChannelConfiguration", "Properties": {
                    "ConfigurationName": unique("chat"), "SlackWorkspaceId": "T0", "SlackChannelId": "C0", "SnsTopicArns": [{"Ref": "Topic"}],
                    "IamRoleArn": f"arn:aws:iam::{DEV}:role/chat"}}})
    hops = put(aws, {"source": source, "detail": {"text": message}})
    assert outcomes(hops)[-1] == ("chat", outcome)


# -- who may publish
def topic_with_policy(principal, **condition):
    return {"Topic": {"Type": "AWS::SNS::Topic"}, "Let": {"Type": "AWS::SNS::TopicPolicy", "Properties": {
        "Topics": [{"Ref": "Topic"}], "PolicyDocument": statement(principal, "sns:Publish", {"Ref": "Topic"}, **condition)}}}


def test_another_account_needs_the_topics_policy(aws):
    made = stack(aws, {"Topic": {"Type": "AWS::SNS::Topic"}})
    with pytest.raises(ClientError, match="AuthorizationError"):
        aws.client("sns", PROD).publish(TopicArn=made["Topic"], Message="m")
    made = stack(aws, topic_with_policy({"AWS": "*"}, StringEquals={"aws:PrincipalOrgID": aws.ready["organizationId"]}))
    aws.client("sns", PROD).publish(TopicArn=made["Topic"], Message="m")
    made = stack(aws, topic_with_policy({"AWS": "*"}, StringEquals={"aws:PrincipalOrgID": "o-foreign"}))
    with pytest.raises(ClientError, match="AuthorizationError"):
        aws.client("sns", PROD).publish(TopicArn=made["Topic"], Message="m")


@pytest.mark.parametrize("condition, outcome", [
    ({"StringEquals": {"aws:SourceAccount": DEV}}, "delivered"), ({"StringEquals": {"aws:SourceAccount": PROD}}, "failed"),
    ({"StringEquals": {"aws:SourceOrgID": "o-foreign"}}, "failed"),
], ids=["own account", "other account", "foreign organization"])
def test_a_service_needs_the_topics_policy(aws, condition, outcome):
    source = unique("aws.x")
    stack(aws, {**topic_with_policy({"Service": "events.amazonaws.com"}, **condition), "Rule": rule({"source": [source]}, target({"Ref": "Topic"}))})
    assert outcomes(put(aws, {"source": source}))[-1] == ("topic", outcome)


def test_a_rule_of_another_account_publishes_with_its_role(aws):
    source, org = unique("aws.x"), aws.ready["organizationId"]
    made = stack(aws, topic_with_policy({"AWS": "*"}, StringEquals={"aws:PrincipalOrgID": org}), AUDIT)
    for action, outcome in (("sns:Publish", "delivered"), ("sns:Subscribe", "failed")):
        name = unique("aws.x")
        stack(aws, {"Role": role("events.amazonaws.com", action, made["Topic"]),
                    "Rule": rule({"source": [name]}, target(made["Topic"], RoleArn=attribute("Role")))}, PROD)
        assert outcomes(put(aws, {"source": name}, PROD))[-1] == ("topic", outcome), source


def test_services_cannot_use_the_keys_of_aws(aws):
    # SNS developer guide, encryption at rest: the alias/aws/sns key does not let services publish
    source = unique("aws.x")
    resources = {**topic_with_policy({"Service": "events.amazonaws.com"}), "Rule": rule({"source": [source]}, target({"Ref": "Topic"}))}
    resources["Topic"]["Properties"] = {"KmsMasterKeyId": "alias/aws/sns"}
    stack(aws, resources)
    assert outcomes(put(aws, {"source": source}))[-1] == ("topic", "failed")


@pytest.mark.parametrize("action, outcome", [(["kms:GenerateDataKey*", "kms:Decrypt"], "delivered"), (["kms:Decrypt"], "failed")], ids=["both", "one"])
def test_a_key_must_let_the_publishing_service_in(aws, action, outcome):
    source = unique("aws.x")
    key = statement({"AWS": f"arn:aws:iam::{DEV}:root"}, "kms:*", "*")
    key["Statement"].append({"Effect": "Allow", "Principal": {"Service": "events.amazonaws.com"}, "Action": action, "Resource": "*"})
    resources = {**topic_with_policy({"Service": "events.amazonaws.com"}), "Rule": rule({"source": [source]}, target({"Ref": "Topic"})),
                 "Key": {"Type": "AWS::KMS::Key", "Properties": {"KeyPolicy": key}}}
    resources["Topic"]["Properties"] = {"KmsMasterKeyId": {"Ref": "Key"}}
    stack(aws, resources)
    assert outcomes(put(aws, {"source": source}))[-1] == ("topic", outcome)
