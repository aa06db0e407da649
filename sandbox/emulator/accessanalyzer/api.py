"""The API of analyzers, archive rules and findings."""
from __future__ import annotations

from typing import Any

from ..call import Call, Parts
from ..errors import AwsError
from . import filters
from .model import AccessAnalyzer, Analyzer, now
from .scan import scan, tell


class AccessAnalyzerApi(Parts):
    is_rest_json = True

    def __init__(self, model: AccessAnalyzer, router: Any):
        super().__init__(AnalyzersApi(model, router), ArchiveRulesApi(model), FindingsApi(model, router))


class AnalyzersApi:
    def __init__(self, model: AccessAnalyzer, router: Any):
        self._model, self._router = model, router

    def create_analyzer(self, call: Call) -> dict:
        params = call.params
        analyzer = self._model.make(call.account, call.region, params["analyzerName"], params["type"], params.get("configuration"), params.get("tags"))
        for rule in params.get("archiveRules", []):
            analyzer.put_rule(rule["ruleName"], rule["filter"])
        scan(self._model, analyzer, self._router)
        return {"arn": analyzer.arn}

    def list_analyzers(self, call: Call) -> dict:
        kind = call.params.get("type")
        found = [one.describe() for one in self._model.of(call.account, call.region).values() if kind in (None, one.type)]
        return _page(call, "analyzers", found)

    def get_analyzer(self, call: Call) -> dict:
        return {"analyzer": _analyzer(self._model, call).describe()}

    def update_analyzer(self, call: Call) -> dict:
        analyzer = _analyzer(self._model, call)
        analyzer.configuration = call.params.get("configuration")
        return {"configuration": analyzer.configuration}

    def delete_analyzer(self, call: Call) -> None:
        self._model.drop(call.account, call.region, call.params["analyzerName"])

    def tag_resource(self, call: Call) -> None:
        self._tagged(call).tags.update(call.params["tags"])

    def untag_resource(self, call: Call) -> None:
        for key in call.params["tagKeys"]:
            self._tagged(call).tags.pop(key, None)

    def list_tags_for_resource(self, call: Call) -> dict:
        return {"tags": self._tagged(call).tags}

    def _tagged(self, call: Call) -> Analyzer:
        return self._model.by_arn(call.account, call.region, call.params["resourceArn"])


class ArchiveRulesApi:
    def __init__(self, model: AccessAnalyzer):
        self._model = model

    def create_archive_rule(self, call: Call) -> None:
        analyzer, name = _analyzer(self._model, call), call.params["ruleName"]
        if name in analyzer.rules:
            raise AwsError("ConflictException", f"Archive rule {name} already exists", 409, resourceId=name, resourceType="ARCHIVE_RULE")
        analyzer.put_rule(name, call.params["filter"])

    def update_archive_rule(self, call: Call) -> None:
        analyzer, rule = self._named(call)
        analyzer.put_rule(rule["ruleName"], call.params["filter"])

    def delete_archive_rule(self, call: Call) -> None:
        analyzer, rule = self._named(call)
        del analyzer.rules[rule["ruleName"]]

    def get_archive_rule(self, call: Call) -> dict:
        return {"archiveRule": self._named(call)[1]}

    def list_archive_rules(self, call: Call) -> dict:
        return _page(call, "archiveRules", list(_analyzer(self._model, call).rules.values()))

    def apply_archive_rule(self, call: Call) -> None:
        analyzer = self._model.by_arn(call.account, call.region, call.params["analyzerArn"])
        rule = _rule(analyzer, call.params["ruleName"])
        for finding in analyzer.findings.values():
            if finding["status"] == "ACTIVE" and filters.matches(rule["filter"], finding):
                finding.update(status="ARCHIVED", updatedAt=now())

    def _named(self, call: Call) -> tuple[Analyzer, dict]:
        analyzer = _analyzer(self._model, call)
        return analyzer, _rule(analyzer, call.params["ruleName"])


class FindingsApi:
    def __init__(self, model: AccessAnalyzer, router: Any):
        self._model, self._router = model, router

    def start_resource_scan(self, call: Call) -> None:
        scan(self._model, self._named(call), self._router)

    def list_findings_v2(self, call: Call) -> dict:
        return _page(call, "findings", self._found(call))

    list_findings = list_findings_v2

    def get_finding_v2(self, call: Call) -> dict:
        finding = self._named(call).findings.get(call.params["id"])
        if finding is None:
            raise AwsError("ResourceNotFoundException", "Finding not found", 404, resourceId=call.params["id"], resourceType="FINDING")
        names = ("action", "condition", "isPublic", "principal")
        return {**finding, "findingDetails": [{"externalAccessDetails": {name: finding[name] for name in names}}]}

    def update_findings(self, call: Call) -> None:
        analyzer = self._named(call)
        for id in call.params.get("ids", []):
            if id in analyzer.findings:
                analyzer.findings[id].update(status=call.params["status"], updatedAt=now())
                tell(analyzer, analyzer.findings[id], self._router)

    def _found(self, call: Call) -> list:
        analyzer = self._named(call)
        scan(self._model, analyzer, self._router)
        return [finding for finding in analyzer.findings.values() if filters.matches(call.params.get("filter", {}), finding)]

    def _named(self, call: Call) -> Analyzer:
        return self._model.by_arn(call.account, call.region, call.params["analyzerArn"])


def _analyzer(model: AccessAnalyzer, call: Call) -> Analyzer:
    return model.named(call.account, call.region, call.params["analyzerName"])


def _rule(analyzer: Analyzer, name: str) -> dict:
    if name not in analyzer.rules:
        raise AwsError("ResourceNotFoundException", f"Archive rule {name} not found", 404, resourceId=name, resourceType="ARCHIVE_RULE")
    return analyzer.rules[name]


def _page(call: Call, key: str, items: list) -> dict:
    start, size = int(call.params.get("nextToken") or 0), int(call.params.get("maxResults") or 100)
    return {key: items[start:start + size], **({"nextToken": str(start + size)} if start + size < len(items) else {})}
