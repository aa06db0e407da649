"""Systems Manager: parameters, documents, associations, syncs, patch baselines, maintenance windows."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from ..served import served
from ..systems_manager import model as systems_manager
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::SSM::Parameter")
class Parameter(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("Name")
        if self._live(resource) is not None:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource, overwrite=False)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource, overwrite=True)

    def _put(self, resource: Resource, overwrite: bool) -> None:
        properties, ssm = resource.properties, resource.backend("ssm")
        tags = resource.tags()
        ssm.put_parameter(
            resource.physical_id, properties.get("Description", ""), properties["Value"], properties["Type"],
            properties.get("AllowedPattern"), None, overwrite, [] if overwrite else tags, properties.get("DataType", "text"),
            properties.get("Tier"), properties.get("Policies"))
        if overwrite:
            ssm.add_tags_to_resource("Parameter", resource.physical_id, {tag["Key"]: tag["Value"] for tag in tags})
        resource.attributes = {"Type": properties["Type"], "Value": properties["Value"]}

    def _live(self, resource: Resource) -> Any:
        return resource.backend("ssm").get_parameters([resource.physical_id]).get(resource.physical_id)

    def delete(self, resource: Resource) -> None:
        resource.backend("ssm").delete_parameter(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        live = self._live(resource)
        if live is None:
            return None
        return {"Name": resource.physical_id, "Type": live.parameter_type, "Value": live.value, "Description": live.description or None}


@register("AWS::SSM::Document")
class Document(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, ssm = resource.properties, resource.backend("ssm")
        resource.physical_id = resource.name("Name", 128)
        if resource.physical_id in ssm._documents:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        ssm.create_document(
            self._content(resource), properties.get("Requires", []), properties.get("Attachments", []), resource.physical_id,
            properties.get("VersionName"), properties.get("DocumentType", "Command"), self._format(resource),
            properties.get("TargetType"), resource.tags())

    def _format(self, resource: Resource) -> str:
        content = resource.properties["Content"]
        given = resource.properties.get("DocumentFormat", "JSON")
        return given if isinstance(content, str) else "JSON"

    def _content(self, resource: Resource) -> str:
        content = resource.properties["Content"]
        return content if isinstance(content, str) else json.dumps(content)

    def update(self, resource: Resource, before: dict) -> None:
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

    def delete(self, resource: Resource) -> None:
        resource.backend("ssm").delete_document(resource.physical_id, None, None, False)


@register("AWS::SSM::MaintenanceWindow")
class MaintenanceWindow(ResourceType):
    def create(self, resource: Resource) -> None:
        properties = resource.properties
        resource.physical_id = resource.backend("ssm").create_maintenance_window(
            name=properties["Name"], description=properties.get("Description", ""), schedule=properties["Schedule"],
            duration=int(properties["Duration"]), cutoff=int(properties["Cutoff"]),
            schedule_timezone=properties.get("ScheduleTimezone"), schedule_offset=properties.get("ScheduleOffset"),
            start_date=properties.get("StartDate"), end_date=properties.get("EndDate"), tags=resource.tags())
        resource.attributes = {"WindowId": resource.physical_id}

    def delete(self, resource: Resource) -> None:
        resource.backend("ssm").delete_maintenance_window(resource.physical_id)


# -- inventory and patches
@register("AWS::SSM::Association")
class Association(ResourceType):
    def create(self, resource: Resource) -> None:
        made = systems_manager.create_association(resource.account, resource.region, dict(resource.properties))
        resource.physical_id = made["AssociationId"]
        resource.attributes = {"AssociationId": resource.physical_id}

    def update(self, resource: Resource, before: dict) -> None:
        systems_manager.update_association(resource.account, resource.region, resource.physical_id, dict(resource.properties))

    def replaces(self, old: dict, new: dict) -> bool:
        return old.get("Name") != new.get("Name")

    def delete(self, resource: Resource) -> None:
        systems_manager.store(resource.account, resource.region).associations.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        live = systems_manager.store(resource.account, resource.region).associations.get(resource.physical_id)
        if live is None:
            return None
        return {key: live.get(key) for key in ("AssociationName", "ScheduleExpression", "Targets", "Parameters")}


@register("AWS::SSM::ResourceDataSync")
class ResourceDataSync(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.properties["SyncName"]
        wish = resource.properties.get("S3Destination") or resource.properties  # the type has an older form, without a level between
        destination = {"BucketName": wish["BucketName"], "Prefix": wish.get("BucketPrefix"), "SyncFormat": wish["SyncFormat"],
                       "Region": wish["BucketRegion"], "AWSKMSKeyARN": wish.get("KMSKeyArn")}  # the API has other names than templates
        systems_manager.create_sync(resource.account, resource.region, resource.physical_id, destination, served.organization)

    def delete(self, resource: Resource) -> None:
        systems_manager.store(resource.account, resource.region).syncs.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        live = systems_manager.store(resource.account, resource.region).syncs.get(resource.physical_id)
        return None if live is None else {"SyncName": live["SyncName"]}


@register("AWS::SSM::PatchBaseline")
class PatchBaseline(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, ssm = resource.properties, resource.backend("ssm")
        resource.physical_id = ssm.create_patch_baseline(
            properties["Name"], properties.get("OperatingSystem", "WINDOWS"), properties.get("GlobalFilters"),
            properties.get("ApprovalRules"), properties.get("ApprovedPatches"), properties.get("ApprovedPatchesComplianceLevel"),
            properties.get("ApprovedPatchesEnableNonSecurity"), properties.get("RejectedPatches"),
            properties.get("RejectedPatchesAction"), properties.get("Description"), properties.get("Sources"), None)
        # moto refuses to tag any patch baseline through its own door
        ssm._resource_tags["PatchBaseline"][resource.physical_id] = {tag["Key"]: tag["Value"] for tag in resource.tags()}
        resource.attributes = {"Id": resource.physical_id}
        self._register(resource)

    def _register(self, resource: Resource) -> None:
        ssm, properties = resource.backend("ssm"), resource.properties
        system = properties.get("OperatingSystem", "WINDOWS")
        for group in properties.get("PatchGroups") or []:
            self._take_group(ssm, group, system, resource.physical_id)
        if properties.get("DefaultBaseline"):
            systems_manager.store(resource.account, resource.region).default_baselines[system] = resource.physical_id
            ssm.baselines[resource.physical_id].default_baseline = True

    def _take_group(self, ssm: Any, name: str, system: str, baseline: str) -> None:
        """A group has AWS's own baseline of each system until another one is registered."""
        taken = ssm.patch_groups[name].associations.get(system) if name in ssm.patch_groups else None
        if taken in ssm.baselines and taken != baseline:
            raise AwsError("AlreadyExistsException", f"Patch Group baseline already has a baseline registered for OperatingSystem {system}.")
        if name not in ssm.patch_groups:
            ssm.register_patch_baseline_for_patch_group(baseline, name)
        ssm.patch_groups[name].associations[system] = baseline

    def update(self, resource: Resource, before: dict) -> None:
        self._deregister(resource)
        baseline, properties = resource.backend("ssm").baselines[resource.physical_id], resource.properties
        baseline.name, baseline.description = properties["Name"], properties.get("Description")
        baseline.approval_rules = properties.get("ApprovalRules")
        self._register(resource)

    def delete(self, resource: Resource) -> None:
        self._deregister(resource)
        resource.backend("ssm").baselines.pop(resource.physical_id, None)
        resource.backend("ssm")._resource_tags["PatchBaseline"].pop(resource.physical_id, None)

    def _deregister(self, resource: Resource) -> None:
        """A default baseline cannot be deleted: CloudFormation makes AWS's own the default again first."""
        for group in resource.backend("ssm").patch_groups.values():
            for system in [name for name, baseline in group.associations.items() if baseline == resource.physical_id]:
                del group.associations[system]
        defaults = systems_manager.store(resource.account, resource.region).default_baselines
        for system in [name for name, baseline in defaults.items() if baseline == resource.physical_id]:
            del defaults[system]


@register("AWS::SSM::MaintenanceWindowTarget")
class MaintenanceWindowTarget(ResourceType):
    def create(self, resource: Resource) -> None:
        properties = resource.properties
        resource.physical_id = resource.backend("ssm").register_target_with_maintenance_window(
            properties["WindowId"], properties["ResourceType"], properties["Targets"], properties.get("OwnerInformation"),
            properties.get("Name"), properties.get("Description"))
        resource.attributes = {"WindowTargetId": resource.physical_id}

    def delete(self, resource: Resource) -> None:
        _forget(resource, "targets")


@register("AWS::SSM::MaintenanceWindowTask")
class MaintenanceWindowTask(ResourceType):
    def create(self, resource: Resource) -> None:
        properties = resource.properties
        resource.physical_id = resource.backend("ssm").register_task_with_maintenance_window(
            properties["WindowId"], properties.get("Targets"), properties["TaskArn"], properties.get("ServiceRoleArn"),
            properties["TaskType"], properties.get("TaskParameters"), self._invocation(properties), properties["Priority"],
            properties.get("MaxConcurrency"), properties.get("MaxErrors"), properties.get("LoggingInfo"), properties.get("Name"),
            properties.get("Description"), properties.get("CutoffBehavior"), None)
        resource.attributes = {"WindowTaskId": resource.physical_id}

    def _invocation(self, properties: dict) -> Any:
        """Templates say MaintenanceWindowRunCommandParameters where the API says RunCommand."""
        given = properties.get("TaskInvocationParameters")
        names = {"MaintenanceWindowRunCommandParameters": "RunCommand", "MaintenanceWindowAutomationParameters": "Automation"}
        return None if given is None else {names.get(name, name): value for name, value in given.items()}

    def delete(self, resource: Resource) -> None:
        _forget(resource, "tasks")


def _forget(resource: Resource, kind: str) -> None:
    window = resource.backend("ssm").windows.get(resource.properties["WindowId"])
    if window is not None:
        getattr(window, kind).pop(resource.physical_id, None)
