"""Evaluation of policy documents: enough of IAM's rules for trust policies, service control policies and role policies."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import Any


def as_list(value: Any) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]


@lru_cache(maxsize=8192)
def _pattern(text: str, flags: int = 0) -> Any:
    # IAM's wildcards are only * and ?; fnmatch would also read [ ] in an ARN as a character class
    return re.compile(re.escape(text).replace(r"\*", ".*").replace(r"\?", ".") + r"\Z", flags | re.DOTALL)


def is_like(patterns: Any, value: str) -> bool:
    return any(_pattern(str(pattern)).match(value) for pattern in as_list(patterns))


def _is_action(patterns: Any, action: str) -> bool:
    """Only the names of actions are matched in small and capital letters alike."""
    return any(_pattern(str(pattern), re.IGNORECASE).match(action) for pattern in as_list(patterns))


def decide(documents: list, action: str, resource: str, context: dict) -> str:
    """'deny' (explicit), 'allow', or 'none' when no statement speaks of the request. `context` keys are lower case."""
    allowed = False
    for document in documents:
        for statement in as_list(document.get("Statement")):
            if not applies(statement, action, resource, context):
                continue
            if statement.get("Effect") == "Deny":
                return "deny"
            allowed = True
    return "allow" if allowed else "none"


def applies(statement: dict, action: str, resource: str, context: dict) -> bool:
    if "Action" in statement and not _is_action(statement["Action"], action):
        return False
    if "NotAction" in statement and _is_action(statement["NotAction"], action):
        return False
    # An unknown resource ("*") is matched by any Resource: the emulator does not know every call's resource.
    if resource != "*":
        if "Resource" in statement and not is_like(_filled(statement["Resource"], context), resource):
            return False
        if "NotResource" in statement and is_like(_filled(statement["NotResource"], context), resource):
            return False
    elif "Resource" in statement and statement.get("Effect") == "Deny" and "*" not in as_list(statement["Resource"]):
        return False  # a deny that names resources must not hit a request whose resource is unknown
    return conditions_hold(statement.get("Condition"), context)


def conditions_hold(conditions: Any, context: dict) -> bool:
    return all(
        _holds(operator, _filled(wanted, context), context.get(key.lower()))
        for operator, pairs in (conditions or {}).items()
        for key, wanted in pairs.items()
    )


def _filled(wanted: Any, context: dict) -> list:
    return [_with_variables(item, context) for item in as_list(wanted)]


def _with_variables(wanted: Any, context: dict) -> Any:
    """Policy variables: `${aws:PrincipalOrgID}` stands for the value of that key in the request."""
    if not isinstance(wanted, str) or "${" not in wanted:
        return wanted
    return re.sub(r"\$\{([\w:/-]+)\}", lambda found: str(context.get(found[1].lower(), found[0])), wanted)


def _holds(operator: str, wanted: list, actual: Any) -> bool:
    wanted = [str(item).lower() if isinstance(item, bool) else str(item) for item in wanted]
    values = [str(item) for item in as_list(actual)]
    if operator == "Null":
        return (not values) == (wanted[0].lower() == "true")
    quantifier, _, name = operator.rpartition(":")  # ForAnyValue:StringLike, ForAllValues:…
    name, optional, negated = name.removesuffix("IfExists"), name.endswith("IfExists"), "Not" in name
    if not values:  # a negated operator matches when the key is absent, and so does ForAllValues; ForAnyValue needs a value
        return optional or quantifier == "ForAllValues" or (negated and not quantifier)
    met = [_matches(name.replace("Not", ""), wanted, value) != negated for value in values]
    return all(met) if quantifier == "ForAllValues" or (negated and not quantifier) else any(met)


def _matches(name: str, wanted: list, value: str) -> bool:
    if name in ("StringLike", "ArnLike", "ArnEquals"):
        return is_like(wanted, value)
    if name in ("StringEqualsIgnoreCase", "Bool"):
        return value.lower() in [item.lower() for item in wanted]
    if name.startswith("Numeric"):
        return any(_compare(name[len("Numeric"):], float(value), float(item)) for item in wanted)
    return value in wanted


def _compare(name: str, value: float, wanted: float) -> bool:
    return {
        "Equals": value == wanted, "LessThan": value < wanted, "LessThanEquals": value <= wanted,
        "GreaterThan": value > wanted, "GreaterThanEquals": value >= wanted,
    }.get(name, False)


def trusts(document: dict, principal_arn: str, account: str, context: dict, action: str = "sts:AssumeRole") -> bool:
    """Does a trust policy let this IAM principal (role or user ARN) in? An account's root stands for the whole account."""
    names = {"*", account, f"arn:aws:iam::{account}:root", principal_arn}
    return decide_for(document, "AWS", names, action, "*", context) == "allow"


def trusts_service(document: dict, service: str, context: dict, action: str = "sts:AssumeRole") -> bool:
    return decide_for(document, "Service", {"*", service}, action, "*", context) == "allow"


def decide_for(document: dict, kind: str, names: set, action: str, resource: str, context: dict) -> str:
    """A resource policy's word about a principal: 'deny', 'allow' or 'none'. `kind` is AWS or Service; "*" in `names` is everybody."""
    allowed = False
    for statement in as_list(document.get("Statement")):
        if not _mentions(statement, kind, names) or not applies(statement, action, resource, context):
            continue
        if statement.get("Effect") == "Deny":
            return "deny"
        allowed = True
    return "allow" if allowed else "none"


def _mentions(statement: dict, kind: str, names: set) -> bool:
    if "NotPrincipal" in statement:
        return not names.intersection(as_list((statement["NotPrincipal"] or {}).get(kind)))
    principal = statement.get("Principal")
    return bool(names.intersection(["*"] if principal == "*" else as_list((principal or {}).get(kind))))
