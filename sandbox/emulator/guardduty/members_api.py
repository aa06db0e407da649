"""The API of member accounts."""
from __future__ import annotations

from typing import Any

from ..call import Call
from .model import CHUNK, PAGE, GuardDuty, bad_request

NOT_MEMBER = "The request is rejected because the account is not a member of the current account."


class MembersApi:
    def __init__(self, model: GuardDuty):
        self._model = model

    def create_members(self, call: Call) -> dict:
        self._model.administered(call.account, call.region, call.params["DetectorId"])
        details = call.params["AccountDetails"]
        if not all("@" in detail.get("Email", "") for detail in details):
            raise bad_request("The request is rejected because an invalid or out-of-range value is specified as an input parameter.")
        return self._for_each([detail["AccountId"] for detail in details], lambda account: self._model.enrol(account, call.region))

    def list_members(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])
        only = str(call.params.get("OnlyAssociated", "true")).lower() == "true"
        rows = [self._member(call, account) for account, (relation, _) in sorted(known.members.items()) if not only or relation == "Enabled"]
        start, size = int(call.params.get("NextToken") or 0), int(call.params.get("MaxResults") or PAGE)
        following = {"NextToken": str(start + size)} if start + size < len(rows) else {}
        return {"Members": rows[start:start + size], **following}

    def get_members(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])
        given = call.params["AccountIds"]
        return {"Members": [self._member(call, one) for one in given if one in known.members],
                "UnprocessedAccounts": _unprocessed([one for one in given if one not in known.members])}

    def _member(self, call: Call, account: str) -> dict:
        relation, when = self._model.region(call.region).members[account]
        detector = self._model.detector_of(account, call.region)
        return {"AccountId": account, "AdministratorId": call.account, "MasterId": call.account, "RelationshipStatus": relation,
                "Email": self._model.organization.accounts[account].email, "InvitedAt": when, "UpdatedAt": when,
                **({"DetectorId": detector.id} if detector else {})}

    def get_member_detectors(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])
        given = call.params["AccountIds"]
        members = [{"AccountId": one, "Features": self._model.detector_of_member(one, call.region).describe_features()}
                   for one in given if one in known.members]
        return {"MemberDataSourceConfigurations": members,
                "UnprocessedAccounts": _unprocessed([one for one in given if one not in known.members])}

    def update_member_detectors(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])

        def change(account: str) -> str | None:
            if account not in known.members:
                return NOT_MEMBER
            self._model.detector_of_member(account, call.region).update(features=call.params.get("Features", []))
            return None

        return self._for_each(call.params["AccountIds"], change)

    def stop_monitoring_members(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])

        def stop(account: str) -> str | None:
            if account not in known.members:
                return NOT_MEMBER
            self._model.detector_of_member(account, call.region).enabled = False
            return None

        return self._for_each(call.params["AccountIds"], stop)

    def disassociate_members(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])
        if known.auto_enable == "ALL":
            raise bad_request("The request is rejected because members cannot be disassociated while auto-enable is ALL.")

        def part(account: str) -> str | None:
            if account not in known.members:
                return NOT_MEMBER
            known.members[account] = ("Removed", known.members[account][1])
            return None

        return self._for_each(call.params["AccountIds"], part)

    def delete_members(self, call: Call) -> dict:
        known = self._model.administered(call.account, call.region, call.params["DetectorId"])

        def drop(account: str) -> str | None:
            relation = known.members.get(account, ("", ""))[0]
            if relation == "Enabled":
                return "The request is rejected because the member is still associated."
            known.members.pop(account, None)
            return None

        return self._for_each(call.params["AccountIds"], drop)

    def _for_each(self, accounts: list, work: Any) -> dict:
        if len(accounts) > CHUNK:
            raise bad_request("The request is rejected because more than 50 accounts are specified.")
        with self._model.lock:
            results = [(account, work(account)) for account in accounts]
        return {"UnprocessedAccounts": [{"AccountId": account, "Result": reason} for account, reason in results if reason]}


def _unprocessed(accounts: list) -> list:
    return [{"AccountId": account, "Result": NOT_MEMBER} for account in accounts]
