"""What CloudFormation does by itself in a template: nested stacks, signals, custom resources. The emulator runs none of it, and says so."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..backends import functions_of, living
from ..errors import AwsError
from .recorded import Recorded
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


class _NotRun(ResourceType):
    backing = "recorded"
    what = ""

    def create(self, resource: Resource) -> None:
        raise AwsError("PlainNotRun", f"The emulator does not run {self.what}: deploy what is in it as a stack of its own.")


@register("AWS::CloudFormation::Stack")
class NestedStack(_NotRun):
    what = "nested stacks"


@register("AWS::CloudFormation::StackSet")
class StackSetOfTemplate(_NotRun):
    what = "stack sets of a template"


@register("AWS::CloudFormation::WaitCondition")
class WaitCondition(_NotRun):
    what = "wait conditions, which nobody would signal"


class CustomResource(Recorded):
    """Its function or topic must be there; nobody asks it. GetAtt finds no attribute of an answer that was not given."""

    def create(self, resource: Resource) -> None:
        token = str(resource.properties.get("ServiceToken"))
        parts = token.split(":")
        if len(parts) < 6 or parts[2] not in ("lambda", "sns"):
            raise AwsError("PlainInvalidRequest", f"Invalid service token: {token}")
        if parts[2] == "lambda" and not any(parts[6] == one.function_name for one in functions_of(parts[4], parts[3])):
            raise AwsError("PlainInvalidRequest", f"Function not found: {token}")
        if parts[2] == "sns" and not any(token in one.topics for one in living("sns", parts[4])):
            raise AwsError("PlainInvalidRequest", f"Topic does not exist: {token}")
        super().create(resource)
