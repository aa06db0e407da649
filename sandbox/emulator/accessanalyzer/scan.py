"""Who outside of an analyzer's zone of trust roles and buckets let in. AWS looks within half an hour of a change; here it is looked when somebody asks."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from .. import access
from ..backends import living
from .model import EXTERNAL_TYPES, AccessAnalyzer, Analyzer, now

if TYPE_CHECKING:
    from ..eventbridge.router import Router


def scan(model: AccessAnalyzer, analyzer: Analyzer, router: Router) -> None:
    """New findings, and those that are none any more, each with its event."""
    if analyzer.type not in EXTERNAL_TYPES:
        return
    zone = model.zone(analyzer)
    seen = {finding["id"]: finding for account in zone for finding in _findings_of(account, analyzer.region, set(zone), model.organization.id)}
    for id, finding in seen.items():
        known = analyzer.findings.get(id)
        if known is None or known["status"] == "RESOLVED":
            analyzer.findings[id] = {**finding, "status": "ARCHIVED" if analyzer.archives(finding) else "ACTIVE"}
            tell(analyzer, analyzer.findings[id], router)
    for id, finding in analyzer.findings.items():
        if id not in seen and finding["status"] != "RESOLVED":
            finding.update(status="RESOLVED", updatedAt=now())
            tell(analyzer, finding, router)


def tell(analyzer: Analyzer, finding: dict, router: Router) -> None:
    """IAM user guide, monitoring with EventBridge: on the bus of the analyzer's account; the detail names the resource's."""
    detail = {name: value for name, value in finding.items() if name not in ("findingType", "resourceOwnerAccount")}
    router.put_of_service(analyzer.account, analyzer.region, {
        "version": "0", "detail-type": "Access Analyzer Finding", "source": "aws.access-analyzer", "account": analyzer.account,
        "time": now().partition(".")[0] + "Z", "region": analyzer.region, "resources": [analyzer.arn],
        "detail": {**detail, "accountId": finding["resourceOwnerAccount"], "region": analyzer.region, "isDeleted": False, "version": "1.0"}})


def _findings_of(account: str, region: str, zone: set[str], organization: str) -> Iterator[dict]:
    for resource, type, document in _resources(account, region):
        for statement in _list(document.get("Statement")):
            if statement.get("Effect") != "Allow" or _is_within(statement, organization):
                continue
            for principal in _outside(statement.get("Principal"), zone):
                yield _finding(account, resource, type, statement, principal)


def _resources(account: str, region: str) -> Iterator[tuple[str, str, dict]]:
    for iam in living("iam", account):
        for role in list(iam.roles.values()):
            if not role.path.startswith("/aws-service-role/"):
                yield role.arn, "AWS::IAM::Role", access.document(role.assume_role_policy_document)
    for s3 in living("s3", account):
        for bucket in list(s3.buckets.values()):
            if bucket.policy and bucket.region_name == region:
                text = bucket.policy if isinstance(bucket.policy, str) else bucket.policy.decode()
                yield f"arn:aws:s3:::{bucket.name}", "AWS::S3::Bucket", access.document(text)


def _is_within(statement: dict, organization: str) -> bool:
    """A condition on the organization keeps everybody else out."""
    return any(key.lower() == "aws:principalorgid" and _list(value) == [organization]
               for operator, keys in (statement.get("Condition") or {}).items() if operator.startswith("StringEquals") for key, value in keys.items())


def _outside(principal: Any, zone: set[str]) -> Iterator[dict]:
    if principal == "*":
        principal = {"AWS": "*"}
    for kind, names in (principal or {}).items():
        for name in _list(names):
            account = name.split(":")[4] if name.startswith("arn:") else name
            if kind == "Federated" or (kind == "AWS" and account not in zone):
                yield {kind: name}


def _finding(account: str, resource: str, type: str, statement: dict, principal: dict) -> dict:
    when = now()
    text = f"{resource} {sorted(principal.items())} {statement.get('Action')}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {
        "id": f"{digest[:8]}-{digest[8:12]}-4{digest[13:16]}-8{digest[17:20]}-{digest[20:32]}", "resource": resource, "resourceType": type,
        "resourceOwnerAccount": account, "principal": principal, "action": _list(statement.get("Action")), "condition": {},
        "isPublic": principal == {"AWS": "*"} and not statement.get("Condition"), "findingType": "ExternalAccess",
        "createdAt": when, "analyzedAt": when, "updatedAt": when}


def _list(value: Any) -> list:
    return value if isinstance(value, list) else [] if value is None else [value]
