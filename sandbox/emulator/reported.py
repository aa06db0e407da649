"""What a service reports in an event, its own API shows too: a finding of GuardDuty, a resource that a rule of AWS Config judged."""
from __future__ import annotations

import copy
from typing import Any

from .backends import living


class Reported:
    def __init__(self, compliance: Any, guardduty: Any):
        self._compliance, self._guardduty = compliance, guardduty

    def note(self, account: str, region: str, event: dict) -> None:
        detail = event["detail"]
        if (event["source"], event["detail-type"]) == ("aws.guardduty", "GuardDuty Finding"):
            self._note_finding(account, region, detail)
        if (event["source"], event["detail-type"]) == ("aws.config", "Config Rules Compliance Change"):
            self._note_compliance(account, region, detail)

    def _note_finding(self, account: str, region: str, detail: dict) -> None:
        detector = self._guardduty.detector_of(account, region)
        service = detail.get("service")
        if detector is not None and isinstance(service, dict) and detail.get("id"):
            times = {"updatedAt": detail.get("updatedAt", ""), "createdAt": detail.get("createdAt", "")}
            finding = {**copy.deepcopy(detail), **times, "service": {"archived": False, **service}}
            detector.findings[f"{account}/{detail['id']}"] = {**finding, "id": detail["id"]}

    def _note_compliance(self, account: str, region: str, detail: dict) -> None:
        kind = (detail.get("newEvaluationResult") or {}).get("complianceType")
        rule = _deployed(account, region, detail.get("configRuleName", ""))
        if rule is not None and kind in ("COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE"):
            self._compliance.put(account, region, rule, detail.get("resourceType", ""), detail.get("resourceId", ""), kind)


def _deployed(account: str, region: str, name: str) -> str | None:
    """A sample knows no prefix: the account's rule of that name, or the one that ends with it."""
    for config in living("config", account):
        if config.region_name == region:
            names = config.config_rules
            return name if name in names else next((one for one in sorted(names) if name and one.endswith(f"-{name}")), None)
    return None
