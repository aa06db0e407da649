"""Amazon Q Developer in chat applications: which channels show what a topic says. Nothing is sent anywhere."""
from __future__ import annotations

import json
import threading

_lock = threading.Lock()
_channels: dict[str, tuple[str, list[str]]] = {}  # ARN of a configuration → (channel, ARNs of its topics)


def put(arn: str, channel: str, topics: list) -> None:
    with _lock:
        _channels[arn] = (channel, list(topics))


def remove(arn: str) -> None:
    with _lock:
        _channels.pop(arn, None)


def channels(topic: str) -> list:
    with _lock:
        return [channel for channel, topics in _channels.values() if topic in topics]


def is_shown(text: str) -> bool:
    """Administrator guide: events of services that it knows, and custom notifications; all else is dropped in silence."""
    try:
        message = json.loads(text)
    except ValueError:
        return False
    if not isinstance(message, dict):
        return False
    if message.get("source") == "custom":
        content = message.get("content")
        return message.get("version") == "1.0" and isinstance(content, dict) and bool(content.get("description"))
    return str(message.get("source", "")).startswith("aws.") and "detail-type" in message or "AlarmName" in message
