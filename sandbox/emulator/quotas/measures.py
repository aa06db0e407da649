"""How much of something a call or a template asks for: functions of (wish, place) that give pairs of number and name."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from ..backends import backend
from ..policy import as_list
from ..served import served

Measure = Callable[[dict, Any], list[tuple[float, str]]]
_SPACE = re.compile(r"\s")


def at(wish: Any, path: str) -> list:
    """The values at a dotted path; a list on the way gives each of its items."""
    found = [wish]
    for name in path.split("."):
        found = [one for item in found for one in (item if isinstance(item, list) else [item])]
        found = [item[name] for item in found if isinstance(item, dict) and item.get(name) is not None]
    return found


def text_of(document: dict | str) -> str:
    """A template's document goes to the service without blanks between its parts."""
    return document if isinstance(document, str) else json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def without_space(document: dict | str) -> int:
    return len(_SPACE.sub("", text_of(document)))


def size(path: str, name: str = "", where: Any = None) -> Measure:
    """Bytes of a document or a text. `where` narrows it: {"AttributeName": "Policy"}."""
    return lambda wish, place: [] if where and any(wish.get(key) != value for key, value in where.items()) else [
        (len(text_of(found).encode()), wish.get(name, "")) for found in at(wish, path)]


def characters(path: str) -> Measure:
    """Where AWS counts characters: one of two or three bytes is one."""
    return lambda wish, place: [(len(text_of(found)), "") for found in at(wish, path)]


def letters(path: str, name: str = "") -> Measure:
    """Characters of a policy as IAM counts them, without white space."""
    return lambda wish, place: [(without_space(found), wish.get(name, "")) for found in at(wish, path)]


def items(path: str, name: str = "") -> Measure:
    return lambda wish, place: [(len(found), wish.get(name, "")) for found in at(wish, path)]


def one_more(count: Any, name: str = "") -> Measure:
    """What is there, and this one: `count` gets the wish and the place. Nothing more for an update."""
    return lambda wish, place: [(count(wish, place) + 1, wish.get(name, ""))] if place.is_new else []


# -- IAM --------------------------------------------------------------------------------------------------------------
def iam(place: Any) -> Any:
    return backend("iam", place.account, "aws")


def principal(kind: str, name: str, place: Any) -> Any:
    """moto's role, user or group; None where there is none."""
    known = getattr(iam(place), f"{kind.lower()}s").values()
    return next((one for one in list(known) if one.name == name), None)


def _inline(holder: Any) -> dict:
    """Name and text of the inline policies of a principal."""
    found = holder.policies if holder is not None else {}
    return dict(found) if isinstance(found, dict) else {}


def _total(kind: str, holder_name: str, policies: dict, place: Any) -> tuple:
    held = {**_inline(principal(kind, holder_name, place)), **policies}
    return sum(without_space(text) for text in held.values()), holder_name


def inline_of_call(kind: str) -> Measure:
    return lambda wish, place: [_total(kind, wish.get(f"{kind}Name", ""), {wish.get("PolicyName"): wish.get("PolicyDocument", "")}, place)]


def inline_of_principal(kind: str) -> Measure:
    def measure(wish: dict, place: Any) -> list:
        policies = {one["PolicyName"]: one["PolicyDocument"] for one in wish.get("Policies") or []}
        return [_total(kind, wish.get(f"{kind}Name", ""), policies, place)] if policies else []

    return measure


def inline_of_policy(kind: str) -> Measure:
    """Of AWS::IAM::Policy and AWS::IAM::RolePolicy, which put their document on others."""
    def measure(wish: dict, place: Any) -> list:
        names = wish.get(f"{kind}s") or [wish.get(f"{kind}Name")]
        return [_total(kind, name, {wish.get("PolicyName"): wish.get("PolicyDocument", {})}, place) for name in names if name]

    return measure


def attached_by_call(kind: str) -> Measure:
    def measure(wish: dict, place: Any) -> list:
        holder = principal(kind, wish.get(f"{kind}Name", ""), place)
        if holder is None or wish.get("PolicyArn") in holder.managed_policies:
            return []
        return [(len(holder.managed_policies) + 1, holder.name)]

    return measure


def attached_to_principal(kind: str) -> Measure:
    def measure(wish: dict, place: Any) -> list:
        holder = principal(kind, wish.get(f"{kind}Name", ""), place)
        held = set(holder.managed_policies) if holder is not None else set()
        return [(len(held | set(wish.get("ManagedPolicyArns") or [])), wish.get(f"{kind}Name", ""))]

    return measure


def attached_by_policy(kind: str) -> Measure:
    def measure(wish: dict, place: Any) -> list:
        holders = [principal(kind, name, place) for name in wish.get(f"{kind}s") or []]
        return [(len(holder.managed_policies) + 1, holder.name) for holder in holders if holder is not None and place.is_new]

    return measure


def versions(wish: dict, place: Any) -> list:
    policy = iam(place).managed_policies.get(wish.get("PolicyArn"))
    return [(len(policy.versions) + 1, "")] if policy is not None else []


def customer_policies(wish: dict, place: Any) -> int:
    return sum(":aws:policy/" not in arn for arn in list(iam(place).managed_policies))


# -- EventBridge ------------------------------------------------------------------------------------------------------
def _bus(wish: dict, place: Any) -> Any:
    name = (wish.get("EventBusName") or "default").rpartition("/")[2]
    return backend("events", place.account, place.region).event_buses.get(name)


def targets(wish: dict, place: Any) -> list:
    bus = _bus(wish, place)
    rule = bus.rules.get(wish.get("Rule")) if bus is not None else None
    held = {target["Id"] for target in rule.targets} if rule is not None else set()
    return [(len(held | {target.get("Id") for target in wish.get("Targets") or []}), "")]


def rules(wish: dict, place: Any) -> list:
    bus = _bus(wish, place)
    if bus is None or wish.get("Name") in bus.rules or not place.is_new:
        return []
    return [(len(bus.rules) + 1, "")]


# -- others -----------------------------------------------------------------------------------------------------------
def environment(path: str) -> Measure:
    """Lambda counts the variables as the JSON text that it keeps."""
    return lambda wish, place: [(len(text_of(found).encode()), text_of(found)) for found in at(wish, path)]


def held(service: str, collection: str, name: str = "") -> Measure:
    """How many a backend of the account and Region has; one with the same name is no new one."""
    def measure(wish: dict, place: Any) -> list:
        known = getattr(backend(service, place.account, place.region), collection)
        if not place.is_new or (name and wish.get(name) in known):
            return []
        return [(len(known) + 1, place.region)]

    return measure


def of_log_group(collection: str) -> Measure:
    def measure(wish: dict, place: Any) -> list:
        wish = {key[:1].upper() + key[1:]: value for key, value in wish.items()}
        logs, group = backend("logs", place.account, place.region), wish.get("LogGroupName")
        if collection == "metric_filters":
            known = {one["filterName"] for one in logs.filters.metric_filters if one["logGroupName"] == group}
        else:
            known = set(logs.groups[group].subscription_filters) if group in logs.groups else set()
        return [(len(known | {wish.get("FilterName", "")}), group)] if place.is_new else []

    return measure


def statements(path: str) -> Measure:
    def measure(wish: dict, place: Any) -> list:
        documents = [found if isinstance(found, dict) else json.loads(found) for found in at(wish, path)]
        return [(len(as_list(document.get("Statement"))), "") for document in documents]

    return measure


def occurrences(path: str, text: str) -> Measure:
    return lambda wish, place: [(found.count(text), "") for found in at(wish, path)]


def standard_value(wish: dict, place: Any) -> list:
    """Of Parameter Store: an advanced parameter, or one that may become one, has more room."""
    return [(len(wish.get("Value") or ""), "")] if wish.get("Tier", "Standard") == "Standard" else []


def config_rules(wish: dict, place: Any) -> list:
    known = backend("config", place.account, place.region).config_rules
    name = wish.get("ConfigRuleName") or (wish.get("ConfigRule") or {}).get("ConfigRuleName")
    return [(len(known) + 1, "")] if place.is_new and name not in known else []


def selector_values(wish: dict, place: Any) -> list:
    fields = at(wish, "AdvancedEventSelectors.FieldSelectors")
    operators = ("Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith")
    return [(sum(len(one.get(name) or []) for field in fields for one in field for name in operators), "")]


def security_group_rules(wish: dict, place: Any) -> list:
    """Inbound and outbound rules, and those for IPv4 and IPv6, are counted apart; one that names a group counts for both."""
    return [(sum(other not in rule for rule in wish.get(direction) or []), "")
            for direction in ("SecurityGroupIngress", "SecurityGroupEgress") for other in ("CidrIp", "CidrIpv6")]


def detector_filters(wish: dict, place: Any) -> list:
    detector = served.guardduty.detector_of(place.account, place.region)
    return [(len(detector.filters) + 1, "")] if detector is not None and place.is_new else []
