"""The API of accounts."""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from ..call import Call
from ..errors import AwsError
from . import policies, render
from .model import Organization, letters
from .paging import page
from .tags_api import tags_of


class AccountsApi:
    def __init__(self, organization: Organization, is_listed: Any):
        self._org, self._is_listed = organization, is_listed

    def list_accounts(self, call: Call) -> dict:
        listed = [one for one in self._org.accounts.values() if one.made is None or self._is_listed(one.made)]
        return page(call, "Accounts", listed, lambda account: render.account(self._org, account))

    def list_accounts_for_parent(self, call: Call) -> dict:
        parent = self._org.parent(call.params["ParentId"])
        accounts = [child for child in parent.children.values() if child.kind == "ACCOUNT"]
        return page(call, "Accounts", accounts, lambda account: render.account(self._org, account))

    def describe_account(self, call: Call) -> dict:
        return {"Account": render.account(self._org, self._org.account(call.params["AccountId"]))}

    def create_account(self, call: Call) -> dict:
        params, org = call.params, self._org
        request = "car-" + letters(f"{params['Email']}/{len(org.requests)}", 32)
        if any(account.email.lower() == params["Email"].lower() for account in org.accounts.values()):
            org.requests[request] = {"Id": request, "AccountName": params["AccountName"], "State": "FAILED",
                                     "RequestedTimestamp": org.when, "CompletedTimestamp": org.when,
                                     "FailureReason": "EMAIL_ALREADY_EXISTS"}
        else:
            role = params.get("RoleName") or "OrganizationAccountAccessRole"
            account = org.add_account(params["AccountName"], params["Email"], role=role)
            account.is_new, account.made = True, datetime.now(timezone.utc)
            account.tags.update(tags_of(params.get("Tags")))
            org.requests[request] = {"Id": request, "AccountName": account.name, "State": "SUCCEEDED",
                                     "RequestedTimestamp": account.when, "CompletedTimestamp": account.when,
                                     "AccountId": account.id}
        # AWS answers at once and works on; DescribeCreateAccountStatus tells how it ended
        return {"CreateAccountStatus": {**{key: org.requests[request][key] for key in (
            "Id", "AccountName", "RequestedTimestamp")}, "State": "IN_PROGRESS"}}

    def describe_create_account_status(self, call: Call) -> dict:
        status = self._org.requests.get(call.params["CreateAccountRequestId"])
        if status is None:
            raise AwsError("CreateAccountStatusNotFoundException",
                           "We can't find an create account request with the CreateAccountRequestId that you specified.")
        return {"CreateAccountStatus": status}

    def list_create_account_status(self, call: Call) -> dict:
        states = call.params.get("States") or ["IN_PROGRESS", "SUCCEEDED", "FAILED"]
        found = [status for status in self._org.requests.values() if status["State"] in states]
        return page(call, "CreateAccountStatuses", found, dict)

    def close_account(self, call: Call) -> None:
        account = self._org.account(call.params["AccountId"])
        if account is self._org.management:
            raise policies.constraint("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You cannot close the management account.")
        if account.state != "ACTIVE":
            raise AwsError("AccountAlreadyClosedException", "You attempted to close an account that is already closed.")
        account.state = "SUSPENDED"

    def move_account(self, call: Call) -> None:
        account = self._org.account(call.params["AccountId"])
        source, target = call.params["SourceParentId"], call.params["DestinationParentId"]
        if account.above.id != source:
            raise AwsError("SourceParentNotFoundException", "We can't find a source root or OU with the ParentId that you specified.")
        if target != self._org.root.id and target not in self._org.units:
            raise AwsError("DestinationParentNotFoundException",
                           "We can't find the destination container (a root or OU) with the ParentId that you specified.")
        if source == target:
            raise AwsError("DuplicateAccountException", "That account is already present in the specified destination.")
        self._org.move_account(account, self._org.parent(target))

    def remove_account_from_organization(self, call: Call) -> None:
        account = self._org.account(call.params["AccountId"])
        if account is self._org.management:
            raise AwsError("MasterCannotLeaveOrganizationException", "You can't remove a management account from an organization.")
        if account.id in self._org.delegated:
            raise policies.constraint("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
                                      "You cannot remove a delegated administrator from the organization. Deregister it first.")
        if account.is_new:
            raise policies.constraint("WAIT_PERIOD_ACTIVE", "You must wait until at least four days after the account was created before you remove it.")
        self._org.remove_account(account)
