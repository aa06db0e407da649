"""EC2 Image Builder: pipelines. Recipes, components and configurations are recorded, and what they say is looked up there."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..served import served
from .registry import ResourceType, register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::ImageBuilder::ImagePipeline")
class ImagePipeline(ResourceType):
    def create(self, resource: Resource) -> None:
        pipeline = served.image_builder.make_pipeline(resource.account, resource.region, resource.properties["Name"])
        resource.physical_id = pipeline.arn
        resource.attributes = {"Arn": pipeline.arn, "DeploymentId": "1"}
        self._change(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._change(resource)

    def _change(self, resource: Resource) -> None:
        properties = resource.properties
        pipeline = served.image_builder.pipeline(resource.account, resource.physical_id)
        pipeline.enabled = properties.get("Status", "ENABLED") == "ENABLED"
        schedule = properties.get("Schedule", {})
        pipeline.schedule = {name[0].lower() + name[1:]: value for name, value in schedule.items() if name != "AutoDisablePolicy"}
        recipe = self._named(resource, "ImageRecipeArn")
        pipeline.recipe_version = recipe.properties["Version"] if recipe else "1.0.0"
        distribution = self._named(resource, "DistributionConfigurationArn")
        if distribution is not None:
            pipeline.regions = [one["Region"] for one in distribution.properties["Distributions"]]

    def _named(self, resource: Resource, property: str) -> Resource | None:
        """The resource of the same stack whose ARN stands in a property."""
        arn = resource.properties.get(property)
        return next((one for one in resource.stack.resources.values() if one.physical_id == arn), None)

    def delete(self, resource: Resource) -> None:
        served.image_builder.drop_pipeline(resource.physical_id)
