"""Subscriptions: an e-mail address receives nothing but the confirmation mail until somebody follows its link."""
from __future__ import annotations

import secrets
from typing import Any

from ..errors import AwsError
from ..served import served
from .topics import sender_of

MAIL = ("email", "email-json")


def subscribe(topic: Any, endpoint: str, protocol: str, owner: str) -> Any:
    """The subscription of this address, which may exist already. It is kept beside its topic, whoever owns it."""
    subscription = topic.sns_backend.subscribe(topic.arn, endpoint, protocol)
    if subscription.attributes.get("Token"):
        _ask(subscription)  # subscribing again sends the mail again
        return subscription
    if subscription.confirmed:
        return subscription
    subscription.account_id = subscription.owner = subscription.attributes["Owner"] = owner
    if protocol in MAIL:
        subscription.attributes |= {"PendingConfirmation": "true", "ConfirmationWasAuthenticated": "false", "Token": secrets.token_hex(64)}
        _ask(subscription)
    else:
        subscription.confirmed = True
    count(topic)
    return subscription


def confirm(subscription: Any) -> str:
    subscription.attributes["PendingConfirmation"] = "false"
    subscription.attributes.pop("Token", None)
    subscription.confirmed = True
    count(subscription.topic)
    return subscription.arn


def confirm_by_token(topic: Any, token: str) -> str:
    for subscription in of(topic):
        if token and subscription.attributes.get("Token") == token:
            return confirm(subscription)
    raise AwsError("InvalidParameter", "Invalid parameter: Token")


def of(topic: Any) -> list:
    return [item for item in list(topic.sns_backend.subscriptions.values()) if item.topic is topic]


def pending(accounts: Any, to: Any = None) -> list:
    """Unconfirmed subscriptions of these accounts' topics."""
    return [
        subscription for account in accounts for sns in _regions(account) for subscription in list(sns.subscriptions.values())
        if subscription.attributes.get("Token") and to in (None, subscription.endpoint)
    ]


def _regions(account: str) -> list:
    from ..backends import living

    return living("sns", account)


def count(topic: Any) -> None:
    """GetTopicAttributes tells them."""
    everybody = of(topic)
    topic.subscriptions_confimed = sum(item.confirmed for item in everybody)  # moto's spelling
    topic.subscriptions_pending = len(everybody) - topic.subscriptions_confimed


def _ask(subscription: Any) -> None:
    topic, region = subscription.topic, subscription.topic.arn.split(":")[3]
    link = (f"https://sns.{region}.amazonaws.com/confirmation.html?TopicArn={topic.arn}&Token={subscription.attributes['Token']}"
            f"&Endpoint={subscription.endpoint}")
    served.mailbox.deliver(subscription.endpoint, sender_of(topic), "AWS Notification - Subscription Confirmation",
                    f"You have chosen to subscribe to the topic:\n{topic.arn}\n\nTo confirm this subscription, follow this link:\n{link}\n",
                    topic.arn, "confirmation")
