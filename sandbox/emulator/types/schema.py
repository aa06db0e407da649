"""CloudFormation's resource schemas as cfn-lint ships them: which properties exist, are required, or force a replacement.

cfn-lint itself is never imported (1.1 s): only its data files are read.
"""
from __future__ import annotations

import json
import re
from functools import cache
from importlib import util
from pathlib import Path
from typing import Any

from ..errors import AwsError

REGION_INDEX = "us_east_1"  # its list of types is the longest


def _folder() -> Path | None:
    package = util.find_spec("cfnlint")
    return Path(package.submodule_search_locations[0]) / "data/schemas" if package and package.submodule_search_locations else None


@cache
def _index() -> dict[str, str]:
    folder = _folder()
    if folder is None:
        return {}
    text = (folder / "providers" / f"{REGION_INDEX}.py").read_text()
    return dict(re.findall(r'"([A-Za-z0-9]+::[A-Za-z0-9:]+)": "([0-9a-f]+)"', text))


def warm_up() -> None:
    _index()


@cache
def schema(type: str) -> dict | None:
    """None for a type that CloudFormation does not know."""
    folder, number = _folder(), _index().get(type)
    if folder is None or number is None:
        return None
    return json.loads((folder / "resources" / f"{number}.json").read_text())


def _names(type: str, key: str) -> tuple:
    found = schema(type) or {}
    return tuple(pointer[len("/properties/"):].replace("/", ".") for pointer in found.get(key, ()))


@cache
def create_only(type: str) -> tuple:
    return _names(type, "createOnlyProperties")


@cache
def read_only(type: str) -> tuple:
    return _names(type, "readOnlyProperties")


@cache
def primary_identifier(type: str) -> tuple:
    return _names(type, "primaryIdentifier")


def lookup(properties: dict, path: str) -> Any:
    value: Any = properties
    for part in path.split("."):
        if not isinstance(value, dict):
            return None
        value = value.get(part)
    return value


def replaced_by(type: str, old: dict, new: dict) -> list:
    """Names of changed properties that cannot change in place."""
    return [name for name in create_only(type) if lookup(old, name) != lookup(new, name)]


# -- checks -----------------------------------------------------------------------------------------------------------
def check(type: str, properties: dict) -> None:
    found = schema(type)
    if found is None:
        return
    for name in found.get("required", ()):
        if name not in properties:
            raise _invalid(f"#: required key [{name}] not found")
    if not found.get("additionalProperties"):
        known = found.get("properties", {})
        for name in properties:
            if name not in known:
                raise _invalid(f"#: extraneous key [{name}] is not permitted")
            if name in read_only(type):
                raise _invalid(f"Encountered unsupported property {name}")


    _check_values(properties, {**found, "type": "object"}, found, "#")


def _check_values(value: Any, shape: Any, root: Any, path: str) -> None:
    """Lengths, ranges, choices and patterns, as far as the schema says them without alternatives."""
    if isinstance(value, str) and "{{resolve:" in value:
        return  # CloudFormation fills it in; the sandbox has no such secret
    shape = _resolved(shape, root)
    if "enum" in shape and not isinstance(value, (dict, list)) and value not in shape["enum"]:
        raise _invalid(f"{path}: {value} is not a valid enum value")
    if isinstance(value, dict):
        known = shape.get("properties", {})
        for key, item in value.items():
            if key in known:
                _check_values(item, known[key], root, f"{path}/{key}")
    elif isinstance(value, list):
        _compare(len(value), shape, "Items", path)
        for number, item in enumerate(value):
            _check_values(item, shape.get("items", {}), root, f"{path}/{number}")
    elif isinstance(value, str):
        _compare(len(value), shape, "Length", path)
        if "pattern" in shape and not _fits(shape["pattern"], value):
            raise _invalid(f"{path}: failed validation constraint for keyword [pattern]")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        if "maximum" in shape and value > shape["maximum"]:
            raise _invalid(f"{path}: {value} is not less or equal to {shape['maximum']}")
        if "minimum" in shape and value < shape["minimum"]:
            raise _invalid(f"{path}: {value} is not greater or equal to {shape['minimum']}")


def _compare(size: int, shape: dict, unit: str, path: str) -> None:
    for end, is_over in (("max", size > shape.get(f"max{unit}", size)), ("min", size < shape.get(f"min{unit}", size))):
        if is_over:
            raise _invalid(f"{path}: expected {end}{unit}: {shape[end + unit]}, actual: {size}")


invented: set[str] = set()  # attributes of recorded resources: stable, but not of the form that the service would give them


def _fits(pattern: str, value: str) -> bool:
    try:
        return re.search(pattern, value) is not None or any(part in value for part in invented)
    except re.error:
        return True  # Java's dialect, which AWS reads


def _invalid(text: str) -> AwsError:
    return AwsError("PlainInvalidRequest", f"Properties validation failed for resource with message:\n[{text}]")


# -- types of values --------------------------------------------------------------------------------------------------
def coerce(type: str, properties: dict) -> dict:
    """CloudFormation's parameters are text; "365" and "true" become what the schema says."""
    found = schema(type)
    return _coerce(properties, found, found) if found else properties


def _coerce(value: Any, shape: Any, root: Any) -> Any:
    shape = _resolved(shape, root)
    kinds = shape.get("type")
    if isinstance(value, dict):
        if kinds and "object" not in (kinds if isinstance(kinds, list) else [kinds]):
            return value
        known = shape.get("properties", {})
        return {key: _coerce(item, known.get(key, {}), root) for key, item in value.items()}
    if isinstance(value, list):
        return [_coerce(item, shape.get("items", {}), root) for item in value]
    return _scalar(value, kinds)


def _resolved(shape: Any, root: Any) -> dict:
    for _ in range(8):
        if isinstance(shape, dict) and "$ref" in shape:
            target = root
            for part in shape["$ref"].lstrip("#/").split("/"):
                target = target.get(part, {})
            shape = target
    return shape if isinstance(shape, dict) else {}


def _scalar(value: Any, kind: str) -> Any:
    if kind == "boolean" and isinstance(value, str) and value.lower() in ("true", "false"):
        return value.lower() == "true"
    if kind in ("integer", "number") and isinstance(value, str):
        try:
            return int(value)
        except ValueError:
            return value
    if kind == "string" and isinstance(value, bool):
        return str(value).lower()
    if kind == "string" and isinstance(value, (int, float)):
        return str(value)
    return value
