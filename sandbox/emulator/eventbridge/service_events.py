"""Where AWS services put their events: on the default bus of the account, and for some on that of an administrator too."""
from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..organization.model import Organization

GUARDDUTY = "guardduty.amazonaws.com"


def copies(organization: Organization, account: str, region: str, event: dict) -> list:
    """(account, region, event) of every bus that hears of it, the account's own first."""
    found = [(account, region, event)]
    if event["source"] == "aws.guardduty":
        # GuardDuty user guide, multi-account environments: the administrator's bus carries the members' findings; the
        # envelope names the administrator, the detail the member
        found += [(administrator, region, {**event, "id": str(uuid.uuid4()), "account": administrator})
                  for administrator in _administrators(organization, GUARDDUTY) if administrator != account]
    return found


def _administrators(organization: Organization, service: str) -> list:
    return [account for account, services in organization.delegated.items() if service in services]
