"""AWS Account Management, as far as it changes what the organization says of an account."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import AwsError
from .regions import Regions, known

if TYPE_CHECKING:
    from .call import Call
    from .organization.model import Organization


class AccountApi:
    """AWS Account Management: the name of an account, and its Regions."""

    is_rest_json = True

    def __init__(self, organization: Organization, regions: Regions):
        self._organization, self._regions = organization, regions

    def put_account_name(self, call: Call) -> None:
        """Users of a member change the name of their own account; AccountId is for the management account."""
        organization, wanted = self._organization, call.params.get("AccountId", call.account)
        if wanted != call.account and call.account != organization.management.id:
            raise AwsError("AccessDeniedException", "Access to the resource is denied.", 403)
        if "AccountId" in call.params and wanted == organization.management.id:
            raise AwsError("ValidationException", "The management account cannot specify its own AccountId.", 400)
        organization.account(wanted).name = call.params["AccountName"]

    def enable_region(self, call: Call) -> dict:
        self._regions.switch(call.params.get("AccountId") or call.account, call.params["RegionName"], True)
        return {}

    def disable_region(self, call: Call) -> dict:
        self._regions.switch(call.params.get("AccountId") or call.account, call.params["RegionName"], False)
        return {}

    def get_region_opt_status(self, call: Call) -> dict:
        name = call.params["RegionName"]
        return {"RegionName": name, "RegionOptStatus": self._regions.status(call.params.get("AccountId") or call.account, name)}

    def list_regions(self, call: Call) -> dict:
        account, wanted = call.params.get("AccountId") or call.account, call.params.get("RegionOptStatusContains")
        found = [{"RegionName": name, "RegionOptStatus": self._regions.status(account, name)} for name in sorted(known())]
        return {"Regions": [one for one in found if not wanted or one["RegionOptStatus"] in wanted]}
