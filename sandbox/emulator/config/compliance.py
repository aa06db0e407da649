"""What rules found, as somebody says they did: the emulator has no resources to evaluate."""
from __future__ import annotations

import threading
import time

TYPES = ("COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE")
CAP = 25  # AWS counts no further


class Compliance:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[tuple, dict] = {}  # (account, region, rule) -> {(resource type, resource id): compliance type}
        self._since: dict[tuple, float] = {}  # (account, region, rule, resource type, resource id) -> when it became so

    def put(self, account: str, region: str, rule: str, resource_type: str, resource_id: str, compliance: str) -> None:
        if compliance not in TYPES:
            raise ValueError(f"{compliance} is none of {', '.join(TYPES)}")
        with self._lock:
            found = self._found.setdefault((account, region, rule), {})
            if found.get((resource_type, resource_id)) != compliance:
                self._since[(account, region, rule, resource_type, resource_id)] = time.time()
            found[(resource_type, resource_id)] = compliance

    def of_rule(self, account: str, region: str, rule: str) -> dict:
        """As the APIs show a rule: the worst of what it found, and how many resources made it so."""
        kinds = list(self.resources(account, region, rule).values())
        if "NON_COMPLIANT" in kinds:
            count = kinds.count("NON_COMPLIANT")
            return {"ComplianceType": "NON_COMPLIANT",
                    "ComplianceContributorCount": {"CappedCount": min(count, CAP), "CapExceeded": count > CAP}}
        if "COMPLIANT" in kinds:
            return {"ComplianceType": "COMPLIANT"}
        return {"ComplianceType": "NOT_APPLICABLE" if kinds else "INSUFFICIENT_DATA"}

    def resources(self, account: str, region: str, rule: str) -> dict:
        with self._lock:
            return dict(self._found.get((account, region, rule), {}))

    def items(self) -> list:
        """As AWS Config records them: for each resource one item of the type AWS::Config::ResourceCompliance, with its rules."""
        with self._lock:
            found = [(account, region, type, id, rule, kind) for (account, region, rule), kinds in self._found.items()
                     for (type, id), kind in kinds.items()]
            since = dict(self._since)
        resources: dict = {}
        for account, region, type, id, rule, kind in sorted(found):
            resources.setdefault((account, region, type, id), []).append((rule, kind))
        return [_item(place, rules, since) for place, rules in resources.items()]


def _item(place: tuple, rules: list, since: dict) -> dict:
    account, region, type, id = place
    latest = max(since[(account, region, rule, type, id)] for rule, _ in rules)
    kinds = [kind for _, kind in rules]
    worst = "NON_COMPLIANT" if "NON_COMPLIANT" in kinds else kinds[0]
    return {
        "accountId": account, "awsRegion": region, "resourceType": "AWS::Config::ResourceCompliance", "resourceId": f"{type}/{id}",
        "configurationItemCaptureTime": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(latest)) + ".000Z",
        "configuration": {"targetResourceType": type, "targetResourceId": id, "complianceType": worst,
                          "configRuleList": [{"configRuleName": rule, "complianceType": kind} for rule, kind in rules]}}
