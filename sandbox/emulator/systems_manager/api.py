"""The operations of Systems Manager that moto has not. Everything else is moto's."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..backends import backend
from ..errors import AwsError
from . import model

if TYPE_CHECKING:
    from ..call import Call
    from ..organization.model import Organization

SHOWN = ("Name", "AssociationId", "AssociationName", "AssociationVersion", "DocumentVersion", "Targets", "ScheduleExpression", "Overview")


class SsmApi:
    def __init__(self, organization: Organization):
        self._organization = organization

    # -- associations
    def create_association(self, call: Call) -> dict:
        return {"AssociationDescription": model.create_association(call.account, call.region, call.params)}

    def describe_association(self, call: Call) -> dict:
        return {"AssociationDescription": model.association(call.account, call.region, call.params.get("AssociationId", ""))}

    def update_association(self, call: Call) -> dict:
        changed = model.update_association(call.account, call.region, call.params["AssociationId"], call.params)
        return {"AssociationDescription": changed}

    def delete_association(self, call: Call) -> dict:
        model.association(call.account, call.region, call.params.get("AssociationId", ""))
        del model.store(call.account, call.region).associations[call.params["AssociationId"]]
        return {}

    def list_associations(self, call: Call) -> dict:
        filters = call.params.get("AssociationFilterList") or []
        found = [one for one in model.store(call.account, call.region).associations.values()
                 if all(one.get(wanted["key"]) == wanted["value"] for wanted in filters)]
        return {"Associations": [{key: one[key] for key in SHOWN if key in one} for one in found]}

    # -- syncs
    def create_resource_data_sync(self, call: Call) -> dict:
        model.create_sync(call.account, call.region, call.params["SyncName"], call.params["S3Destination"], self._organization)
        return {}

    def list_resource_data_sync(self, call: Call) -> dict:
        return {"ResourceDataSyncItems": list(model.store(call.account, call.region).syncs.values())}

    def delete_resource_data_sync(self, call: Call) -> dict:
        model.delete_sync(call.account, call.region, call.params["SyncName"])
        return {}

    # -- service settings
    def get_service_setting(self, call: Call) -> dict:
        return {"ServiceSetting": model.service_setting(call.account, call.region, call.params["SettingId"])}

    def update_service_setting(self, call: Call) -> dict:
        model.update_service_setting(call.account, call.region, call.params["SettingId"], call.params["SettingValue"])
        return {}

    def reset_service_setting(self, call: Call) -> dict:
        return {"ServiceSetting": model.reset_service_setting(call.account, call.region, call.params["SettingId"])}

    # -- patch baselines
    def get_default_patch_baseline(self, call: Call) -> dict:
        system = call.params.get("OperatingSystem", "WINDOWS")
        ours = model.store(call.account, call.region).default_baselines.get(system)
        return {"BaselineId": ours or f"arn:aws:ssm:{call.region}:075727635805:patchbaseline/pb-{system.lower()}", "OperatingSystem": system}

    def register_default_patch_baseline(self, call: Call) -> dict:
        baseline = backend("ssm", call.account, call.region).baselines.get(call.params["BaselineId"])
        if baseline is None:
            raise AwsError("DoesNotExistException", f"Baseline {call.params['BaselineId']} does not exist.")
        model.store(call.account, call.region).default_baselines[baseline.operating_system] = baseline.id
        return {"BaselineId": baseline.id}

    # -- instances: no agent runs here; whoever has a role (an instance profile) counts as reached, as if one did
    def describe_instance_information(self, call: Call) -> dict:
        ec2 = backend("ec2", call.account, call.region)
        reached = [instance for reservation in ec2.all_reservations() for instance in reservation.instances
                   if instance.state == "running" and instance.id in ec2.iam_instance_profile_associations]
        return {"InstanceInformationList": [{"InstanceId": instance.id, "PingStatus": "Online"} for instance in reached]}

    def describe_instance_patch_states(self, call: Call) -> dict:
        """Without an agent nothing is found or installed: Patch Manager knows of no instance."""
        return {"InstancePatchStates": []}
