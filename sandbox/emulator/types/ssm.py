"""Systems Manager: parameters, documents, maintenance windows."""
from __future__ import annotations

import json

from ..errors import AwsError
from .registry import ResourceType, register


@register("AWS::SSM::Parameter")
class Parameter(ResourceType):
    def create(self, resource) -> None:
        resource.physical_id = resource.name("Name")
        if self._live(resource) is not None:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource, overwrite=False)

    def update(self, resource, before: dict) -> None:
        self._put(resource, overwrite=True)

    def _put(self, resource, overwrite: bool) -> None:
        properties, ssm = resource.properties, resource.backend("ssm")
        tags = resource.tags()
        ssm.put_parameter(
            resource.physical_id, properties.get("Description", ""), properties["Value"], properties["Type"],
            properties.get("AllowedPattern"), None, overwrite, [] if overwrite else tags, properties.get("DataType", "text"),
            properties.get("Tier"), properties.get("Policies"))
        if overwrite:
            ssm.add_tags_to_resource("Parameter", resource.physical_id, {tag["Key"]: tag["Value"] for tag in tags})
        resource.attributes = {"Type": properties["Type"], "Value": properties["Value"]}

    def _live(self, resource):
        return resource.backend("ssm").get_parameters([resource.physical_id]).get(resource.physical_id)

    def delete(self, resource) -> None:
        resource.backend("ssm").delete_parameter(resource.physical_id)

    def read(self, resource):
        live = self._live(resource)
        if live is None:
            return None
        return {"Name": resource.physical_id, "Type": live.parameter_type, "Value": live.value, "Description": live.description or None}


@register("AWS::SSM::Document")
class Document(ResourceType):
    def create(self, resource) -> None:
        properties, ssm = resource.properties, resource.backend("ssm")
        resource.physical_id = resource.name("Name", 128)
        if resource.physical_id in ssm._documents:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        ssm.create_document(
            self._content(resource), properties.get("Requires", []), properties.get("Attachments", []), resource.physical_id,
            properties.get("VersionName"), properties.get("DocumentType", "Command"), self._format(resource),
            properties.get("TargetType"), resource.tags())

    def _format(self, resource) -> str:
        content = resource.properties["Content"]
        given = resource.properties.get("DocumentFormat", "JSON")
        return given if isinstance(content, str) else "JSON"

    def _content(self, resource) -> str:
        content = resource.properties["Content"]
        return content if isinstance(content, str) else json.dumps(content)

    def update(self, resource, before: dict) -> None:
        """A new version; it does not become the default one (a known gap of CloudFormation, see REFERENCE section 0)."""
        properties = resource.properties
        if properties["Content"] != before["Content"]:
            resource.backend("ssm").update_document(
                self._content(resource), properties.get("Attachments", []), resource.physical_id, properties.get("VersionName"),
                "$LATEST", self._format(resource), properties.get("TargetType"))

    def replaces(self, old: dict, new: dict) -> bool:
        changed = super().replaces(old, new)
        if new.get("UpdateMethod") == "NewVersion":
            return old.get("Name") != new.get("Name")
        return changed or old.get("Content") != new.get("Content")

    def delete(self, resource) -> None:
        resource.backend("ssm").delete_document(resource.physical_id, None, None, False)


@register("AWS::SSM::MaintenanceWindow")
class MaintenanceWindow(ResourceType):
    def create(self, resource) -> None:
        properties = resource.properties
        resource.physical_id = resource.backend("ssm").create_maintenance_window(
            name=properties["Name"], description=properties.get("Description", ""), schedule=properties["Schedule"],
            duration=int(properties["Duration"]), cutoff=int(properties["Cutoff"]),
            schedule_timezone=properties.get("ScheduleTimezone"), schedule_offset=properties.get("ScheduleOffset"),
            start_date=properties.get("StartDate"), end_date=properties.get("EndDate"), tags=resource.tags())
        resource.attributes = {"WindowId": resource.physical_id}

    def delete(self, resource) -> None:
        resource.backend("ssm").delete_maintenance_window(resource.physical_id)
