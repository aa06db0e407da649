"""What handlers of types work on besides moto. They are made once, without the server; it says here what it serves."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .accessanalyzer.model import AccessAnalyzer
    from .guardduty.model import GuardDuty
    from .imagebuilder.model import ImageBuilder
    from .organization.api import OrganizationsApi
    from .organization.model import Organization
    from .sns.mailbox import Mailbox


class Served:
    organization: Organization
    organizations: OrganizationsApi
    access_analyzer: AccessAnalyzer
    guardduty: GuardDuty
    image_builder: ImageBuilder
    mailbox: Mailbox


served = Served()
