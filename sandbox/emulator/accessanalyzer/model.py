"""What IAM Access Analyzer knows: the analyzers of each account and region, with their archive rules and findings."""
from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from . import filters

if TYPE_CHECKING:
    from ..organization.model import Organization

SERVICE = "access-analyzer.amazonaws.com"
ORGANIZATION_TYPES = ("ORGANIZATION", "ORGANIZATION_UNUSED_ACCESS", "ORGANIZATION_INTERNAL_ACCESS")
EXTERNAL_TYPES = ("ACCOUNT", "ORGANIZATION")


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Analyzer:
    def __init__(self, account: str, region: str, name: str, type: str, configuration: Any = None, tags: Any = None):
        self.account, self.region, self.name, self.type = account, region, name, type
        self.arn = f"arn:aws:access-analyzer:{region}:{account}:analyzer/{name}"
        self.configuration, self.tags, self.created = configuration, dict(tags or {}), now()
        self.rules, self.findings = dict[str, dict](), dict[str, dict]()

    def describe(self) -> dict:
        shown = {"arn": self.arn, "name": self.name, "type": self.type, "createdAt": self.created, "status": "ACTIVE", "tags": self.tags}
        return {**shown, "configuration": self.configuration} if self.configuration else shown

    def archives(self, finding: dict) -> bool:
        return any(filters.matches(rule["filter"], finding) for rule in self.rules.values())

    def put_rule(self, name: str, filter: dict) -> None:
        """It archives what is found from now on; what was found before stays as it is, until ApplyArchiveRule."""
        when = now()
        self.rules[name] = {"ruleName": name, "filter": filter, "createdAt": self.rules.get(name, {}).get("createdAt", when), "updatedAt": when}


class AccessAnalyzer:
    def __init__(self, organization: Organization):
        self.organization = organization
        self._analyzers = dict[tuple[str, str], dict[str, Analyzer]]()

    def of(self, account: str, region: str) -> dict[str, Analyzer]:
        return self._analyzers.setdefault((account, region), {})

    def make(self, account: str, region: str, name: str, type: str, configuration: Any = None, tags: Any = None) -> Analyzer:
        if type in ORGANIZATION_TYPES:
            self._require_administrator(account)
        if name in self.of(account, region):
            raise AwsError("ConflictException", f"Analyzer {name} already exists", 409, resourceId=name, resourceType="ANALYZER")
        made = self.of(account, region)[name] = Analyzer(account, region, name or f"analyzer-{uuid.uuid4()}", type, configuration, tags)
        return made

    def _require_administrator(self, account: str) -> None:
        if SERVICE not in self.organization.services:
            raise AwsError("ValidationException", "Service not enabled for AWS Organizations", 400, reason="fieldValidationFailed")
        if account != self.organization.management_id and SERVICE not in self.organization.delegated.get(account, {}):
            raise AwsError("AccessDeniedException", f"Account {account} is not a delegated administrator", 403)

    def named(self, account: str, region: str, name: str) -> Analyzer:
        found = self.of(account, region).get(name)
        if found is None:
            raise AwsError("ResourceNotFoundException", f"Analyzer {name} not found", 404, resourceId=name, resourceType="ANALYZER")
        return found

    def by_arn(self, account: str, region: str, arn: str) -> Analyzer:
        return self.named(account, region, arn.rpartition("/")[2])

    def drop(self, account: str, region: str, name: str) -> None:
        self.named(account, region, name)
        del self.of(account, region)[name]

    def zone(self, analyzer: Analyzer) -> list[str]:
        """Accounts that it trusts, and looks at."""
        if analyzer.type in ORGANIZATION_TYPES:
            return [id for id, account in self.organization.accounts.items() if account.state == "ACTIVE"]
        return [analyzer.account]
