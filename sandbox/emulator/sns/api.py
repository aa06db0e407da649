"""The SNS operations that deliver something or tell who is subscribed. Topics and their attributes are kept by moto."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import access
from ..backends import backend, living
from ..call import NOT_MINE
from ..errors import AwsError
from . import subscriptions

if TYPE_CHECKING:
    from ..call import Call
    from ..world import World

PAGE = 100
MOST_BYTES = 262_144


class SnsApi:
    def __init__(self, world: World):
        self._world = world

    # -- publishing
    def publish(self, call: Call) -> Any:
        params = call.params
        arn = params.get("TopicArn") or params.get("TargetArn") or ""
        if not arn or ":endpoint/" in arn:
            return NOT_MINE  # text messages and mobile devices
        return {"MessageId": self._publish(call, self._topic(call, arn), params)}

    def publish_batch(self, call: Call) -> dict:
        topic, entries = self._topic(call, call.params["TopicArn"]), call.params.get("PublishBatchRequestEntries") or []
        if not 1 <= len(entries) <= 10:
            raise AwsError("TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.")
        done = [{"Id": entry["Id"], "MessageId": self._publish(call, topic, entry)} for entry in entries]
        return {"Successful": done, "Failed": []}

    def _publish(self, call: Call, topic: Any, params: dict) -> str:
        _check(params)
        self._require(call, topic)
        attributes = {
            name: {"Type": value["DataType"], "Value": value.get("StringValue", value.get("BinaryValue"))}
            for name, value in (params.get("MessageAttributes") or {}).items()
        }
        return self._world.topics.publish(
            topic, params["Message"], call.identity.trace, params.get("Subject"), attributes, params.get("MessageStructure"), params.get("MessageGroupId"))

    def _require(self, call: Call, topic: Any) -> None:
        try:
            self._world.topics.require_publish(topic, access.caller(call.identity, self._world.organization))
        except access.Refused as reason:
            raise AwsError("AuthorizationError", f"User: {call.identity.arn} is not authorized to perform: SNS:Publish on resource: "
                                                 f"{topic.arn} because {reason}", 403) from None

    def _topic(self, call: Call, arn: str) -> Any:
        parts = arn.split(":", 5)
        if len(parts) < 6 or parts[3] != call.region:
            raise AwsError("InvalidParameter", "Invalid parameter: TopicArn")
        return self._world.topics.find(arn)

    # -- subscriptions
    def subscribe(self, call: Call) -> dict:
        params = call.params
        topic = self._topic(call, params["TopicArn"])
        try:
            access.require(access.caller(call.identity, self._world.organization), "sns:Subscribe", topic.arn, topic.account_id,
                           topic._policy_json, f"the policy of the topic {topic.name}", **{"sns:protocol": params["Protocol"], "sns:endpoint": params.get("Endpoint")})
        except access.Refused as reason:
            raise access.denied("AuthorizationError", reason) from None
        subscription = subscriptions.subscribe(topic, params.get("Endpoint", ""), params["Protocol"], call.account)
        wish = params.get("Attributes") or {}
        for name in sorted(wish, key=lambda name: name != "FilterPolicyScope"):  # the scope decides what a filter policy may say
            topic.sns_backend.set_subscription_attributes(subscription.arn, name, wish[name])
        shown = subscription.arn if params.get("ReturnSubscriptionArn") or subscription.confirmed else "pending confirmation"
        return {"SubscriptionArn": shown}

    def confirm_subscription(self, call: Call) -> dict:
        return {"SubscriptionArn": subscriptions.confirm_by_token(self._topic(call, call.params["TopicArn"]), call.params["Token"])}

    def list_subscriptions_by_topic(self, call: Call) -> dict:
        return _page(subscriptions.of(self._topic(call, call.params["TopicArn"])), call.params.get("NextToken"))

    def list_subscriptions(self, call: Call) -> dict:
        """Those that the account owns, also on topics of others."""
        found = [
            subscription for sns in living("sns") if sns.region_name == call.region for subscription in list(sns.subscriptions.values())
            if subscription.attributes.get("Owner") == call.account
        ]
        return _page(found, call.params.get("NextToken"))

    def unsubscribe(self, call: Call) -> dict:
        arn = call.params["SubscriptionArn"]
        parts = arn.split(":")
        if len(parts) != 7:
            raise AwsError("InvalidParameter", "Invalid parameter: SubscriptionArn")
        subscription = backend("sns", parts[4], parts[3]).subscriptions.pop(arn, None)
        if subscription is not None:
            subscriptions.count(subscription.topic)
        return {}


def _page(found: list, token: str | None) -> dict:
    start = int(token or 0)
    page: dict[str, Any] = {"Subscriptions": [_describe(item) for item in found[start:start + PAGE]]}
    return page if len(found) <= start + PAGE else {**page, "NextToken": str(start + PAGE)}


def _describe(subscription: Any) -> dict:
    return {"SubscriptionArn": subscription.arn if subscription.confirmed else "PendingConfirmation", "Owner": subscription.owner, "Protocol": subscription.protocol,
            "Endpoint": subscription.endpoint or "", "TopicArn": subscription.topic.arn}


def _check(params: dict) -> None:
    """API reference, Publish: a subject has less than 100 characters, no line breaks and no control characters."""
    subject, message = params.get("Subject"), params.get("Message") or ""
    if subject is not None and (not 0 < len(subject) < 100 or any(ord(letter) < 32 or ord(letter) == 127 for letter in subject)):
        raise AwsError("InvalidParameter", "Invalid parameter: Subject")
    if not message:
        raise AwsError("InvalidParameter", "Invalid parameter: Empty message")
    if len(message.encode()) > MOST_BYTES:
        raise AwsError("InvalidParameter", "Invalid parameter: Message too long")
