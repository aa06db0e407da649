"""The API of tags."""
from __future__ import annotations

from ..call import Call
from .model import Node, Organization, Policy


class TagsApi:
    def __init__(self, organization: Organization):
        self._org = organization

    def tag_resource(self, call: Call) -> None:
        self._taggable(call).tags.update(tags_of(call.params["Tags"]))

    def untag_resource(self, call: Call) -> None:
        for key in call.params["TagKeys"]:
            self._taggable(call).tags.pop(key, None)

    def list_tags_for_resource(self, call: Call) -> dict:
        return {"Tags": [{"Key": key, "Value": value} for key, value in self._taggable(call).tags.items()]}

    def _taggable(self, call: Call) -> Node | Policy:
        id = call.params["ResourceId"]
        return self._org.policy(id) if id.startswith("p-") else self._org.target(id)


def tags_of(tags: list | None) -> dict:
    return {tag["Key"]: tag["Value"] for tag in tags or []}
