"""Small conversions that several services share."""
from __future__ import annotations

import json
from typing import Any


def json_text(document: dict | str) -> str:
    return document if isinstance(document, str) else json.dumps(document)


def lower_first(value: Any) -> Any:
    """PascalCase keys to camelCase, as Config, GuardDuty and Logs spell them in their APIs."""
    if isinstance(value, dict):
        return {(key if key.isupper() else key[0].lower() + key[1:]): lower_first(item) for key, item in value.items()}
    return [lower_first(item) for item in value] if isinstance(value, list) else value


def tag_map(tags: list) -> dict:
    return {tag["Key"]: tag["Value"] for tag in tags}
