"""What rules found, as somebody says they did: the emulator has no resources to evaluate."""
from __future__ import annotations

import threading

TYPES = ("COMPLIANT", "NON_COMPLIANT", "NOT_APPLICABLE")
CAP = 25  # AWS counts no further


class Compliance:
    def __init__(self):
        self._lock = threading.Lock()
        self._found = {}  # (account, region, rule) -> {(resource type, resource id): compliance type}

    def put(self, account: str, region: str, rule: str, resource_type: str, resource_id: str, compliance: str) -> None:
        if compliance not in TYPES:
            raise ValueError(f"{compliance} is none of {', '.join(TYPES)}")
        with self._lock:
            self._found.setdefault((account, region, rule), {})[(resource_type, resource_id)] = compliance

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
