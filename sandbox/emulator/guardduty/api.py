"""The operations of GuardDuty that govern an organization, by what they are about."""
from __future__ import annotations

from typing import Any

from ..call import Parts
from .destinations_api import DestinationsApi
from .detectors_api import DetectorsApi
from .filters_api import FiltersApi
from .findings_api import FindingsApi
from .members_api import MembersApi
from .model import GuardDuty
from .organization_api import OrganizationApi


class GuardDutyApi(Parts):
    is_rest_json = True

    def __init__(self, model: GuardDuty, router: Any):
        super().__init__(DetectorsApi(model), OrganizationApi(model), MembersApi(model), FiltersApi(model), DestinationsApi(model),
                         FindingsApi(model, router))
