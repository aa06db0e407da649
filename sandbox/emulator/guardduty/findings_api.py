"""The API of findings, and the event that each is."""
from __future__ import annotations

import uuid
from typing import Any

from ..call import Call
from .model import CHUNK, PAGE, Detector, GuardDuty, bad_request, now


class FindingsApi:
    def __init__(self, model: GuardDuty, router: Any):
        self._model, self._router = model, router

    def create_sample_findings(self, call: Call) -> None:
        detector = self._model.named(call)
        for type in call.params.get("FindingTypes") or ["Recon:EC2/PortProbeUnprotectedPort"]:
            finding = sample_finding(detector, type)
            detector.findings[finding["id"]] = finding
            # the router gives the administrator's bus its copy
            self._router.put_of_service(call.account, call.region, event_of(finding, call.account))

    def list_findings(self, call: Call) -> dict:
        archived = _archived(call.params.get("FindingCriteria", {}))
        ids = [finding["id"] for finding in self._model.findings_for(self._model.named(call))
               if archived is None or finding["service"]["archived"] is archived]
        start, size = int(call.params.get("NextToken") or 0), int(call.params.get("MaxResults") or PAGE)
        return {"FindingIds": ids[start:start + size], **({"NextToken": str(start + size)} if start + size < len(ids) else {})}

    def get_findings(self, call: Call) -> dict:
        wanted = call.params["FindingIds"]
        if len(wanted) > CHUNK:
            raise bad_request("The request is rejected because an invalid or out-of-range value is specified as an input parameter.")
        return {"Findings": [_as_api(finding) for finding in self._model.findings_for(self._model.named(call)) if finding["id"] in wanted]}

    def archive_findings(self, call: Call) -> None:
        for finding in self._model.findings_for(self._model.named(call)):
            if finding["id"] in call.params["FindingIds"]:
                finding["service"]["archived"] = True


def _archived(criteria: dict) -> bool | None:
    """What `service.archived` must be; no other criterion is known."""
    criterion = criteria.get("Criterion", {})
    if set(criterion) - {"service.archived"}:
        raise bad_request(f"The emulator knows no other criterion than service.archived: {sorted(criterion)}")
    wanted = criterion.get("service.archived", {})
    values = wanted.get("Equals") or wanted.get("Eq") or []
    return None if len(values) != 1 else values[0] == "true"


def _as_api(value: Any) -> Any:
    """EventBridge writes a finding in camel case; the API's model begins with capitals."""
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: _as_api(one) for key, one in value.items()}
    return [_as_api(one) for one in value] if isinstance(value, list) else value


def sample_finding(detector: Detector, type: str) -> dict:
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
