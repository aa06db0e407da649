"""What a target receives: the event itself, a constant, a part of it, or a template filled from it."""
from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from typing import Any

PATH = re.compile(r"\.([\w-]+)|\['([^']+)'\]|\[\"([^\"]+)\"\]|\[(\d+)\]")
VARIABLE = re.compile(r"\\?<([\w.-]+)>")


def input_of(target: dict, event: dict, rule: Any) -> str:
    """The body for a target, as text: JSON unless a template makes something else of it."""
    if target.get("Input"):
        return target["Input"]
    if target.get("InputPath"):
        return json.dumps(read(target["InputPath"], event), ensure_ascii=False)
    transformer = target.get("InputTransformer")
    if transformer:
        return _fill(transformer["InputTemplate"], transformer.get("InputPathsMap") or {}, event, rule)
    return json.dumps(event, ensure_ascii=False)


def read(path: str, event: dict) -> Any:
    """The subset of JSONPath that EventBridge takes: dots, names in brackets, numbers. None when there is nothing."""
    node: Any = event
    at = 1
    while at < len(path):
        step = PATH.match(path, at)
        if step is None:
            return None
        name, at = step[1] or step[2] or step[3], step.end()
        if step[4] is not None:
            node = node[int(step[4])] if isinstance(node, list) and int(step[4]) < len(node) else None
        else:
            node = node.get(name) if isinstance(node, dict) else None
    return node


def _fill(template: str, paths: dict, event: dict, rule: Any) -> str:
    values = {name: read(path, event) for name, path in paths.items()}
    values |= {
        "aws.events.rule-arn": rule.arn, "aws.events.rule-name": rule.name, "aws.events.event": event,
        "aws.events.event.json": event,
        "aws.events.event.ingestion-time": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    pieces, at, inside = [], 0, False
    for found in VARIABLE.finditer(template):
        before = template[at:found.start()]
        inside ^= len(re.findall(r'(?<!\\)"', before)) % 2 == 1
        known = found[1] in values and not found[0].startswith("\\")
        pieces += [before, _text(values[found[1]], inside) if known else found[0].lstrip("\\")]
        at = found.end()
    # a quoted template keeps its quotation marks: they do stand in the mail on AWS too
    return "".join([*pieces, template[at:]])


def _text(value: Any, inside: bool) -> str:
    """In a quoted string a text goes in as it is, escaped; outside it keeps its quotation marks. What is absent does not appear."""
    if value is None:
        return ""
    if not inside:
        return json.dumps(value, ensure_ascii=False)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return json.dumps(text, ensure_ascii=False)[1:-1]
