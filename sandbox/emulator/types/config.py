"""AWS Config: recorder, delivery channel, rules, aggregators and their authorizations."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..backends import backend
from ..config.api import put_remediation, remediations
from ..destinations import config as destinations
from ..errors import AwsError
from ..served import served
from ..sts import find_role
from .registry import ResourceType, register
from .values import lower_first

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


def check_delivery(resource: Resource, wish: dict, role_arn: str) -> None:
    try:
        destinations.check(resource.account, resource.region, wish, role_arn, served.organization)
    except AwsError as error:
        if error.code != "InsufficientDeliveryPolicyException":
            raise
        raise AwsError(f"Plain{error.code}", f"{error.message} (Service: AmazonConfig; Status Code: 400; Error Code: {error.code})") from None


@register("AWS::Config::ConfigurationAggregator")
class Aggregator(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("ConfigurationAggregatorName", 128)
        if resource.physical_id in resource.backend("config").config_aggregators:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        properties = resource.properties
        wish = {"ConfigurationAggregatorName": resource.physical_id, "Tags": resource.tags()}
        for name in ("AccountAggregationSources", "OrganizationAggregationSource"):
            if name in properties:
                wish[name] = properties[name]
        answer = resource.backend("config").put_configuration_aggregator(wish)
        resource.attributes = {"ConfigurationAggregatorArn": answer["ConfigurationAggregatorArn"]}

    def delete(self, resource: Resource) -> None:
        resource.backend("config").delete_configuration_aggregator(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        live = resource.backend("config").config_aggregators.get(resource.physical_id)
        if live is None:
            return None
        found: dict[str, Any] = {"ConfigurationAggregatorName": resource.physical_id}
        described = live.to_dict()
        for name in ("AccountAggregationSources", "OrganizationAggregationSource"):
            found[name] = described.get(name) or None
        return found


@register("AWS::Config::AggregationAuthorization")
class Authorization(ResourceType):
    def create(self, resource: Resource) -> None:
        account, region = str(resource.properties["AuthorizedAccountId"]), resource.properties["AuthorizedAwsRegion"]
        answer = resource.backend("config").put_aggregation_authorization(account, region, resource.tags())
        resource.attributes = {"AggregationAuthorizationArn": answer["AggregationAuthorizationArn"]}
        resource.physical_id = resource.attributes["AggregationAuthorizationArn"]

    def delete(self, resource: Resource) -> None:
        resource.backend("config").delete_aggregation_authorization(
            str(resource.properties["AuthorizedAccountId"]), resource.properties["AuthorizedAwsRegion"])

    def update(self, resource: Resource, before: dict) -> None:
        self.create(resource)

    def read(self, resource: Resource) -> Any:
        living = resource.backend("config").aggregation_authorizations.values()
        return {} if any(item.aggregation_authorization_arn == resource.physical_id for item in living) else None


@register("AWS::Config::ConfigurationRecorder")
class Recorder(ResourceType):
    GROUP_KEYS = ("allSupported", "includeGlobalResourceTypes", "resourceTypes", "exclusionByResourceTypes", "recordingStrategy")

    def create(self, resource: Resource) -> None:
        config = resource.backend("config")
        if config.recorders:
            raise AwsError("MaxNumberOfConfigurationRecordersExceededException",
                           f"Failed to put configuration recorder '{resource.name('Name', 256)}' because the maximum number "
                           "of configuration recorders: 1 is reached.")
        resource.physical_id = resource.name("Name", 256)
        self._put(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        self._require_role(resource)
        config, group = resource.backend("config"), lower_first(resource.properties.get("RecordingGroup") or {"AllSupported": True})
        group = {key: value for key, value in group.items() if key in self.GROUP_KEYS}
        group.setdefault("includeGlobalResourceTypes", False)
        for channel in config.delivery_channels.values():
            check_delivery(resource, {"s3BucketName": channel.s3_bucket_name, "s3KeyPrefix": channel.s3_key_prefix}, resource.properties["RoleARN"])
        before = config.recorders.get(resource.physical_id)
        config.put_configuration_recorder(
            {"name": resource.physical_id, "roleARN": resource.properties["RoleARN"], "recordingGroup": group})
        if not hasattr(config, "recording_modes"):  # moto forgets it
            config.recording_modes = {}
        config.recording_modes[resource.physical_id] = lower_first(
            resource.properties.get("RecordingMode") or {"RecordingFrequency": "CONTINUOUS"})
        if before is not None and before.status.recording or config.delivery_channels:
            config.start_configuration_recorder(resource.physical_id)

    def _require_role(self, resource: Resource) -> None:
        arn = resource.properties["RoleARN"]
        if find_role(arn.split(":")[4], arn.split("/")[-1]) is None:
            raise AwsError("InvalidRoleException", f"You have provided a null or empty role ARN, or the role {arn} does not exist.")

    def delete(self, resource: Resource) -> None:
        config = resource.backend("config")
        config.delete_configuration_recorder(resource.physical_id)
        getattr(config, "recording_modes", {}).pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        recorder = resource.backend("config").recorders.get(resource.physical_id)
        return None if recorder is None else {"RoleARN": recorder.role_arn}


@register("AWS::Config::DeliveryChannel")
class Channel(ResourceType):
    def create(self, resource: Resource) -> None:
        config = resource.backend("config")
        resource.physical_id = resource.name("Name", 256)
        if config.delivery_channels:
            raise AwsError("MaxNumberOfDeliveryChannelsExceededException",
                           f"Failed to put delivery channel '{resource.physical_id}' because the maximum number of delivery channels: 1 is reached.")
        if not config.recorders:
            self._await_recorder(resource, config)
        self._put(resource)

    def _await_recorder(self, resource: Resource, config: Any) -> None:
        """CloudFormation retries the channel until the recorder of the same stack is there; here it is created at once."""
        definitions = resource.stack.template.resources.values()
        if not any(definition["Type"] == "AWS::Config::ConfigurationRecorder" for definition in definitions):
            raise AwsError("NoAvailableConfigurationRecorderException", "Configuration recorder is not available to put delivery channel.")

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        from moto.config import models

        properties, config = resource.properties, resource.backend("config")
        self._require_bucket(resource)
        self._require_topic(resource)
        wish = {"name": resource.physical_id, "s3BucketName": properties["S3BucketName"]}
        for name, key in (("S3KeyPrefix", "s3KeyPrefix"), ("SnsTopicARN", "snsTopicARN")):
            if name in properties:
                wish[key] = properties[name]
        if "ConfigSnapshotDeliveryProperties" in properties:
            wish["configSnapshotDeliveryProperties"] = lower_first(properties["ConfigSnapshotDeliveryProperties"])
        if config.recorders:
            recorder = next(iter(config.recorders.values()))
            check_delivery(resource, {**wish, "s3KmsKeyArn": properties.get("S3KmsKeyArn")}, recorder.role_arn)
            config.put_delivery_channel(wish)
        else:
            snapshot = wish.get("configSnapshotDeliveryProperties")
            snapshot = models.ConfigDeliverySnapshotProperties(snapshot["deliveryFrequency"]) if snapshot else None
            config.delivery_channels[resource.physical_id] = models.ConfigDeliveryChannel(
                resource.physical_id, wish["s3BucketName"], prefix=wish.get("s3KeyPrefix"), sns_arn=wish.get("snsTopicARN"),
                snapshot_properties=snapshot)
        for name in config.recorders:  # CloudFormation starts the recorder when its channel appears
            config.start_configuration_recorder(name)

    def _require_bucket(self, resource: Resource) -> None:
        from moto.s3.models import s3_backends

        name = resource.properties["S3BucketName"]
        if name not in s3_backends.bucket_accounts:
            raise AwsError("NoSuchBucketException", f"Cannot find a S3 bucket with an empty bucket name or with the name {name}.")

    def _require_topic(self, resource: Resource) -> None:
        arn = resource.properties.get("SnsTopicARN")
        if arn is None:
            return
        region, account = arn.split(":")[3:5]
        if region != resource.region or arn not in backend("sns", account, region).topics:
            raise AwsError("InvalidSNSTopicARNException", f"The sns topic arn '{arn}' is not valid.")

    def delete(self, resource: Resource) -> None:
        config = resource.backend("config")
        for name in config.recorders:
            config.stop_configuration_recorder(name)
        config.delete_delivery_channel(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        channel = resource.backend("config").delivery_channels.get(resource.physical_id)
        if channel is None:
            return None
        return {"S3BucketName": channel.s3_bucket_name, "S3KeyPrefix": channel.s3_key_prefix, "SnsTopicARN": channel.sns_topic_arn}


@register("AWS::Config::ConfigRule")
class Rule(ResourceType):
    KEYS = ("Description", "Scope", "Source", "MaximumExecutionFrequency")

    def create(self, resource: Resource) -> None:
        config = resource.backend("config")
        resource.physical_id = resource.name("ConfigRuleName", 128)
        if not config.recorders:
            raise AwsError("NoAvailableConfigurationRecorderException", "Configuration recorder is not available to put config rule.")
        if resource.physical_id in config.config_rules:
            raise AwsError("AlreadyExists", f"{resource.physical_id} already exists")
        self._put(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        config, properties = resource.backend("config"), resource.properties
        wish = {"ConfigRuleName": resource.physical_id, **{key: properties[key] for key in self.KEYS if key in properties}}
        if "InputParameters" in properties:
            given = properties["InputParameters"]
            wish["InputParameters"] = given if isinstance(given, str) else json.dumps({key: str(value) for key, value in given.items()})
        config.put_config_rule(wish)
        rule = config.config_rules[resource.physical_id]
        resource.attributes = {"Arn": rule.config_rule_arn, "ConfigRuleId": rule.config_rule_id, "Compliance.Type": "INSUFFICIENT_DATA"}

    def delete(self, resource: Resource) -> None:
        resource.backend("config").config_rules.pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        return {} if resource.physical_id in resource.backend("config").config_rules else None


@register("AWS::Config::RemediationConfiguration")
class Remediation(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.properties["ConfigRuleName"]
        self._put(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        put_remediation(resource.backend("config"), dict(resource.properties))
        resource.attributes = {"Id": resource.physical_id}

    def delete(self, resource: Resource) -> None:
        remediations(resource.backend("config")).pop(resource.physical_id, None)

    def read(self, resource: Resource) -> Any:
        return {} if resource.physical_id in remediations(resource.backend("config")) else None


def _accept_custom_policies() -> None:
    """moto knows the owners AWS and CUSTOM_LAMBDA only."""
    from moto.config import models

    original = models.Source.__init__

    def initialize(self: Any, account_id: str, region: str, owner: str, source_identifier: Any = None, source_details: Any = None, custom_policy_details: Any = None) -> Any:
        if owner != "CUSTOM_POLICY":
            return original(self, account_id, region, owner, source_identifier, source_details)
        models.ConfigEmptyDictable.__init__(self, capitalize_start=True, capitalize_arn=False)
        details = custom_policy_details or {}
        if not details.get("PolicyText") or details.get("PolicyRuntime") != "guard-2.x.x":
            raise AwsError("InvalidParameterValueException", "CustomPolicyDetails must have a PolicyText and the PolicyRuntime guard-2.x.x.")
        self.owner, self.source_identifier = owner, None
        self.source_details = [models.SourceDetail(**models.convert_to_class_args(detail)) for detail in source_details or []]
        # AWS shows the text through GetCustomRulePolicy only
        self._policy_text = details["PolicyText"]
        self.custom_policy_details = {key: value for key, value in details.items() if key != "PolicyText"}

    models.Source.__init__ = initialize


_accept_custom_policies()
