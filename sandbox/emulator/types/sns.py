"""SNS: topics, their policies and subscriptions."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..backends import backend
from ..errors import AwsError
from ..sns import subscriptions
from .registry import ResourceType, register
from .values import json_text, tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

ATTRIBUTES = {"DisplayName": "display_name", "KmsMasterKeyId": "kms_master_key_id"}


def subscribe(resource: Resource, topic_arn: str, endpoint: Any, protocol: str) -> tuple:
    _, _, _, region, account, _ = topic_arn.split(":", 5)
    topic = backend("sns", account, region).topics.get(topic_arn)
    if topic is None:
        raise AwsError("NotFound", "Topic does not exist")
    subscription = subscriptions.subscribe(topic, endpoint, protocol, resource.account)
    return subscription, subscription.arn


def drop_subscriptions(sns: Any, chosen: Any) -> None:
    for arn, subscription in list(sns.subscriptions.items()):
        if chosen(subscription):
            sns.subscriptions.pop(arn)


@register("AWS::SNS::Topic")
class Topic(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, sns = resource.properties, resource.backend("sns")
        name = resource.name("TopicName")
        if properties.get("FifoTopic") and not name.endswith(".fifo"):
            name += ".fifo"
        arn = resource.arn("sns", name)
        if arn in sns.topics:
            raise AwsError("AlreadyExists", f"{arn} already exists")
        attributes = {"FifoTopic": "true"} if properties.get("FifoTopic") else None
        topic = sns.create_topic(name, attributes=attributes, tags=tag_map(resource.tags()))
        resource.model, resource.physical_id = topic, arn
        resource.attributes = {"TopicArn": arn, "TopicName": name}
        self._apply(resource)
        for wish in properties.get("Subscription", []):
            subscribe(resource, arn, wish["Endpoint"], wish["Protocol"])

    def update(self, resource: Resource, before: dict) -> None:
        topic = self._topic(resource)
        topic._tags = tag_map(resource.tags())
        self._apply(resource)
        self._change_subscriptions(resource, before.get("Subscription", []), resource.properties.get("Subscription", []))

    def _apply(self, resource: Resource) -> None:
        topic = resource.model
        topic.display_name = resource.properties.get("DisplayName", "")
        topic.kms_master_key_id = resource.properties.get("KmsMasterKeyId", "")

    def _change_subscriptions(self, resource: Resource, before: list, wanted: list) -> None:
        sns = resource.backend("sns")
        gone = [item for item in before if item not in wanted]
        drop_subscriptions(sns, lambda subscription: subscription.topic.arn == resource.physical_id and any(
            item["Endpoint"] == subscription.endpoint and item["Protocol"] == subscription.protocol for item in gone))
        for item in wanted:
            if item not in before:
                subscribe(resource, resource.physical_id, item["Endpoint"], item["Protocol"])

    def _topic(self, resource: Resource) -> Any:
        topic = resource.backend("sns").topics.get(resource.physical_id)
        if topic is None:
            raise AwsError("NotFound", "Topic does not exist")
        return topic

    def delete(self, resource: Resource) -> None:
        sns = resource.backend("sns")
        if resource.physical_id in sns.topics:
            drop_subscriptions(sns, lambda subscription: subscription.topic.arn == resource.physical_id)
            sns.topics.pop(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        sns = resource.backend("sns")
        topic = sns.topics.get(resource.physical_id)
        if topic is None:
            return None
        live = {"TopicName": topic.name, "DisplayName": topic.display_name or None, "KmsMasterKeyId": topic.kms_master_key_id or None}
        if resource.properties.get("Subscription"):
            live["Subscription"] = [
                {"Endpoint": item.endpoint, "Protocol": item.protocol} for item in sns.subscriptions.values()
                if item.topic.arn == resource.physical_id and {"Endpoint": item.endpoint, "Protocol": item.protocol} in resource.properties["Subscription"]]
        return live


@register("AWS::SNS::TopicPolicy")
class TopicPolicy(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("")
        resource.attributes = {"Id": resource.physical_id}
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        for arn in resource.properties["Topics"]:
            resource.backend("sns").set_topic_attribute(arn, "policy", json_text(resource.properties["PolicyDocument"]))

    def update(self, resource: Resource, before: dict) -> None:
        self._reset(resource, [arn for arn in before["Topics"] if arn not in resource.properties["Topics"]])
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        self._reset(resource, resource.properties["Topics"])

    def _reset(self, resource: Resource, arns: list) -> None:
        for arn in arns:
            topic = resource.backend("sns").topics.get(arn)
            if topic is not None:
                topic._policy_json = topic._create_default_topic_policy(resource.region, resource.account, topic.name)

    def read(self, resource: Resource) -> Any:
        topics = [resource.backend("sns").topics.get(arn) for arn in resource.properties["Topics"]]
        if any(topic is None for topic in topics):
            return None
        return {"PolicyDocument": json.loads(topics[0].policy)} if topics else {}


@register("AWS::SNS::Subscription")
class Subscription(ResourceType):
    ATTRIBUTES = ("FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy", "DeliveryPolicy")

    def create(self, resource: Resource) -> None:
        properties = resource.properties
        subscription, arn = subscribe(resource, properties["TopicArn"], properties.get("Endpoint"), properties["Protocol"])
        resource.model, resource.physical_id = subscription, arn
        resource.attributes = {"Arn": arn}
        self._apply(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._apply(resource)

    def _apply(self, resource: Resource) -> None:
        for name in self.ATTRIBUTES:
            if name in resource.properties:
                value = resource.properties[name]
                text = str(value).lower() if isinstance(value, bool) else json_text(value)
                self._home(resource).set_subscription_attributes(resource.physical_id, name, text)

    def _home(self, resource: Resource) -> Any:
        """A subscription is kept beside its topic, which may be in another account or region."""
        _, _, _, region, account, _ = resource.properties["TopicArn"].split(":", 5)
        return backend("sns", account, region)

    def delete(self, resource: Resource) -> None:
        self._home(resource).subscriptions.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        subscription = self._home(resource).subscriptions.get(resource.physical_id)
        if subscription is None:
            return None
        return {"TopicArn": subscription.topic.arn, "Endpoint": subscription.endpoint, "Protocol": subscription.protocol}
