"""Reads a template as CloudFormation does and knows which resource waits for which."""
from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any

import yaml

from ..errors import validation_error
from ..quotas import cloudformation as quotas

SECTIONS = {"AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Mappings", "Conditions", "Rules", "Transform",
            "Resources", "Outputs", "Hooks"}
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's, where it is there, is much faster
SUB_VARIABLE = re.compile(r"\$\{([^!][^}]*)\}")


class _Loader(SafeLoader):
    """Short forms become Fn:: mappings; an unquoted date (Version: 2012-10-17) stays a string, as CloudFormation has it."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}


def _short_form(loader: Any, suffix: Any, node: Any) -> dict:
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    if suffix in ("Ref", "Condition"):
        return {suffix: value}
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _short_form)


@lru_cache(maxsize=512)
def parse(body: str) -> Template:
    """Cached by text: thousands of stacks share one template, so nobody may change a parsed one."""
    try:
        text = body.lstrip()
        document = json.loads(text) if text.startswith("{") else yaml.load(body, Loader=_Loader)
    except (ValueError, yaml.YAMLError) as error:
        raise validation_error(f"Template format error: YAML not well-formed. ({getattr(error, 'problem_mark', error)})") from None
    return Template(body, document)


class Template:
    def __init__(self, body: str, document: dict):
        if not isinstance(document, dict):
            raise validation_error("Template format error: unsupported structure.")
        unknown = [key for key in document if key not in SECTIONS]
        if unknown:
            raise validation_error(f"Invalid template property or properties [{', '.join(map(str, unknown))}]")
        if document.get("Transform") or "Fn::Transform" in body or "!Transform" in body:
            raise validation_error("The emulator runs no transforms (macros, AWS::Include, AWS::Serverless, AWS::LanguageExtensions): give it the processed template.")
        if document.get("Hooks"):
            raise validation_error("The emulator runs no hooks of a template (AWS::CodeDeploy::BlueGreen).")
        if not document.get("Resources"):
            raise validation_error("Template format error: At least one Resources member must be defined.")
        quotas.check_template(document)
        self.body, self.document = body, document
        self.resources = document["Resources"]
        self.parameters = document.get("Parameters") or {}
        self.conditions = document.get("Conditions") or {}
        self.mappings = document.get("Mappings") or {}
        self.outputs = document.get("Outputs") or {}
        self.description = document.get("Description")
        self._check_resources()
        self.order = self._dependency_order()

    def _check_resources(self) -> None:
        for name, resource in self.resources.items():
            if not isinstance(resource, dict) or "Type" not in resource:
                raise validation_error(f"Template format error: [/Resources/{name}] Every Resources object must contain a Type member.")
            condition = resource.get("Condition")
            if condition and condition not in self.conditions:
                raise validation_error(f"Template format error: Unresolved condition dependency {condition} in the Resources block of the template")
        known = set(self.resources) | set(self.parameters)
        for section, value in (("Resources", self.resources), ("Outputs", self.outputs)):
            missing = sorted(name for name in references(value) if name not in known and not name.startswith("AWS::"))
            if missing:
                raise validation_error(f"Template format error: Unresolved resource dependencies [{', '.join(missing)}] in the {section} block of the template")

    def needs(self, name: str) -> set:
        resource = self.resources[name]
        depends = resource.get("DependsOn") or []
        depends = [depends] if isinstance(depends, str) else depends
        found = references({key: value for key, value in resource.items() if key != "DependsOn"})
        return {other for other in (*depends, *found) if other in self.resources and other != name}

    def _dependency_order(self) -> list:
        order: list[str] = []
        state: dict[str, str] = {}

        def visit(name: str, trail: Any) -> None:
            if state.get(name) == "done":
                return
            if state.get(name) == "open":
                circle = trail[trail.index(name):]
                raise validation_error(f"Circular dependency between resources: [{', '.join(circle)}]")
            state[name] = "open"
            for other in sorted(self.needs(name), key=list(self.resources).index):
                visit(other, [*trail, name])
            state[name] = "done"
            order.append(name)

        for name in self.resources:
            visit(name, [])
        return order

    def needed_capability(self) -> str | None:
        """CloudFormation wants the deployer to acknowledge IAM resources; named ones by the stronger word."""
        found = None
        for resource in self.resources.values():
            named = _NAMED_IAM.get(resource["Type"])
            if named is None:
                continue
            if any(name in (resource.get("Properties") or {}) for name in named):
                return "CAPABILITY_NAMED_IAM"
            found = "CAPABILITY_IAM"
        return found


_NAMED_IAM = {
    "AWS::IAM::Role": ("RoleName",), "AWS::IAM::User": ("UserName",), "AWS::IAM::Group": ("GroupName",),
    "AWS::IAM::ManagedPolicy": ("ManagedPolicyName",), "AWS::IAM::InstanceProfile": ("InstanceProfileName",),
    "AWS::IAM::Policy": (), "AWS::IAM::UserToGroupAddition": (), "AWS::IAM::AccessKey": (),
}


def references(value: Any) -> set:
    """Names that a piece of template points at by Ref, GetAtt or Sub."""
    found: set[str] = set()
    _collect(value, found)
    return found


def _collect(value: Any, found: set) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(item, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "Ref" and isinstance(item, str):
                found.add(item)
            elif key == "Fn::GetAtt":
                found.add(item[0] if isinstance(item, list) else item.split(".")[0])
            elif key == "Fn::Sub":
                _collect_sub(item, found)
            else:
                _collect(item, found)


def _collect_sub(value: Any, found: set) -> None:
    text, local = (value[0], value[1]) if isinstance(value, list) else (value, {})
    for name in SUB_VARIABLE.findall(text):
        if name.strip() not in local:
            found.add(name.strip().split(".")[0])
    _collect(local, found)
