"""IAM Access Analyzer: analyzers with their archive rules."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..served import served
from .registry import ResourceType, register
from .values import lower_first, tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


def _as_api(configuration: Any) -> Any:
    """`UnusedAccessConfiguration` is `unusedAccess` there."""
    if not configuration:
        return None
    return {name.removesuffix("Configuration"): value for name, value in lower_first(configuration).items()}


@register("AWS::AccessAnalyzer::Analyzer")
class AnalyzerType(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, name = resource.properties, resource.name("AnalyzerName", 255)
        analyzer = served.access_analyzer.make(resource.account, resource.region, name, properties["Type"],
                                               _as_api(properties.get("AnalyzerConfiguration")), tag_map(resource.tags()))
        resource.physical_id, resource.attributes = analyzer.arn, {"Arn": analyzer.arn}
        self._put_rules(resource)

    def update(self, resource: Resource, before: dict) -> None:
        found = self._found(resource)
        if found is not None:
            found.configuration = _as_api(resource.properties.get("AnalyzerConfiguration"))
            self._put_rules(resource)

    def _put_rules(self, resource: Resource) -> None:
        analyzer = served.access_analyzer.by_arn(resource.account, resource.region, resource.physical_id)
        analyzer.rules.clear()
        for rule in resource.properties.get("ArchiveRules") or []:
            analyzer.put_rule(rule["RuleName"], {one["Property"]: {key.lower(): value for key, value in one.items() if key != "Property"}
                                                 for one in rule["Filter"]})

    def delete(self, resource: Resource) -> None:
        if self._found(resource) is not None:
            served.access_analyzer.drop(resource.account, resource.region, self._name(resource))

    def read(self, resource: Resource) -> Any:
        analyzer = self._found(resource)
        if analyzer is None:
            return None
        rules = [{"RuleName": name, "Filter": [{"Property": key, **{one.capitalize(): value for one, value in criterion.items()}}
                                               for key, criterion in rule["filter"].items()]} for name, rule in analyzer.rules.items()]
        return {"AnalyzerName": analyzer.name, "Type": analyzer.type, "ArchiveRules": rules}

    def _found(self, resource: Resource) -> Any:
        return served.access_analyzer.of(resource.account, resource.region).get(self._name(resource))

    def _name(self, resource: Resource) -> str:
        return resource.physical_id.rpartition("/")[2]
