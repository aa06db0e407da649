"""What other tools ask of AWS on their way, beyond this emulator's own purpose."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import AwsError

if TYPE_CHECKING:
    from .call import Call


class SupportApi:
    def describe_severity_levels(self, call: Call) -> None:
        # org-formation asks for the support level first and treats this answer as "basic"
        raise AwsError("SubscriptionRequiredException", "AWS Premium Support Subscription is required to use this service.")
