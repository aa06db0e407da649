"""The operations of GuardDuty that govern an organization."""
from __future__ import annotations

import uuid

from ..destinations.others import check_findings
from .model import FEATURES, GuardDuty, bad_request, now, switched

PAGE, CHUNK = 50, 50


class GuardDutyApi:
    is_rest_json = True

    def __init__(self, model: GuardDuty, router):
        self._model, self._router = model, router

    # -- detectors ----------------------------------------------------------------------------------------------------
    def create_detector(self, call):
        detector = self._model.make_detector(call.account, call.region, call.params.get("Tags"))
        self._change(detector, call.params)
        return {"DetectorId": detector.id}

    def list_detectors(self, call):
        found = self._model.detector_of(call.account, call.region)
        return {"DetectorIds": [found.id] if found else []}

    def get_detector(self, call):
        found = self._detector(call)
        return {"CreatedAt": found.created, "UpdatedAt": found.updated, "Status": "ENABLED" if found.enabled else "DISABLED",
                "FindingPublishingFrequency": found.frequency, "Features": found.describe_features(), "Tags": found.tags,
                "ServiceRole": f"arn:aws:iam::{call.account}:role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"}

    def update_detector(self, call):
        self._change(self._detector(call), call.params)

    def delete_detector(self, call):
        self._detector(call)
        self._model.drop_detector(call.account, call.region)

    def _change(self, detector, params) -> None:
        detector.update(params.get("Enable"), params.get("FindingPublishingFrequency"), params.get("Features", []))

    def _detector(self, call):
        return self._model.detector(call.account, call.region, call.params["DetectorId"])

    def tag_resource(self, call):
        self._tagged(call).tags.update(call.params["Tags"])

    def untag_resource(self, call):
        for key in call.params["TagKeys"]:
            self._tagged(call).tags.pop(key, None)

    def list_tags_for_resource(self, call):
        return {"Tags": self._tagged(call).tags}

    def _tagged(self, call):
        return self._model.detector(call.account, call.region, call.params["ResourceArn"].rpartition("/")[2])

    # -- the organization ---------------------------------------------------------------------------------------------
    def _by_management(self, call) -> None:
        if call.account != self._model.organization.management_id:
            raise bad_request("The request is rejected because the caller is not the management account of the organization.")

    def enable_organization_admin_account(self, call):
        self._by_management(call)
        self._model.delegate(call.params["AdminAccountId"], call.region)

    def disable_organization_admin_account(self, call):
        self._by_management(call)
        self._model.undelegate(call.params["AdminAccountId"], call.region)

    def list_organization_admin_accounts(self, call):
        administrator = self._model.region(call.region).administrator
        return {"AdminAccounts": [{"AdminAccountId": administrator, "AdminStatus": "ENABLED"}] if administrator else []}

    def describe_organization_configuration(self, call):
        known = self._administered(call)
        features = [{
            "Name": name, "AutoEnable": _auto(name in known.features),
            "AdditionalConfiguration": [{"Name": one, "AutoEnable": _auto(one in known.features)} for one in more],
        } for name, more in FEATURES.items() if name not in ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")]
        return {"AutoEnable": known.auto_enable != "NONE", "AutoEnableOrganizationMembers": known.auto_enable,
                "MemberAccountLimitReached": False, "Features": features}

    def update_organization_configuration(self, call):
        known = self._administered(call)
        wanted = call.params.get("AutoEnableOrganizationMembers")
        if wanted is not None:
            if known.auto_enable == "NONE":
                known.seen = set(self._model.organization.accounts)
            known.auto_enable = wanted
        known.features = switched(known.features, call.params.get("Features", []), "AutoEnable", "ALL")
        for account in known.members:
            self._model.detector_of(account, call.region).features |= known.features

    def _administered(self, call):
        return self._model.administered(call.account, call.region, call.params["DetectorId"])

    # -- members ------------------------------------------------------------------------------------------------------
    def create_members(self, call):
        self._administered(call)
        details = call.params["AccountDetails"]
        if not all("@" in detail.get("Email", "") for detail in details):
            raise bad_request("The request is rejected because an invalid or out-of-range value is specified as an input parameter.")
        return self._for_each([detail["AccountId"] for detail in details], lambda account: self._model.enrol(account, call.region))

    def list_members(self, call):
        known = self._administered(call)
        only = str(call.params.get("OnlyAssociated", "true")).lower() == "true"
        rows = [self._member(call, account) for account, (relation, _) in sorted(known.members.items()) if not only or relation == "Enabled"]
        start, size = int(call.params.get("NextToken") or 0), int(call.params.get("MaxResults") or PAGE)
        following = {"NextToken": str(start + size)} if start + size < len(rows) else {}
        return {"Members": rows[start:start + size], **following}

    def get_members(self, call):
        known = self._administered(call)
        given = call.params["AccountIds"]
        return {"Members": [self._member(call, one) for one in given if one in known.members],
                "UnprocessedAccounts": _unprocessed([one for one in given if one not in known.members])}

    def _member(self, call, account: str) -> dict:
        relation, when = self._model.region(call.region).members[account]
        detector = self._model.detector_of(account, call.region)
        return {"AccountId": account, "AdministratorId": call.account, "MasterId": call.account, "RelationshipStatus": relation,
                "Email": self._model.organization.accounts[account].email, "InvitedAt": when, "UpdatedAt": when,
                **({"DetectorId": detector.id} if detector else {})}

    def get_member_detectors(self, call):
        known = self._administered(call)
        given = call.params["AccountIds"]
        members = [{"AccountId": one, "Features": self._model.detector_of(one, call.region).describe_features()}
                   for one in given if one in known.members]
        return {"MemberDataSourceConfigurations": members,
                "UnprocessedAccounts": _unprocessed([one for one in given if one not in known.members])}

    def update_member_detectors(self, call):
        known = self._administered(call)

        def change(account):
            if account not in known.members:
                return NOT_MEMBER
            self._model.detector_of(account, call.region).update(features=call.params.get("Features", []))

        return self._for_each(call.params["AccountIds"], change)

    def stop_monitoring_members(self, call):
        known = self._administered(call)

        def stop(account):
            if account not in known.members:
                return NOT_MEMBER
            self._model.detector_of(account, call.region).enabled = False

        return self._for_each(call.params["AccountIds"], stop)

    def disassociate_members(self, call):
        known = self._administered(call)
        if known.auto_enable == "ALL":
            raise bad_request("The request is rejected because members cannot be disassociated while auto-enable is ALL.")

        def part(account):
            if account not in known.members:
                return NOT_MEMBER
            known.members[account] = ("Removed", known.members[account][1])

        return self._for_each(call.params["AccountIds"], part)

    def delete_members(self, call):
        known = self._administered(call)

        def drop(account):
            relation = known.members.get(account, (None,))[0]
            if relation == "Enabled":
                return "The request is rejected because the member is still associated."
            known.members.pop(account, None)

        return self._for_each(call.params["AccountIds"], drop)

    def _for_each(self, accounts: list, work) -> dict:
        if len(accounts) > CHUNK:
            raise bad_request("The request is rejected because more than 50 accounts are specified.")
        with self._model.lock:
            results = [(account, work(account)) for account in accounts]
        return {"UnprocessedAccounts": [{"AccountId": account, "Result": reason} for account, reason in results if reason]}

    # -- filters and destinations -------------------------------------------------------------------------------------
    def create_filter(self, call):
        detector, name = self._detector(call), call.params["Name"]
        if name in detector.filters:
            raise bad_request("The request is rejected because a filter with the given name already exists.")
        detector.filters[name] = {key: call.params[key] for key in FILTER_FIELDS if key in call.params}
        return {"Name": name}

    def get_filter(self, call):
        return {"Name": call.params["FilterName"], **self._filter(call)}

    def list_filters(self, call):
        return {"FilterNames": sorted(self._detector(call).filters)}

    def update_filter(self, call):
        self._filter(call).update({key: call.params[key] for key in FILTER_FIELDS if key in call.params})
        return {"Name": call.params["FilterName"]}

    def delete_filter(self, call):
        self._filter(call)
        del self._detector(call).filters[call.params["FilterName"]]

    def _filter(self, call) -> dict:
        found = self._detector(call).filters.get(call.params["FilterName"])
        if found is None:
            raise bad_request("The request is rejected since no such resource found.")
        return found

    def create_publishing_destination(self, call):
        detector = self._detector(call)
        if detector.destinations:
            raise bad_request("The request failed because you have reached the limit for publishing destinations.")
        properties = call.params["DestinationProperties"]
        self._check_destination(call)
        id = uuid.uuid4().hex
        detector.destinations[id] = properties
        return {"DestinationId": id}

    def list_publishing_destinations(self, call):
        return {"Destinations": [{"DestinationId": id, "DestinationType": "S3", "Status": "PUBLISHING"}
                                 for id in self._detector(call).destinations]}

    def describe_publishing_destination(self, call):
        return {"DestinationId": call.params["DestinationId"], "DestinationType": "S3", "Status": "PUBLISHING",
                "PublishingFailureStartTimestamp": 0, "DestinationProperties": self._destination(call)}

    def update_publishing_destination(self, call):
        self._check_destination(call)
        self._destination(call).update(call.params["DestinationProperties"])

    def delete_publishing_destination(self, call):
        self._destination(call)
        del self._detector(call).destinations[call.params["DestinationId"]]

    def _destination(self, call) -> dict:
        found = self._detector(call).destinations.get(call.params["DestinationId"])
        if found is None:
            raise bad_request("The request is rejected since no such resource found.")
        return found

    def _check_destination(self, call) -> None:
        check_findings(call.account, call.region, call.params["DetectorId"], call.params["DestinationProperties"], self._model.organization)

    # -- findings -----------------------------------------------------------------------------------------------------
    def create_sample_findings(self, call):
        detector = self._detector(call)
        for type in call.params.get("FindingTypes") or ["Recon:EC2/PortProbeUnprotectedPort"]:
            finding = sample_finding(detector, type)
            detector.findings[finding["id"]] = finding
            # the router gives the administrator's bus its copy
            self._router.put_of_service(call.account, call.region, event_of(finding, call.account))

    def list_findings(self, call):
        archived = _archived(call.params.get("FindingCriteria", {}))
        ids = [finding["id"] for finding in self._model.findings_for(self._detector(call))
               if archived is None or finding["service"]["archived"] is archived]
        start, size = int(call.params.get("NextToken") or 0), int(call.params.get("MaxResults") or PAGE)
        return {"FindingIds": ids[start:start + size], **({"NextToken": str(start + size)} if start + size < len(ids) else {})}

    def get_findings(self, call):
        wanted = call.params["FindingIds"]
        if len(wanted) > CHUNK:
            raise bad_request("The request is rejected because an invalid or out-of-range value is specified as an input parameter.")
        return {"Findings": [_as_api(finding) for finding in self._model.findings_for(self._detector(call)) if finding["id"] in wanted]}

    def archive_findings(self, call):
        for finding in self._model.findings_for(self._detector(call)):
            if finding["id"] in call.params["FindingIds"]:
                finding["service"]["archived"] = True


def _archived(criteria: dict):
    """What `service.archived` must be; no other criterion is known."""
    criterion = criteria.get("Criterion", {})
    if set(criterion) - {"service.archived"}:
        raise bad_request(f"The emulator knows no other criterion than service.archived: {sorted(criterion)}")
    wanted = criterion.get("service.archived", {})
    values = wanted.get("Equals") or wanted.get("Eq") or []
    return None if len(values) != 1 else values[0] == "true"


def _as_api(value):
    """EventBridge writes a finding in camel case; the API's model begins with capitals."""
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: _as_api(one) for key, one in value.items()}
    return [_as_api(one) for one in value] if isinstance(value, list) else value


FILTER_FIELDS = ("Description", "Action", "Rank", "FindingCriteria")
NOT_MEMBER = "The request is rejected because the account is not a member of the current account."


def _auto(on: bool) -> str:
    return "ALL" if on else "NONE"


def _unprocessed(accounts: list) -> list:
    return [{"AccountId": account, "Result": NOT_MEMBER} for account in accounts]


def sample_finding(detector, type: str) -> dict:
    id, when = uuid.uuid4().hex, now()
    return {
        "schemaVersion": "2.0", "accountId": detector.account, "region": detector.region, "partition": "aws", "id": id, "type": type,
        "arn": f"arn:aws:guardduty:{detector.region}:{detector.account}:detector/{detector.id}/finding/{id}", "severity": 5,
        "createdAt": when, "updatedAt": when, "title": f"[SAMPLE] {type}", "description": f"A sample finding of {type}.",
        "resource": {"resourceType": "Instance", "instanceDetails": {"instanceId": "i-99999999"}},
        "service": {"serviceName": "guardduty", "detectorId": detector.id, "count": 1, "archived": False, "eventFirstSeen": when,
                    "eventLastSeen": when, "additionalInfo": {"sample": True, "type": "default"}},
    }


def event_of(finding: dict, account: str) -> dict:
    """As EventBridge carries it: `account` is whose bus it is on, the finding says whose it is."""
    return {"version": "0", "id": str(uuid.uuid4()), "detail-type": "GuardDuty Finding", "source": "aws.guardduty", "account": account,
            "time": now().partition(".")[0] + "Z", "region": finding["region"], "resources": [], "detail": finding}
