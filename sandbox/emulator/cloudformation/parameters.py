"""Checks the parameters of a stack or stack set against their declarations, in AWS's words."""
from __future__ import annotations

import re
from typing import Any

from ..errors import AwsError, validation_error
from ..quotas.cloudformation import VALUE
from .template import Template

LISTS = ("CommaDelimitedList", "List<")


def as_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def given_values(items: list | None, previous: dict) -> dict:
    """The API's list of parameters as a dictionary; UsePreviousValue takes the former value."""
    values = {}
    for item in items or []:
        key = item.get("ParameterKey")
        if item.get("UsePreviousValue"):
            if key in previous:
                values[key] = previous[key]
        elif item.get("ParameterValue") is not None:
            values[key] = item["ParameterValue"]
    return values


def resolve(template: Template, given: dict) -> dict:
    """Every declared parameter with its value as text; an error names the first thing that is wrong."""
    unknown = [key for key in given if key not in template.parameters]
    if unknown:
        raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    values, missing = {}, []
    for name, declaration in template.parameters.items():
        if name in given:
            values[name] = as_text(given[name])
            check(name, declaration, values[name])
        elif "Default" in declaration:
            values[name] = as_text(declaration["Default"])
        else:
            missing.append(name)
    if missing:
        raise validation_error(f"Parameters: [{', '.join(missing)}] must have values")
    return values


def check(name: str, declaration: dict, value: str) -> None:
    VALUE.hold(len(value.encode()), name)
    kind = declaration.get("Type", "String")
    items = value.split(",") if kind.startswith(LISTS) else [value]
    allowed = [as_text(item) for item in declaration.get("AllowedValues", [])]
    explained = declaration.get("ConstraintDescription")

    def refuse(text: str) -> None:
        raise validation_error(f"Parameter '{name}' failed to satisfy constraint: {explained}" if explained else text)

    for item in items:
        item = item.strip() if kind.startswith(LISTS) else item
        if allowed and item not in allowed:
            refuse(f"Parameter '{name}' must be one of AllowedValues")
        if "AllowedPattern" in declaration and not re.fullmatch(declaration["AllowedPattern"], item):
            refuse(f"Parameter {name} failed to satisfy constraint: must match pattern {declaration['AllowedPattern']}")
        if "Number" in kind:
            _check_number(name, declaration, item, refuse)
    if "MinLength" in declaration and len(value) < int(declaration["MinLength"]):
        refuse(f"Parameter '{name}' must contain at least {declaration['MinLength']} characters")
    if "MaxLength" in declaration and len(value) > int(declaration["MaxLength"]):
        refuse(f"Parameter '{name}' must contain at most {declaration['MaxLength']} characters")


def _check_number(name: str, declaration: Any, item: Any, refuse: Any) -> None:
    try:
        number = float(item)
    except ValueError:
        raise validation_error(f"Parameter '{name}' must be a number.") from None
    if "MinValue" in declaration and number < float(declaration["MinValue"]):
        refuse(f"Parameter '{name}' must be a number not less than {declaration['MinValue']}")
    if "MaxValue" in declaration and number > float(declaration["MaxValue"]):
        refuse(f"Parameter '{name}' must be a number not greater than {declaration['MaxValue']}")


def check_capabilities(template: Template, given: Any) -> None:
    needed, given = template.needed_capability(), set(given or [])
    if needed == "CAPABILITY_IAM" and given & {"CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"}:
        return
    if needed and needed not in given:
        raise AwsError("InsufficientCapabilitiesException", f"Requires capabilities : [{needed}]")


def typed(declaration: dict, text: str, region: str, account: str) -> Any:
    """What Ref gives: a list for list types, the stored value for an SSM parameter type."""
    kind = declaration.get("Type", "String")
    if kind.startswith("AWS::SSM::Parameter::Value"):
        text = _stored(text, region, account)
        kind = kind[len("AWS::SSM::Parameter::Value<"):-1]
    if kind.startswith(LISTS):
        return [item.strip() for item in text.split(",")]
    return text


def _stored(name: str, region: str, account: str) -> str:
    from ..backends import backend

    found = backend("ssm", account, region).get_parameters([name])
    if name not in found:
        raise validation_error(f"Unable to fetch parameters [{name}] from parameter store for this account.")
    return found[name].value
