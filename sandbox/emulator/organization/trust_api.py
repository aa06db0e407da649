"""The API of what AWS services may do in the organization: trusted access and delegated administrators."""
from __future__ import annotations

from ..call import Call
from ..errors import AwsError
from . import policies, render
from .model import Organization
from .paging import page


class TrustApi:
    def __init__(self, organization: Organization):
        self._org = organization

    def enable_aws_service_access(self, call: Call) -> None:
        self._org.services.setdefault(_service(call), self._org.when)

    def disable_aws_service_access(self, call: Call) -> None:
        self._org.services.pop(_service(call), None)

    def list_aws_service_access_for_organization(self, call: Call) -> dict:
        return page(call, "EnabledServicePrincipals", list(self._org.services.items()),
                          lambda item: {"ServicePrincipal": item[0], "DateEnabled": item[1]})

    def register_delegated_administrator(self, call: Call) -> None:
        account, service = self._org.account(call.params["AccountId"]), _service(call)
        if account is self._org.management:
            raise policies.constraint("CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR",
                                      "You cannot register master account/yourself as delegated administrator for your organization.")
        if account.state != "ACTIVE":
            raise policies.constraint("CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR",
                                      "You cannot register a suspended account as a delegated administrator.")
        services = self._org.delegated.setdefault(account.id, {})
        if service in services:
            raise AwsError("AccountAlreadyRegisteredException",
                           "The provided account is already a delegated administrator for your organization.")
        services[service] = self._org.when

    def deregister_delegated_administrator(self, call: Call) -> None:
        account, service = self._org.account(call.params["AccountId"]), _service(call)
        if service not in self._org.delegated.get(account.id, {}):
            raise _not_registered()
        del self._org.delegated[account.id][service]
        if not self._org.delegated[account.id]:
            del self._org.delegated[account.id]

    def list_delegated_administrators(self, call: Call) -> dict:
        service = call.params.get("ServicePrincipal")
        found = [id for id, services in self._org.delegated.items() if not service or service in services]
        return page(call, "DelegatedAdministrators", found, lambda id: {
            **{key: value for key, value in render.account(self._org, self._org.account(id)).items() if key != "Paths"},
            "DelegationEnabledDate": min(self._org.delegated[id].values())})

    def list_delegated_services_for_account(self, call: Call) -> dict:
        account = self._org.account(call.params["AccountId"])
        if account.id not in self._org.delegated:
            raise _not_registered()
        return page(call, "DelegatedServices", list(self._org.delegated[account.id].items()),
                          lambda item: {"ServicePrincipal": item[0], "DelegationEnabledDate": item[1]})


def _service(call: Call) -> str:
    service = call.params["ServicePrincipal"]
    if not service.endswith(".amazonaws.com"):
        raise AwsError("InvalidInputException", "You specified an unrecognized service principal.",
                       Reason="UNRECOGNIZED_SERVICE_PRINCIPAL")
    return service


def _not_registered() -> AwsError:
    return AwsError("AccountNotRegisteredException",
                    "The provided account is not a registered delegated administrator for your organization.")
