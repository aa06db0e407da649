"""The reading operations of AWS Control Tower: what tools ask to know whether there is a landing zone, and what it enabled."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import AwsError
from . import names

if TYPE_CHECKING:
    from ..call import Call
    from ..organization.model import Organization

if TYPE_CHECKING:
    from .landing_zone import LandingZone

SUCCEEDED = {"status": "SUCCEEDED"}


class ControlTowerApi:
    is_rest_json = True

    def __init__(self, organization: Organization):
        self._organization = organization
        self.zone: LandingZone | None = None  # there when the emulator was asked for one

    def _require_management(self, call: Call) -> None:
        if call.account != self._organization.management_id:
            raise AwsError("AccessDeniedException", "You do not have sufficient access to perform this action.", 403)

    def list_landing_zones(self, call: Call) -> dict:
        self._require_management(call)
        return {"landingZones": [{"arn": self.zone.arn}] if self.zone else []}

    def get_landing_zone(self, call: Call) -> dict:
        self._require_management(call)
        zone = self.zone
        if zone is None or call.params.get("landingZoneIdentifier") not in (zone.arn, zone.id):
            raise AwsError("ResourceNotFoundException", "AWS Control Tower cannot find the landing zone.", 404)
        manifest = {
            "governedRegions": [zone.region], "organizationStructure": {"security": {"name": names.SECURITY}, "sandbox": {"name": names.SANDBOX}},
            "centralizedLogging": {"accountId": zone.log, "enabled": True, "configurations": {
                "loggingBucket": {"retentionDays": 365}, "accessLoggingBucket": {"retentionDays": 3650}}},
            "securityRoles": {"accountId": zone.audit}, "accessManagement": {"enabled": True}}
        return {"landingZone": {"arn": zone.arn, "version": names.VERSION, "latestAvailableVersion": names.VERSION, "status": "ACTIVE",
                                "driftStatus": {"status": "IN_SYNC"}, "manifest": manifest}}

    def list_enabled_controls(self, call: Call) -> dict:
        self._require_management(call)
        wanted = call.params.get("targetIdentifier")
        found: list[dict] = []
        if self.zone is None:
            return _page(call, "enabledControls", found)
        for name, unit in self.zone.controls:
            target = self._organization.node_arn(self._organization.units[unit]) if unit in self._organization.units else None
            if target and wanted in (None, target):
                region = self.zone.region
                found.append({"arn": f"arn:aws:controltower:{region}:{call.account}:enabledcontrol/{name}-{unit}", "targetIdentifier": target,
                              "controlIdentifier": f"arn:aws:controltower:{region}::control/{name}", "statusSummary": SUCCEEDED,
                              "driftStatusSummary": {"driftStatus": "IN_SYNC"}})
        return _page(call, "enabledControls", found)

    def list_baselines(self, call: Call) -> dict:
        self._require_management(call)
        return _page(call, "baselines", [{"arn": self._baseline(name), "name": name, "description": text} for name, text in names.BASELINES.items()])

    def list_enabled_baselines(self, call: Call) -> dict:
        self._require_management(call)
        found: list[dict] = []
        if self.zone is None:
            return _page(call, "enabledBaselines", found)
        for name, target in self.zone.baselines:
            node = self._organization.node(target)
            if node is not None:
                found.append({"arn": f"arn:aws:controltower:{self.zone.region}:{call.account}:enabledbaseline/{name}-{target}", "baselineVersion": "4.0",
                              "baselineIdentifier": self._baseline(name), "targetIdentifier": self._organization.node_arn(node), "statusSummary": SUCCEEDED})
        return _page(call, "enabledBaselines", found)

    def _baseline(self, name: str) -> str:
        region = self.zone.region if self.zone else "us-east-1"
        return f"arn:aws:controltower:{region}::baseline/{name}"


def _page(call: Call, key: str, found: list) -> dict:
    start, size = int(call.params.get("nextToken") or 0), int(call.params.get("maxResults") or 100)
    rest = {"nextToken": str(start + size)} if start + size < len(found) else {}
    return {key: found[start:start + size], **rest}
