"""What Systems Manager keeps in an account and region: associations of State Manager, and syncs into buckets."""
from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING

from .. import access
from ..backends import backend
from ..bucket_owners import owner_of
from ..destinations import policies
from ..errors import AwsError

if TYPE_CHECKING:
    from ..organization.model import Organization

MOST_SYNCS = 5  # an account and region
AWS_DOCUMENTS = "AWS-"


class Store:
    """Kept on moto's backend of the account and region, so that it goes when that is reset."""

    def __init__(self) -> None:
        self.associations, self.syncs = dict[str, dict](), dict[str, dict]()
        self.default_baselines, self.settings = dict[str, str](), dict[str, str]()


def store(account: str, region: str) -> Store:
    ssm = backend("ssm", account, region)
    if not hasattr(ssm, "metsuke_store"):
        ssm.metsuke_store = Store()
    return ssm.metsuke_store


# -- service settings and their defaults; those of which not every value will do
PUBLIC_SHARING = "/ssm/documents/console/public-sharing-permission"
SERVICE_SETTINGS = {"/ssm/managed-instance/default-ec2-instance-management-role": "$None", PUBLIC_SHARING: "Enable"}
SETTING_VALUES = {PUBLIC_SHARING: ("Enable", "Disable")}


def service_setting(account: str, region: str, id: str) -> dict:
    name = id.split(":servicesetting", 1)[-1]
    if name not in SERVICE_SETTINGS:
        raise AwsError("ServiceSettingNotFound", f"The specified service setting {id} wasn't found.")
    own = store(account, region).settings.get(name)
    return {"SettingId": name, "SettingValue": own or SERVICE_SETTINGS[name], "Status": "Customized" if own else "Default",
            "ARN": f"arn:aws:ssm:{region}:{account}:servicesetting{name}"}


def update_service_setting(account: str, region: str, id: str, value: str) -> None:
    name = service_setting(account, region, id)["SettingId"]
    if value not in SETTING_VALUES.get(name, (value,)):
        raise AwsError("ValidationException", f"The setting value {value} is not valid for {name}.")
    store(account, region).settings[name] = value


def reset_service_setting(account: str, region: str, id: str) -> dict:
    store(account, region).settings.pop(service_setting(account, region, id)["SettingId"], None)
    return service_setting(account, region, id)


# -- associations
SETTINGS = ("AssociationName", "Targets", "ScheduleExpression", "Parameters", "MaxConcurrency", "MaxErrors", "ComplianceSeverity",
            "ApplyOnlyAtCronInterval", "ScheduleOffset", "SyncCompliance", "OutputLocation")


def create_association(account: str, region: str, wish: dict) -> dict:
    name = wish.get("Name", "")
    if not name.startswith(AWS_DOCUMENTS) and name not in backend("ssm", account, region)._documents:
        raise AwsError("InvalidDocument", f"Document {name} does not exist in your account.")
    for target in wish.get("Targets") or []:
        if target.get("Key") == "InstanceIds" and "*" in target["Values"] and len(target["Values"]) > 1:
            raise AwsError("InvalidTarget", "The wildcard * must be the only value.")
    association = {
        "AssociationId": str(uuid.uuid4()), "Name": name, "AssociationVersion": "1", "DocumentVersion": wish.get("DocumentVersion", "$DEFAULT"),
        "Date": time.time(), "Overview": {"Status": "Pending"}, **{key: wish[key] for key in SETTINGS if wish.get(key) is not None},
    }
    store(account, region).associations[association["AssociationId"]] = association
    return association


def association(account: str, region: str, id: str) -> dict:
    found = store(account, region).associations.get(id)
    if found is None:
        raise AwsError("AssociationDoesNotExist", "The specified association does not exist.")
    return found


def update_association(account: str, region: str, id: str, wish: dict) -> dict:
    found = association(account, region, id)
    for key in SETTINGS:  # what is not said again is gone, as the API documents
        found.pop(key, None)
        if wish.get(key) is not None:
            found[key] = wish[key]
    found["AssociationVersion"] = str(int(found["AssociationVersion"]) + 1)
    return found


# -- syncs
def create_sync(account: str, region: str, name: str, destination: dict, organization: Organization) -> dict:
    syncs = store(account, region).syncs
    if name in syncs:
        raise AwsError("ResourceDataSyncAlreadyExistsException", f"Sync {name} already exists.")
    if len(syncs) >= MOST_SYNCS:
        raise AwsError("ResourceDataSyncCountExceededException", f"You have exceeded the allowed maximum of {MOST_SYNCS} syncs.")
    _try_to_write(account, region, name, destination, organization)
    syncs[name] = {"SyncName": name, "SyncType": "SyncToDestination", "S3Destination": destination, "LastStatus": "InProgress",
                   "SyncCreatedTime": time.time()}
    return syncs[name]


def _try_to_write(account: str, region: str, name: str, destination: dict, organization: Organization) -> None:
    """AWS writes a first object when a sync is made, and refuses the sync when it may not."""
    bucket = destination["BucketName"]
    if owner_of(bucket) is None:
        raise AwsError("ResourceDataSyncInvalidConfigurationException", f"S3 bucket {bucket} does not exist.")
    prefix = f"{destination['Prefix']}/" if destination.get("Prefix") else ""
    path = f"{prefix}AWS:InstanceInformation/accountid={account}/region={region}/resourcetype=ManagedInstanceInventory/test.json"
    key = policies.find_key(destination["AWSKMSKeyARN"], account, region) if destination.get("AWSKMSKeyARN") else None
    principal = access.service("ssm.amazonaws.com", account, f"arn:aws:ssm:{region}:{account}:resource-data-sync/{name}", organization)
    try:
        policies.require_bucket(principal, bucket, ["s3:GetBucketAcl"])
        policies.require_bucket(principal, bucket, ["s3:PutObject"], path, **policies.WITH_ACL, **policies.encrypted(key))
    except access.Refused as reason:
        raise AwsError("ResourceDataSyncInvalidConfigurationException", f"S3 write failed for bucket: {bucket} ({reason})") from None


def delete_sync(account: str, region: str, name: str) -> None:
    if store(account, region).syncs.pop(name, None) is None:
        raise AwsError("ResourceDataSyncNotFoundException", f"Sync {name} does not exist.")
