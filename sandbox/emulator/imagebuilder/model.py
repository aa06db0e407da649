"""EC2 Image Builder: pipelines, and the images that come of them. A build ends at once: no instance runs here."""
from __future__ import annotations

import hashlib
from datetime import datetime, timezone

from ..errors import AwsError


class Image:
    def __init__(self, pipeline: Pipeline, number: int):
        self.pipeline, self.number = pipeline, number
        self.created = datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.version = f"{pipeline.recipe_version}/{number}"
        self.arn = pipeline.arn.replace(":image-pipeline/", ":image/") + f"/{self.version}"

    def image_id(self, region: str) -> str:
        return "ami-" + hashlib.sha256(f"{self.arn} {region}".encode()).hexdigest()[:17]

    def describe(self) -> dict:
        amis = [{"region": region, "image": self.image_id(region), "accountId": self.pipeline.account,
                 "name": f"{self.pipeline.name} {self.created}"} for region in self.pipeline.regions]
        return {"arn": self.arn, "name": self.pipeline.name, "type": "AMI", "version": self.version, "platform": "Linux",
                "state": {"status": "AVAILABLE"}, "dateCreated": self.created, "outputResources": {"amis": amis}}


class Pipeline:
    def __init__(self, account: str, region: str, name: str):
        self.account, self.region, self.name = account, region, name
        self.arn = f"arn:aws:imagebuilder:{region}:{account}:image-pipeline/{name}"
        self.enabled, self.recipe_version, self.regions = True, "1.0.0", [region]
        self.schedule: dict = {}
        self.images: list = []

    def build(self) -> Image:
        image = Image(self, len(self.images) + 1)
        self.images.append(image)
        return image

    def describe(self) -> dict:
        return {"arn": self.arn, "name": self.name, "platform": "Linux", "status": "ENABLED" if self.enabled else "DISABLED",
                "schedule": self.schedule}


class ImageBuilder:
    def __init__(self) -> None:
        self._pipelines: dict = {}

    def make_pipeline(self, account: str, region: str, name: str) -> Pipeline:
        pipeline = Pipeline(account, region, name)
        if pipeline.arn in self._pipelines:
            raise AwsError("ResourceAlreadyExistsException", f"Resource of type 'ImagePipeline' with identifier '{name}' already exists.")
        self._pipelines[pipeline.arn] = pipeline
        return pipeline

    def drop_pipeline(self, arn: str) -> None:
        self._pipelines.pop(arn, None)

    def pipelines(self, account: str, region: str) -> list:
        return [one for one in self._pipelines.values() if (one.account, one.region) == (account, region)]

    def pipeline(self, account: str, arn: str) -> Pipeline:
        found = self._pipelines.get(arn)
        if found is None or found.account != account:
            raise missing(arn)
        return found

    def image(self, account: str, arn: str) -> Image:
        for pipeline in self._pipelines.values():
            for image in pipeline.images:
                if image.arn == arn and pipeline.account == account:
                    return image
        raise missing(arn)


def missing(arn: str) -> AwsError:
    return AwsError("ResourceNotFoundException", f"The resource with ARN '{arn}' does not exist.", 404)
