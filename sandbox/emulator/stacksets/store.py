"""All stack sets of all accounts, deleted ones too."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..call import Call
from ..errors import AwsError, validation_error
from .model import Operation, StackSet

if TYPE_CHECKING:
    from ..organization.model import Organization


class StackSets:
    def __init__(self, organization: Organization):
        self._organization = organization
        self._sets: dict[tuple, list[StackSet]] = {}  # by (administering account, Region)

    def active(self) -> list[StackSet]:
        return [item for sets in list(self._sets.values()) for item in sets if item.status == "ACTIVE"]

    def admin_of(self, call: Call) -> str:
        """The account whose stack sets are meant: a delegated administrator works on the management account's."""
        if call.params.get("CallAs") != "DELEGATED_ADMIN":
            return call.account
        services = self._organization.delegated.get(call.account, {})
        if "member.org.stacksets.cloudformation.amazonaws.com" not in services:
            raise validation_error("You must be the management account or delegated admin account of an organization before operating a SERVICE_MANAGED stack set")
        return self._organization.management_id

    def of(self, call: Call) -> list[StackSet]:
        return self._sets.setdefault((self.admin_of(call), call.region), [])

    def get(self, call: Call, deleted: bool = False) -> StackSet:
        name = call.params["StackSetName"]
        for item in reversed(self.of(call)):
            if name in (item.name, item.id, item.arn) and (item.status == "ACTIVE" or deleted and name == item.id):
                return item
        raise AwsError("StackSetNotFoundException", f"StackSet {name} not found", 404)

    def operation(self, call: Call) -> tuple[StackSet, Operation]:
        stack_set = self.get(call, deleted=True)
        operation = stack_set.operations.get(call.params["OperationId"])
        if operation is None:
            raise AwsError("OperationNotFoundException", f"Operation {call.params['OperationId']} not found", 404)
        return stack_set, operation
