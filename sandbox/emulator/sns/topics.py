"""Publishing: the topic's policy and key first, then each subscription as its protocol wants it."""
from __future__ import annotations

import json
import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from .. import access, queues
from ..access import Refused
from ..backends import backend
from ..errors import AwsError
from . import chat

if TYPE_CHECKING:
    from ..world import World

SNS = "sns.amazonaws.com"


class Message:
    def __init__(self, topic: Any, text: str, subject: Any, attributes: dict | None, structure: Any, group: Any):
        self.id, self.topic, self.text, self.subject = str(uuid.uuid4()), topic, text, subject
        self.attributes, self.structure, self.group = attributes or {}, structure, group
        self.at = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def text_for(self, protocol: str) -> str:
        if self.structure != "json":
            return self.text
        texts = json.loads(self.text)
        return texts.get(protocol, texts["default"])

    def envelope(self, subscription: Any) -> dict:
        """What queues, functions and web servers get around the text."""
        wrapped = {"Type": "Notification", "MessageId": self.id, "TopicArn": self.topic.arn, "Subject": self.subject,
                   "Message": self.text_for(subscription.protocol), "Timestamp": self.at, "MessageAttributes": self.attributes,
                   "UnsubscribeURL": unsubscribe_link(subscription)}
        return {key: value for key, value in wrapped.items() if value}


class Topics:
    def __init__(self, world: World):
        self._world = world

    def find(self, arn: str) -> Any:
        _, _, _, region, account, _ = arn.split(":", 5)
        topic = backend("sns", account, region).topics.get(arn)
        if topic is None:
            raise AwsError("NotFound", "Topic does not exist", 404)
        return topic

    def require_publish(self, topic: Any, principal: Any) -> None:
        access.require(principal, "sns:Publish", topic.arn, topic.account_id, topic._policy_json, f"the policy of the topic {topic.name}")
        key = topic.kms_master_key_id
        if key and key.endswith("alias/aws/sns") and (principal.kind == "Service" or principal.account != topic.account_id):
            raise Refused("the key alias/aws/sns cannot be used by services or other accounts")
        if key and not key.endswith("alias/aws/sns"):
            self._require_key(topic, key, principal)

    def _require_key(self, topic: Any, name: str, principal: Any) -> None:
        region = topic.arn.split(":")[3]
        keys = backend("kms", topic.account_id, region).keys.values()
        key = next((item for item in keys if name in (item.id, item.arn, *item.aliases) or name.split(":")[-1] in item.aliases), None)
        if key is None:
            raise Refused(f"the key {name} of the topic does not exist")
        for action in ("kms:GenerateDataKey", "kms:Decrypt"):
            access.require(principal, action, key.arn, topic.account_id, access.document(key.policy), f"the policy of the key {key.id}",
                           **{"kms:viaservice": f"sns.{region}.amazonaws.com"})

    def publish(self, topic: Any, text: str, trace: Any, subject: Any = None, attributes: dict | None = None, structure: Any = None, group: Any = None) -> str:
        message = Message(topic, text, subject, attributes, structure, group)
        receivers = [item for item in list(topic.sns_backend.subscriptions.values()) if item.topic is topic]
        topic.sent_notifications.append((message.id, text, subject, attributes, group))
        _hop(trace, topic, "topic", topic.name, "delivered", "" if receivers or chat.channels(topic.arn) else "nobody is subscribed", subject=subject or "")
        for subscription in receivers:
            self._deliver(message, subscription, trace)
        for channel in chat.channels(topic.arn):
            self._to_channel(message, channel, trace)
        return message.id

    def _to_channel(self, message: Message, channel: str, trace: Any) -> None:
        if not chat.is_shown(message.text):
            return _hop(trace, message.topic, "chat", channel, "filtered", "it is neither an event of AWS nor a custom notification: the chat shows nothing")
        self._world.outbox.record("chat", channel, message.text, via=message.topic.name)
        _hop(trace, message.topic, "chat", channel, "recorded")

    def _deliver(self, message: Message, subscription: Any, trace: Any) -> None:
        matcher = subscription._filter_policy_matcher
        if matcher is not None and not matcher.matches(message.attributes, message.text):
            return _hop(trace, message.topic, "subscription", subscription.endpoint, "filtered", "its filter policy does not match")
        deliver = {"email": self._to_mail, "email-json": self._to_mail, "sqs": self._to_queue, "lambda": self._to_function,
                   "http": self._to_web, "https": self._to_web}.get(subscription.protocol, self._to_record)
        try:
            deliver(message, subscription, trace)
        except (Refused, AwsError) as error:
            _hop(trace, message.topic, subscription.protocol, subscription.endpoint, "failed", str(error))

    def _to_mail(self, message: Message, subscription: Any, trace: Any) -> None:
        if not subscription.confirmed:
            return _hop(trace, message.topic, "mail", subscription.endpoint, "ended", "the subscription is not confirmed: metsuke sandbox mail confirm")
        if subscription.protocol == "email-json":
            body = json.dumps(message.envelope(subscription), ensure_ascii=False, indent=2)
        else:
            body = message.text_for("email") + FOOTER.format(link=unsubscribe_link(subscription))
        mail = self._world.mailbox.deliver(
            subscription.endpoint, sender_of(message.topic), message.subject or "AWS Notification Message", body, message.topic.arn,
            "notification", trace.id if trace else None)
        _hop(trace, message.topic, "mail", subscription.endpoint, "delivered", mail=mail["number"], subject=mail["subject"])

    def _to_queue(self, message: Message, subscription: Any, trace: Any) -> None:
        raw = str(subscription.attributes.get("RawMessageDelivery")).lower() == "true"
        body = message.text_for("sqs") if raw else json.dumps(message.envelope(subscription), ensure_ascii=False)
        queues.send(subscription.endpoint, body, self._service(message.topic), group=message.group)
        _hop(trace, message.topic, "queue", subscription.endpoint.split(":")[-1], "delivered")

    def _to_function(self, message: Message, subscription: Any, trace: Any) -> None:
        functions = self._world.functions
        function = functions.find(subscription.endpoint)
        functions.require_invoke(function, self._service(message.topic))
        record = {"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription.arn, "Sns": message.envelope(subscription)}
        functions.invoke_later(function, json.dumps({"Records": [record]}, ensure_ascii=False), trace)

    def _to_web(self, message: Message, subscription: Any, trace: Any) -> None:
        body = json.dumps(message.envelope(subscription), ensure_ascii=False)
        status = self._world.outbox.call("POST", subscription.endpoint, body, {"x-amz-sns-message-type": "Notification"}, via=message.topic.name)
        _hop(trace, message.topic, "web", subscription.endpoint, "recorded" if status is None else "delivered")

    def _to_record(self, message: Message, subscription: Any, trace: Any) -> None:
        self._world.outbox.record(subscription.protocol, subscription.endpoint, message.text_for(subscription.protocol), via=message.topic.name)
        _hop(trace, message.topic, subscription.protocol, subscription.endpoint, "recorded")

    def _service(self, topic: Any) -> Any:
        return access.service(SNS, topic.account_id, topic.arn, self._world.organization)


def sender_of(topic: Any) -> str:
    return f"{topic.display_name or 'AWS Notifications'} <no-reply@sns.amazonaws.com>"


# SNS puts such words under every mail; whoever follows the link is unsubscribed without being asked
FOOTER = """

--
To stop receiving these notifications, follow this link:
{link}
"""


def unsubscribe_link(subscription: Any) -> str:
    region = subscription.topic.arn.split(":")[3]
    return f"https://sns.{region}.amazonaws.com/unsubscribe.html?SubscriptionArn={subscription.arn}"


def _hop(trace: Any, topic: Any, kind: str, name: str, outcome: str, why: str = "", **more: Any) -> None:
    if trace is not None:
        _, _, _, region, account, _ = topic.arn.split(":", 5)
        trace.hop(account, region, kind, name, outcome, why, **more)
