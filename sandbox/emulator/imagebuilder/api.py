"""The operations of EC2 Image Builder that follow pipelines and their images."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .model import ImageBuilder

if TYPE_CHECKING:
    from ..call import Call

PAGE = 25


class ImageBuilderApi:
    is_rest_json = True

    def __init__(self, model: ImageBuilder):
        self._model = model

    def list_image_pipelines(self, call: Call) -> dict:
        return _page(call, "imagePipelineList", [one.describe() for one in self._model.pipelines(call.account, call.region)])

    def get_image_pipeline(self, call: Call) -> dict:
        return {"imagePipeline": self._model.pipeline(call.account, call.params["imagePipelineArn"]).describe()}

    def start_image_pipeline_execution(self, call: Call) -> dict:
        image = self._model.pipeline(call.account, call.params["imagePipelineArn"]).build()
        return {"imageBuildVersionArn": image.arn, "clientToken": call.params.get("clientToken", "")}

    def list_image_pipeline_images(self, call: Call) -> dict:
        pipeline = self._model.pipeline(call.account, call.params["imagePipelineArn"])
        return _page(call, "imageSummaryList", [image.describe() for image in pipeline.images])

    def get_image(self, call: Call) -> dict:
        return {"image": self._model.image(call.account, call.params["imageBuildVersionArn"]).describe()}


def _page(call: Call, name: str, items: list) -> dict:
    start, size = int(call.params.get("nextToken") or 0), call.params.get("maxResults") or PAGE
    more = {"nextToken": str(start + size)} if start + size < len(items) else {}
    return {name: items[start:start + size], **more}
