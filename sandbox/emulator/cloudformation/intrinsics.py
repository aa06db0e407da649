"""Evaluates intrinsic functions and conditions for one stack in one account and region."""
from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from ..errors import validation_error
from . import parameters as parameter_rules
from .template import SUB_VARIABLE, Template

if TYPE_CHECKING:
    from .stack import Stack

NO_VALUE = object()
UNKNOWN = "{{unknown until the resource exists}}"


class Evaluator:
    """`resources` maps logical ids to what exists so far; `tolerant` turns unknown attributes into a placeholder."""

    def __init__(self, template: Template, values: dict, stack: Stack, resources: dict, exports: Any, tolerant: bool = False):
        self._template, self._resources, self._exports, self._tolerant = template, resources, exports, tolerant
        self._account, self._region = stack.account, stack.region
        self._values = {
            name: parameter_rules.typed(template.parameters[name], text, stack.region, stack.account)
            for name, text in values.items()
        }
        self._pseudo = {
            "AWS::AccountId": stack.account, "AWS::Region": stack.region, "AWS::StackId": stack.id, "AWS::StackName": stack.name,
            "AWS::Partition": "aws", "AWS::URLSuffix": "amazonaws.com", "AWS::NoValue": NO_VALUE,
            "AWS::NotificationARNs": list(stack.notification_arns),
        }
        self._conditions: dict[str, bool] = {}

    def is_wanted(self, item: dict) -> bool:
        return "Condition" not in item or self.condition(item["Condition"])

    def condition(self, name: str) -> bool:
        if name not in self._conditions:
            if name not in self._template.conditions:
                raise validation_error(f"Template error: unresolved condition {name}")
            self._conditions[name] = self._test(self._template.conditions[name])
        return self._conditions[name]

    def _test(self, rule: Any) -> bool:
        if "Condition" in rule:
            return self.condition(rule["Condition"])
        (name, arguments), = rule.items()
        if name == "Fn::Equals":
            left, right = (self.value(item) for item in arguments)
            return parameter_rules.as_text(left) == parameter_rules.as_text(right)
        if name == "Fn::Not":
            return not self._test(arguments[0])
        if name == "Fn::And":
            return all(self._test(item) for item in arguments)
        if name == "Fn::Or":
            return any(self._test(item) for item in arguments)
        raise validation_error(f"Template error: {name} cannot be used in a condition")

    def value(self, item: Any) -> Any:
        if isinstance(item, list):
            parts = (self.value(part) for part in item)
            return [part for part in parts if part is not NO_VALUE]
        if not isinstance(item, dict):
            return item
        if len(item) == 1:
            (name, argument), = item.items()
            if name == "Ref":
                return self.ref(argument)
            if name.startswith("Fn::"):
                return self._function(name[4:], argument)
        found = {key: self.value(part) for key, part in item.items()}
        return {key: part for key, part in found.items() if part is not NO_VALUE}

    def ref(self, name: str) -> Any:
        if name in self._pseudo:
            return self._pseudo[name]
        if name in self._values:
            return self._values[name]
        if name in self._resources:
            return self._resources[name].physical_id
        if self._tolerant:
            return UNKNOWN
        raise validation_error(f"Template error: unresolved reference to {name}")

    def attribute(self, name: str, attribute: str) -> Any:
        resource = self._resources.get(name)
        if resource is None:
            if self._tolerant:
                return UNKNOWN
            raise validation_error(f"Template error: instance of Fn::GetAtt references undefined resource {name}")
        return resource.attribute(attribute)

    def _function(self, name: str, argument: Any) -> Any:
        function = getattr(self, "_fn_" + name.replace("::", "_").lower(), None)
        if function is None:
            raise validation_error(f"Template format error: function Fn::{name} is not known")
        return function(argument)

    def _fn_getatt(self, argument: Any) -> Any:
        resource, attribute = argument if isinstance(argument, list) else argument.split(".", 1)
        return self.attribute(resource, self.value(attribute))

    def _fn_sub(self, argument: Any) -> str:
        text, local = (argument[0], self.value(argument[1])) if isinstance(argument, list) else (argument, {})

        def replace(match: Any) -> Any:
            name = match.group(1).strip()
            if name in local:
                value = local[name]
            elif "." in name:
                value = self.attribute(*name.split(".", 1))
            else:
                value = self.ref(name)
            return ",".join(map(str, value)) if isinstance(value, list) else parameter_rules.as_text(value)

        return SUB_VARIABLE.sub(replace, text).replace("${!", "${")

    def _fn_join(self, argument: Any) -> str:
        separator, items = argument
        items = self.value(items)
        return separator.join(parameter_rules.as_text(item) for item in (items if isinstance(items, list) else [items]))

    def _fn_split(self, argument: Any) -> Any:
        return self.value(argument[1]).split(argument[0])

    def _fn_select(self, argument: Any) -> Any:
        items = self.value(argument[1])
        items = items.split(",") if isinstance(items, str) else items
        try:
            return items[int(self.value(argument[0]))]
        except IndexError:
            raise validation_error("Template error: Fn::Select cannot select nonexistent value at index " + str(argument[0])) from None

    def _fn_if(self, argument: Any) -> Any:
        return self.value(argument[1] if self.condition(argument[0]) else argument[2])

    def _fn_findinmap(self, argument: Any) -> Any:
        value = self._template.mappings
        for key in (self.value(item) for item in argument[:3]):
            if str(key) not in value:
                raise validation_error(f"Template error: Unable to get mapping for {'::'.join(str(self.value(item)) for item in argument[:3])}")
            value = value[str(key)]
        return value

    def _fn_importvalue(self, argument: Any) -> Any:
        name = self.value(argument)
        if name not in self._exports():
            if self._tolerant:
                return UNKNOWN
            raise validation_error(f"No export named {name} found.")
        return self._exports()[name]

    def _fn_base64(self, argument: Any) -> Any:
        return base64.b64encode(self.value(argument).encode()).decode()

    def _fn_getazs(self, argument: Any) -> list:
        region = self.value(argument) or self._region
        return [region + zone for zone in "acd"] if region == "ap-northeast-1" else [region + zone for zone in "abc"]

    def _fn_tojsonstring(self, argument: Any) -> str:
        return json.dumps(self.value(argument), separators=(",", ":"))

    def _fn_length(self, argument: Any) -> int:
        return len(self.value(argument))

    def _fn_cidr(self, argument: Any) -> list:
        import ipaddress

        block, count, bits = (self.value(item) for item in (*argument, 8)[:3])
        subnets = ipaddress.ip_network(block).subnets(new_prefix=32 - int(bits))
        return [str(next(subnets)) for _ in range(int(count))]
