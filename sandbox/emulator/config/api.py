"""Calls of AWS Config that moto answers wrongly or not at all. All others are moto's."""
from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..backends import backend, living
from ..bucket_owners import owner_of
from ..call import NOT_MINE
from ..destinations import config as destinations
from ..errors import AwsError
from .compliance import Compliance
from .query import select

if TYPE_CHECKING:
    from ..call import Call
    from ..organization.model import Organization

MOST_RESULTS = 1000
# Of a query that is no aggregation: what AWS gives in a page, and at most
QUERY_PAGE, MOST_OF_QUERY = 25, 100


class ConfigApi:
    def __init__(self, organization: Organization, compliance: Compliance):
        self._organization, self._compliance = organization, compliance

    def put_config_rule(self, call: Call) -> Any:
        if not backend("config", call.account, call.region).recorders:
            raise AwsError("NoAvailableConfigurationRecorderException", "Configuration recorder is not available to put config rule.")
        return NOT_MINE

    def put_delivery_channel(self, call: Call) -> Any:
        recorders = list(backend("config", call.account, call.region).recorders.values())
        if recorders:  # moto says what is wrong without one
            destinations.check(call.account, call.region, call.params["DeliveryChannel"], recorders[0].role_arn, self._organization)
        return NOT_MINE

    def describe_configuration_recorders(self, call: Call) -> dict:
        config = backend("config", call.account, call.region)
        found = config.describe_configuration_recorders(call.params.get("ConfigurationRecorderNames"))
        modes = getattr(config, "recording_modes", {})
        return {"ConfigurationRecorders": [
            {**recorder, "recordingScope": "PAID", **({"recordingMode": modes[recorder["name"]]} if recorder["name"] in modes else {}),
             "arn": f"arn:aws:config:{call.region}:{call.account}:configuration-recorder/{recorder['name']}/emulated"}
            for recorder in found]}

    def describe_delivery_channel_status(self, call: Call) -> dict:
        """A channel delivers as long as there is a bucket."""
        channels = backend("config", call.account, call.region).describe_delivery_channels(call.params.get("DeliveryChannelNames"))
        return {"DeliveryChannelsStatus": [
            {"name": channel["name"], "configHistoryDeliveryInfo": _delivery(channel), "configSnapshotDeliveryInfo": _delivery(channel),
             "configStreamDeliveryInfo": {"lastStatus": "NOT_APPLICABLE"}} for channel in channels]}

    def describe_configuration_aggregator_sources_status(self, call: Call) -> dict:
        self._require_aggregator(call)
        now = time.time()
        found = [{"SourceId": account, "SourceType": "ACCOUNT", "AwsRegion": region, "LastUpdateStatus": "SUCCEEDED", "LastUpdateTime": now}
                 for account, region, _ in self._sources()]
        wanted = call.params.get("UpdateStatus")
        found = [one for one in found if not wanted or one["LastUpdateStatus"] in wanted]
        return _page("AggregatedSourceStatusList", found, call.params)

    def get_custom_rule_policy(self, call: Call) -> dict:
        rule = backend("config", call.account, call.region).config_rules.get(call.params.get("ConfigRuleName"))
        if rule is None:
            raise AwsError("NoSuchConfigRuleException", f"The ConfigRule '{call.params.get('ConfigRuleName')}' provided in the request is invalid.")
        return {"PolicyText": getattr(rule.source, "_policy_text", None) or ""}

    def put_remediation_configurations(self, call: Call) -> dict:
        for wish in call.params["RemediationConfigurations"]:
            put_remediation(backend("config", call.account, call.region), wish)
        return {"FailedBatches": []}

    def describe_remediation_configurations(self, call: Call) -> dict:
        found = remediations(backend("config", call.account, call.region))
        return {"RemediationConfigurations": [found[name] for name in call.params["ConfigRuleNames"] if name in found]}

    def delete_remediation_configuration(self, call: Call) -> dict:
        name = call.params["ConfigRuleName"]
        if remediations(backend("config", call.account, call.region)).pop(name, None) is None:
            raise AwsError("NoSuchRemediationConfigurationException", f"No RemediationConfiguration for rule {name} exists.")
        return {}

    def describe_aggregate_compliance_by_config_rules(self, call: Call) -> dict:
        self._require_aggregator(call)
        wanted = call.params.get("Filters", {})
        found = []
        for account, region, config in self._sources():
            for name in sorted(config.config_rules):
                compliance = self._compliance.of_rule(account, region, name)
                shown = {"ConfigRuleName": name, "AccountId": account, "AwsRegion": region}
                if all(wanted.get(key) in (None, value) for key, value in {**shown, "ComplianceType": compliance["ComplianceType"]}.items()):
                    found.append({**shown, "Compliance": compliance})
        return _page("AggregateComplianceByConfigRules", found, call.params)

    def get_aggregate_compliance_details_by_config_rule(self, call: Call) -> dict:
        self._require_aggregator(call)
        params = call.params
        account, region, rule = params["AccountId"], params["AwsRegion"], params["ConfigRuleName"]
        found = [
            {"EvaluationResultIdentifier": {"EvaluationResultQualifier": {
                "ConfigRuleName": rule, "ResourceType": type, "ResourceId": id}, "OrderingTimestamp": time.time()},
             "ComplianceType": kind, "AccountId": account, "AwsRegion": region}
            for (type, id), kind in sorted(self._compliance.resources(account, region, rule).items())
            if params.get("ComplianceType") in (None, kind)]
        return _page("AggregateEvaluationResults", found, params)

    def select_aggregate_resource_config(self, call: Call) -> dict:
        self._require_aggregator(call)
        params = call.params
        limit = int(params.get("Limit") or params.get("MaxResults") or QUERY_PAGE)
        if limit > MOST_OF_QUERY:
            raise AwsError("InvalidLimitException", f"The limit {limit} is larger than {MOST_OF_QUERY}.")
        rules = {(account, region): config.config_rules for account, region, config in self._sources()}
        # an item outlives no rule: AWS Config records anew when one is deleted
        living_items = [_of_living_rules(item, rules.get((item["accountId"], item["awsRegion"]), {})) for item in self._compliance.items()]
        fields, found = select(params["Expression"], [item for item in living_items if item is not None])
        page = _page("Results", [json.dumps(row) for row in found], {**params, "Limit": limit})
        return {**page, "QueryInfo": {"SelectFields": [{"Name": field} for field in fields]}}

    def _sources(self) -> Iterator[Any]:
        for account in sorted(self._organization.accounts):
            for config in sorted(living("config", account), key=lambda one: one.region_name):
                yield account, config.region_name, config

    def _require_aggregator(self, call: Call) -> None:
        name = call.params.get("ConfigurationAggregatorName")
        if name not in backend("config", call.account, call.region).config_aggregators:
            raise AwsError("NoSuchConfigurationAggregatorException",
                           "The configuration aggregator does not exist. Check the configuration aggregator name and try again.")


def remediations(config: Any) -> dict:
    """moto has no place for them: kept on its backend, so that they live and die with the account's region."""
    if not hasattr(config, "remediations"):
        config.remediations = {}
    return config.remediations


def put_remediation(config: Any, wish: dict) -> dict:
    name = wish["ConfigRuleName"]
    if name not in config.config_rules:
        raise AwsError("NoSuchConfigRuleException", f"The ConfigRule '{name}' provided in the request is invalid.")
    arn = f"arn:aws:config:{config.region_name}:{config.account_id}:remediation-configuration/{name}/emulated"
    remediations(config)[name] = {**wish, "Arn": arn}
    return remediations(config)[name]


def _of_living_rules(item: dict, rules: dict) -> dict | None:
    listed = [rule for rule in item["configuration"]["configRuleList"] if rule["configRuleName"] in rules]
    if not listed:
        return None
    kinds = [rule["complianceType"] for rule in listed]
    worst = "NON_COMPLIANT" if "NON_COMPLIANT" in kinds else kinds[0]
    return {**item, "configuration": {**item["configuration"], "configRuleList": listed, "complianceType": worst}}


def _delivery(channel: dict) -> dict:
    if owner_of(channel["s3BucketName"]) is None:
        return {"lastStatus": "FAILURE", "lastErrorCode": "NoSuchBucket", "lastErrorMessage": "The specified bucket does not exist.",
                "lastAttemptTime": time.time()}
    return {"lastStatus": "SUCCESS", "lastAttemptTime": time.time(), "lastSuccessfulTime": time.time()}


def _page(key: str, found: list, params: dict) -> dict:
    start, limit = int(params.get("NextToken") or 0), int(params.get("Limit") or 0) or MOST_RESULTS
    rest = {"NextToken": str(start + limit)} if start + limit < len(found) else {}
    return {key: found[start:start + limit], **rest}
