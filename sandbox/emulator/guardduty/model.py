"""What GuardDuty knows: a detector for each account and region, and in each region one administrator of the organization."""
from __future__ import annotations

import threading
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..call import Call
from ..errors import AwsError
from ..organization.model import letters

if TYPE_CHECKING:
    from ..organization.model import Organization

FEATURES = {
    "CLOUD_TRAIL": [], "DNS_LOGS": [], "FLOW_LOGS": [], "S3_DATA_EVENTS": [], "EKS_AUDIT_LOGS": [], "EBS_MALWARE_PROTECTION": [],
    "RDS_LOGIN_EVENTS": [], "LAMBDA_NETWORK_LOGS": [],
    "RUNTIME_MONITORING": ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"],
}
FOUNDATIONAL = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
# A new detector has everything but the runtime agents, unless it is told otherwise
ON_AT_FIRST = {name for name in FEATURES if name != "RUNTIME_MONITORING"}
PAGE, CHUNK = 50, 50  # findings and members a page; accounts and findings that one call may name
SERVICE = "guardduty.amazonaws.com"
NOT_YOURS = "The request is rejected because the input detectorId is not owned by the current account."


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Detector:
    def __init__(self, account: str, region: str, number: int, tags: Any = None):
        self.id = letters(f"detector {account} {region} {number}", 32)
        self.account, self.region, self.tags = account, region, dict(tags or {})
        self.enabled, self.frequency, self.created = True, "SIX_HOURS", now()
        self.updated = self.created
        self.features = set(ON_AT_FIRST)
        self.filters, self.destinations, self.findings = dict[str, dict](), dict[str, dict](), dict[str, dict]()

    def update(self, enabled: Any = None, frequency: Any = None, features: Any = ()) -> None:
        self.enabled = self.enabled if enabled is None else enabled
        self.frequency = frequency or self.frequency
        self.features = switched(self.features, features, "Status", "ENABLED")
        self.updated = now()

    def describe_features(self) -> list:
        return [{
            "Name": name, "Status": _status(name in self.features), "UpdatedAt": self.updated,
            "AdditionalConfiguration": [{"Name": one, "Status": _status(one in self.features), "UpdatedAt": self.updated} for one in more],
        } for name, more in FEATURES.items()]


def _status(on: bool) -> str:
    return "ENABLED" if on else "DISABLED"


def switched(names: set, changes: Any, key: str, on: str) -> set:
    """Names of features and of their additional configurations, after some were switched."""
    changed = set(names)
    given = {feature["Name"] for feature in changes}
    if {"EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING"} <= given:
        raise bad_request("The request is rejected because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot both be provided.")
    for feature in changes:
        for one in (feature, *feature.get("AdditionalConfiguration", [])):
            if one.get(key) is None:
                continue
            changed = changed | {one["Name"]} if one[key] == on else changed - {one["Name"]}
    return changed


def bad_request(message: str) -> AwsError:
    return AwsError("BadRequestException", message, Message=message, Type="InvalidInputException")


class Region:
    """GuardDuty of the organization in one region."""

    def __init__(self) -> None:
        self.administrator: str | None = None
        self.auto_enable, self.features = "NONE", set[str]()
        self.members: dict[str, tuple[str, str]] = {}  # account -> (relationship, when)
        self.seen: set[str] = set()  # accounts that were there when auto-enable was switched on: GuardDuty takes up to a day for them


class GuardDuty:
    def __init__(self, organization: Organization):
        self.organization = organization
        self.lock = threading.RLock()
        self._detectors, self._regions = dict[tuple[str, str], Detector](), dict[str, Region]()
        self._made = 0

    def region(self, name: str) -> Region:
        return self._regions.setdefault(name, Region())

    def detector_of(self, account: str, region: str) -> Detector | None:
        return self._detectors.get((account, region))

    def detector(self, account: str, region: str, id: str) -> Detector:
        found = self.detector_of(account, region)
        if found is None or found.id != id:
            raise bad_request(NOT_YOURS)
        return found

    def detector_of_member(self, account: str, region: str) -> Detector:
        """GuardDuty has one in every account that it enrolled."""
        found = self.detector_of(account, region)
        assert found is not None
        return found

    def named(self, call: Call) -> Detector:
        return self.detector(call.account, call.region, call.params["DetectorId"])

    def findings_for(self, detector: Detector) -> list:
        """Its own, and those of its members for the administrator; newest first."""
        known = self.region(detector.region)
        accounts = {detector.account} | (set(known.members) if known.administrator == detector.account else set())
        detectors = [self.detector_of(account, detector.region) for account in accounts]
        found = [finding for one in detectors if one is not None for finding in one.findings.values()]
        return sorted(found, key=lambda finding: (finding["updatedAt"], finding["id"]), reverse=True)

    def make_detector(self, account: str, region: str, tags: Any = None) -> Detector:
        if self.detector_of(account, region) is not None:
            raise bad_request("The request is rejected because a detector already exists for the current account.")
        self._made += 1
        detector = self._detectors[(account, region)] = Detector(account, region, self._made, tags)
        return detector

    def drop_detector(self, account: str, region: str) -> None:
        known = self.region(region)
        if known.administrator == account and known.members:
            raise bad_request("The request is rejected because the current account cannot delete the detector while it has member accounts.")
        if account in known.members and known.members[account][0] == "Enabled":
            raise bad_request("The request is rejected because the current account is a member of an organization's administrator account.")
        self._detectors.pop((account, region), None)

    def delegate(self, account: str, region: str) -> None:
        known = self.region(region)
        if known.administrator is not None:
            raise bad_request("The request failed because an account is already enabled as the GuardDuty delegated administrator for the organization.")
        if account not in self.organization.accounts:
            raise bad_request("The request failed because the account is not a member of the organization.")
        known.administrator = account
        # GuardDuty gives itself trusted access, and registers its administrator with AWS Organizations
        self.organization.delegated.setdefault(account, {}).setdefault(SERVICE, datetime.now(timezone.utc))
        if self.detector_of(account, region) is None:
            self.make_detector(account, region)

    def undelegate(self, account: str, region: str) -> None:
        if self.region(region).administrator != account:
            raise bad_request("The request failed because the account is not enabled as the GuardDuty delegated administrator.")
        self._regions[region] = Region()
        if not any(other.administrator == account for other in self._regions.values()):
            services = self.organization.delegated.get(account, {})
            services.pop(SERVICE, None)
            if not services:
                self.organization.delegated.pop(account, None)

    def administered(self, account: str, region: str, detector: str) -> Region:
        """The region, for its administrator only."""
        self.detector(account, region, detector)
        known = self.region(region)
        if known.administrator != account:
            raise AwsError("BadRequestException", "The request is rejected because the current account is not the organization's administrator.")
        self._enrol_new(known, region)
        return known

    def enrol(self, account: str, region: str) -> str | None:
        """Null when it worked, else the reason."""
        known, node = self.region(region), self.organization.accounts.get(account)
        if node is None or node.state != "ACTIVE":
            return "The request is rejected because the account is not an active account of the organization."
        if account == known.administrator:
            return "The request is rejected because the administrator account cannot be a member of itself."
        if account == self.organization.management_id and self.detector_of(account, region) is None:
            return "The request is rejected because GuardDuty is not enabled in the management account of the organization."
        detector = self.detector_of(account, region) or self.make_detector(account, region)
        detector.enabled, detector.features = True, {*FOUNDATIONAL, *known.features}
        known.members[account] = ("Enabled", now())
        return None

    def _enrol_new(self, known: Region, region: str) -> None:
        if known.auto_enable == "NONE":
            return
        for account in list(self.organization.accounts):
            if account not in known.seen and account not in (known.administrator, self.organization.management_id):
                known.seen.add(account)
                self.enrol(account, region)
