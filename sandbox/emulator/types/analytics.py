"""Athena and Glue: where reports over the log archive are defined."""
from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from ..errors import AwsError
from .registry import ResourceType, register
from .values import tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::Athena::WorkGroup")
class WorkGroup(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.properties["Name"]
        if resource.physical_id in resource.backend("athena").work_groups:
            raise AwsError("AlreadyExists", f"WorkGroup {resource.physical_id} already exists")
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        properties = copy.deepcopy(resource.properties)  # moto adds to what it is given
        resource.backend("athena").create_work_group(
            resource.physical_id, properties.get("WorkGroupConfiguration", {}), properties.get("Description", ""), resource.tags())

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("athena").work_groups.pop(resource.physical_id, None)
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("athena").delete_work_group(resource.physical_id)


@register("AWS::Athena::NamedQuery")
class NamedQuery(ResourceType):
    def create(self, resource: Resource) -> None:
        properties = resource.properties
        resource.physical_id = resource.backend("athena").create_named_query(
            resource.name("Name", 128), properties.get("Description", ""), properties["Database"], properties["QueryString"],
            properties.get("WorkGroup", "primary"))
        resource.attributes = {"NamedQueryId": resource.physical_id}

    def delete(self, resource: Resource) -> None:
        resource.backend("athena").named_queries.pop(resource.physical_id, None)


@register("AWS::Glue::Database")
class Database(ResourceType):
    def create(self, resource: Resource) -> None:
        wish = copy.deepcopy(resource.properties["DatabaseInput"])
        resource.physical_id = wish.get("Name") or resource.name("").lower()
        resource.backend("glue").create_database(resource.physical_id, wish)

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("glue").update_database(resource.physical_id, resource.properties["DatabaseInput"])

    def delete(self, resource: Resource) -> None:
        resource.backend("glue").delete_database(resource.physical_id)


@register("AWS::Glue::Table")
class Table(ResourceType):
    def create(self, resource: Resource) -> None:
        wish = copy.deepcopy(resource.properties["TableInput"])
        resource.physical_id = wish.get("Name") or resource.name("").lower()
        resource.backend("glue").create_table(resource.properties["DatabaseName"], resource.physical_id, wish)

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("glue").update_table(
            resource.properties["DatabaseName"], resource.physical_id, resource.properties["TableInput"])

    def delete(self, resource: Resource) -> None:
        glue = resource.backend("glue")
        if resource.properties["DatabaseName"] in glue.databases:
            glue.delete_table(resource.properties["DatabaseName"], resource.physical_id)


@register("AWS::Glue::Crawler")
class Crawler(ResourceType):
    def create(self, resource: Resource) -> None:
        resource.physical_id = resource.name("Name")
        self._put(resource)

    def _put(self, resource: Resource) -> None:
        get = resource.properties.get
        resource.backend("glue").create_crawler(
            resource.physical_id, get("Role"), get("DatabaseName"), get("Description"), get("Targets"),
            (get("Schedule") or {}).get("ScheduleExpression"), get("Classifiers"), get("TablePrefix"), get("SchemaChangePolicy"),
            get("RecrawlPolicy"), get("LineageConfiguration"), get("Configuration"), get("CrawlerSecurityConfiguration"),
            tag_map(resource.tags()))

    def update(self, resource: Resource, before: dict) -> None:
        resource.backend("glue").delete_crawler(resource.physical_id)
        self._put(resource)

    def delete(self, resource: Resource) -> None:
        resource.backend("glue").delete_crawler(resource.physical_id)
