"""Step Functions: state machines. Executions are moto's own affair: it tells that they succeeded, and runs nothing."""
from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource

SUBSTITUTION = re.compile(r"\$\{(\w+)\}")


def _definition(properties: dict) -> str:
    text = properties.get("DefinitionString") or json.dumps(properties.get("Definition") or {})
    values = properties.get("DefinitionSubstitutions") or {}

    def replace(found: Any) -> Any:
        if found[1] not in values:
            raise AwsError("InvalidDefinition", f"Invalid State Machine Definition: no substitution for {found[0]}")
        return json.dumps(str(values[found[1]]))[1:-1]

    return SUBSTITUTION.sub(replace, text)


@register("AWS::StepFunctions::StateMachine")
class StateMachine(ResourceType):
    def create(self, resource: Resource) -> None:
        states, name = resource.backend("stepfunctions"), resource.name("StateMachineName", 80)
        if any(machine.name == name for machine in states.state_machines):
            raise AwsError("StateMachineAlreadyExists", f"State Machine Already Exists: {name}")
        machine = states.create_state_machine(
            name, _checked(_definition(resource.properties)), resource.properties["RoleArn"],
            [{"key": tag["Key"], "value": tag["Value"]} for tag in resource.tags()])
        resource.physical_id = machine.arn
        resource.attributes = {"Arn": machine.arn, "Name": name, "StateMachineRevisionId": "INITIAL"}

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("stepfunctions").update_state_machine(
            resource.physical_id, _checked(_definition(resource.properties)), resource.properties["RoleArn"])

    def delete(self, resource: Resource) -> None:
        resource.backend("stepfunctions").delete_state_machine(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        machines = resource.backend("stepfunctions").state_machines
        machine = next((one for one in machines if one.arn == resource.physical_id), None)
        if machine is None:
            return None
        same = json.loads(machine.definition) == json.loads(_definition(resource.properties))
        wanted = {name: resource.properties[name] for name in ("Definition", "DefinitionString") if name in resource.properties}
        return {"StateMachineName": machine.name, "RoleArn": machine.roleArn,
                **(wanted if same else dict.fromkeys(wanted, machine.definition))}


def _checked(text: str) -> str:
    """AWS refuses a machine that begins, or goes on, with a state that it does not have."""
    definition = json.loads(text)
    _check_states(definition, "State Machine")
    return text


def _check_states(machine: dict, what: str) -> None:
    states = machine.get("States") or {}
    if machine.get("StartAt") not in states:
        raise AwsError("InvalidDefinition", f"Invalid {what} Definition: MISSING_TRANSITION_TARGET at StartAt")
    for name, state in states.items():
        followers = [state.get("Next"), state.get("Default")]
        followers += [item.get("Next") for key in ("Choices", "Catch") for item in state.get(key, [])]
        for follower in followers:
            if follower is not None and follower not in states:
                raise AwsError("InvalidDefinition", f"Invalid {what} Definition: MISSING_TRANSITION_TARGET {follower} at {name}")
        if "ItemProcessor" in state:
            _check_states(state["ItemProcessor"], name)
