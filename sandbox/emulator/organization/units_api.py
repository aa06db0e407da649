"""The API of organizational units and of the tree that they make."""
from __future__ import annotations

from ..call import Call
from ..errors import AwsError
from . import render
from .model import Organization
from .paging import page
from .tags_api import tags_of


class UnitsApi:
    def __init__(self, organization: Organization):
        self._org = organization

    def create_organizational_unit(self, call: Call) -> dict:
        unit = self._org.add_unit(call.params["Name"], self._org.parent(call.params["ParentId"]))
        unit.tags.update(tags_of(call.params.get("Tags")))
        return {"OrganizationalUnit": render.unit(self._org, unit)}

    def update_organizational_unit(self, call: Call) -> dict:
        unit, name = self._org.unit(call.params["OrganizationalUnitId"]), call.params.get("Name")
        if any(child.name == name for child in unit.above.children.values() if child.kind != "ACCOUNT" and child is not unit):
            raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
        unit.name = name or unit.name
        return {"OrganizationalUnit": render.unit(self._org, unit)}

    def delete_organizational_unit(self, call: Call) -> None:
        unit = self._org.unit(call.params["OrganizationalUnitId"])
        if unit.children:
            raise AwsError("OrganizationalUnitNotEmptyException", "The specified OU is not empty. Move all accounts to another "
                           "root or to other OUs, remove all child OUs, and try the operation again.")
        for policy in list(unit.policies):
            self._org.detach(policy, unit)
        del unit.above.children[unit.id]
        del self._org.units[unit.id]

    def describe_organizational_unit(self, call: Call) -> dict:
        return {"OrganizationalUnit": render.unit(self._org, self._org.unit(call.params["OrganizationalUnitId"]))}

    def list_organizational_units_for_parent(self, call: Call) -> dict:
        parent = self._org.parent(call.params["ParentId"])
        units = [child for child in parent.children.values() if child.kind != "ACCOUNT"]
        return page(call, "OrganizationalUnits", units, lambda unit: render.unit(self._org, unit))

    def list_parents(self, call: Call) -> dict:
        child = self._org.node(call.params["ChildId"])
        if child is None or child.parent is None:
            raise AwsError("ChildNotFoundException", "You specified a child that doesn't exist.")
        return {"Parents": [{"Id": child.parent.id, "Type": child.parent.kind}]}

    def list_children(self, call: Call) -> dict:
        parent, kind = self._org.parent(call.params["ParentId"]), call.params["ChildType"]
        children = [child for child in parent.children.values() if child.kind == kind]
        return page(call, "Children", children, lambda child: {"Id": child.id, "Type": child.kind})
