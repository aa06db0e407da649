"""The API of the organization's administrator, and of what GuardDuty does with accounts that join."""
from __future__ import annotations

from ..call import Call
from .model import FEATURES, GuardDuty, bad_request, switched


class OrganizationApi:
    def __init__(self, model: GuardDuty):
        self._model = model

    def _by_management(self, call: Call) -> None:
        if call.account != self._model.organization.management_id:
            raise bad_request("The request is rejected because the caller is not the management account of the organization.")

    def enable_organization_admin_account(self, call: Call) -> None:
        self._by_management(call)
        self._model.delegate(call.params["AdminAccountId"], call.region)

    def disable_organization_admin_account(self, call: Call) -> None:
        self._by_management(call)
        self._model.undelegate(call.params["AdminAccountId"], call.region)

    def list_organization_admin_accounts(self, call: Call) -> dict:
        administrator = self._model.region(call.region).administrator
        return {"AdminAccounts": [{"AdminAccountId": administrator, "AdminStatus": "ENABLED"}] if administrator else []}

    def describe_organization_configuration(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])
        features = [{
            "Name": name, "AutoEnable": _auto(name in known.features),
            "AdditionalConfiguration": [{"Name": one, "AutoEnable": _auto(one in known.features)} for one in more],
        } for name, more in FEATURES.items() if name not in ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")]
        return {"AutoEnable": known.auto_enable != "NONE", "AutoEnableOrganizationMembers": known.auto_enable,
                "MemberAccountLimitReached": False, "Features": features}

    def update_organization_configuration(self, call: Call) -> None:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])
        wanted = call.params.get("AutoEnableOrganizationMembers")
        if wanted is not None:
            if known.auto_enable == "NONE":
                known.seen = set(self._model.organization.accounts)
            known.auto_enable = wanted
        known.features = switched(known.features, call.params.get("Features", []), "AutoEnable", "ALL")
        for account in known.members:
            self._model.detector_of_member(account, call.region).features |= known.features


def _auto(on: bool) -> str:
    return "ALL" if on else "NONE"
