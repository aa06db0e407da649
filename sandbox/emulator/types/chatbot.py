"""Chat channels: recorded, but their topics are known, so that the way of a message can be followed to its end."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..sns import chat
from .recorded import Recorded
from .registry import register

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::Chatbot::SlackChannelConfiguration")
class SlackChannel(Recorded):
    def __init__(self) -> None:
        super().__init__(self.type)

    def create(self, resource: Resource) -> None:
        super().create(resource)
        self._tell(resource)

    def update(self, resource: Resource, before: dict) -> None:
        self._tell(resource)

    def delete(self, resource: Resource) -> None:
        super().delete(resource)
        chat.remove(resource.physical_id)

    def _tell(self, resource: Resource) -> None:
        properties = resource.properties
        chat.put(resource.physical_id, f'{properties["SlackWorkspaceId"]}/{properties["SlackChannelId"]}', properties.get("SnsTopicArns", []))
