"""What other tools ask of AWS on their way, beyond this emulator's own purpose."""
from __future__ import annotations

from .errors import AwsError


class SupportApi:
    def describe_severity_levels(self, call):
        # org-formation asks for the support level first and treats this answer as "basic"
        raise AwsError("SubscriptionRequiredException", "AWS Premium Support Subscription is required to use this service.")
