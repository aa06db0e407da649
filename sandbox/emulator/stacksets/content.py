"""What a stack set deploys: its template and values, with the overrides of instances."""
from __future__ import annotations

import re

from ..call import Call
from ..cloudformation import parameters
from ..cloudformation.template import Template
from ..errors import validation_error
from .model import StackSet


def set_content(stack_set: StackSet, call: Call, template: Template) -> None:
    """Check everything first, then change: a refused update leaves the set as it was."""
    params = call.params
    values = parameters.given_values(params.get("Parameters"), stack_set.values)
    # a parameter without default may stay without value in the set and come as an override
    checked = {key: parameters.as_text(value) for key, value in values.items()}
    unknown = [key for key in checked if key not in template.parameters]
    if unknown:
        raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    for key, value in checked.items():
        parameters.check(key, template.parameters[key], value)
    missing = [key for key, item in template.parameters.items() if key not in checked and "Default" not in item]
    if missing:
        raise validation_error(f"Parameters: [{', '.join(missing)}] must have values")
    parameters.check_capabilities(template, params.get("Capabilities"))
    _check_administration_role(params)
    stack_set.template, stack_set.values = template, checked
    stack_set.capabilities = params.get("Capabilities") or []
    stack_set.description = params.get("Description", stack_set.description or template.description)
    if "Tags" in params:
        stack_set.tags = {tag["Key"]: tag["Value"] for tag in params["Tags"]}
    if not stack_set.is_service_managed:
        stack_set.admin_role_arn = params.get("AdministrationRoleARN") or stack_set.admin_role_arn
        stack_set.execution_role = params.get("ExecutionRoleName") or stack_set.execution_role


def _check_administration_role(params: dict) -> None:
    arn = params.get("AdministrationRoleARN")
    if arn and not re.match(r"^arn:aws:iam::\d{12}:role/.+", arn):
        raise validation_error(f"{arn} is not a valid role ARN")


def overrides_of(stack_set: StackSet, params: dict) -> dict | None:
    """None when the call says nothing, so that instances keep theirs."""
    if "ParameterOverrides" not in params:
        return None
    overrides = parameters.given_values(params["ParameterOverrides"], {})
    unknown = [key for key in overrides if key not in stack_set.template.parameters]
    if unknown:
        raise validation_error(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    for key, value in overrides.items():
        parameters.check(key, stack_set.template.parameters[key], value)
    return overrides
