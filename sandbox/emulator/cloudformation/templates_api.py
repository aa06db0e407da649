"""The API of templates: those of stacks, stack sets and change sets, and those that a call brings along."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..call import Call
from . import render
from .template_source import template_of

if TYPE_CHECKING:
    from .stack import Stacks


class TemplatesApi:
    def __init__(self, stacks: Stacks, stack_sets: Any, change_sets: Any):
        self._stacks, self._stack_sets, self._change_sets = stacks, stack_sets, change_sets

    def get_template(self, call: Call) -> dict:
        name = call.params.get("ChangeSetName")
        if name:
            return {"TemplateBody": self._change_sets.of(call).template.body, "StagesAvailable": ["Original", "Processed"]}
        stack = self._stacks.get(call.account, call.region, call.params["StackName"])
        return {"TemplateBody": stack.template.body, "StagesAvailable": ["Original", "Processed"]}

    def get_template_summary(self, call: Call) -> dict:
        params = call.params
        if params.get("StackName"):
            template = self._stacks.get(call.account, call.region, params["StackName"]).template
        elif params.get("StackSetName"):
            template = self._stack_sets.get(call).template
        else:
            template = template_of(call)
        return render.template_summary(template)

    def validate_template(self, call: Call) -> dict:
        template = template_of(call)
        summary = render.template_summary(template)
        return {key: summary[key] for key in ("Description", "Capabilities", "CapabilitiesReason") if key in summary} | {
            "Parameters": [{key: item[key] for key in ("ParameterKey", "DefaultValue", "NoEcho", "Description") if key in item}
                           for item in summary["Parameters"]]}
