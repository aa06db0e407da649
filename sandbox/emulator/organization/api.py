"""The Organizations API over the model. Each method is one operation, named as in botocore's snake case."""
from __future__ import annotations

import re
from datetime import datetime, timezone

from ..errors import AwsError
from ..quotas import organizations as quotas
from . import policies
from .model import Organization, Policy, letters

# What a member account may ask; a delegated administrator may read everything
MEMBER_OPERATIONS = {"describe_organization", "list_roots", "leave_organization"}
POLICY_ID = re.compile(r"^p-[0-9a-zA-Z_]{8,128}$")


class OrganizationsApi:
    def __init__(self, organization: Organization, is_listed=lambda made: True):
        self._org, self._is_listed = organization, is_listed

    def authorize(self, operation: str, account: str) -> None:
        if account == self._org.management_id or operation in MEMBER_OPERATIONS:
            return
        reads = operation.startswith(("list_", "describe_"))
        if account in self._org.delegated and reads:
            return
        if account not in self._org.accounts:
            raise AwsError("AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
        raise AwsError("AccessDeniedException", "You don't have permissions to access this resource.")

    # -- organization
    def create_organization(self, call):
        raise AwsError("AlreadyInOrganizationException", "The provided account is already a member of an organization.")

    def describe_organization(self, call):
        org = self._org
        return {"Organization": {
            "Id": org.id, "Arn": f"arn:aws:organizations::{org.management_id}:organization/{org.id}", "FeatureSet": "ALL",
            "MasterAccountArn": org.node_arn(org.management), "MasterAccountId": org.management_id,
            "MasterAccountEmail": org.management_email,
            "AvailablePolicyTypes": [{"Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED"}]}}

    def list_roots(self, call):
        return {"Roots": [self._root()]}

    def _root(self) -> dict:
        org = self._org
        return {"Id": org.root.id, "Arn": org.node_arn(org.root), "Name": "Root",
                "PolicyTypes": [{"Type": type, "Status": "ENABLED"} for type in org.policy_types]}

    def enable_policy_type(self, call):
        self._check_root(call)
        type = policies.checked_type(call.params["PolicyType"])
        if self._org.is_policy_type_enabled(type):
            raise AwsError("PolicyTypeAlreadyEnabledException", "The specified policy type is already enabled.")
        self._org.enable_policy_type(type)
        return {"Root": self._root()}

    def disable_policy_type(self, call):
        self._check_root(call)
        type = policies.checked_type(call.params["PolicyType"])
        policies.check_enabled(self._org, type)
        self._org.disable_policy_type(type)
        return {"Root": self._root()}

    def _check_root(self, call):
        if call.params["RootId"] != self._org.root.id:
            raise AwsError("RootNotFoundException", "You specified a root that doesn't exist.")

    # -- units
    def create_organizational_unit(self, call):
        unit = self._org.add_unit(call.params["Name"], self._org.parent(call.params["ParentId"]))
        unit.tags.update(_tags(call.params.get("Tags")))
        return {"OrganizationalUnit": self._unit(unit)}

    def update_organizational_unit(self, call):
        unit, name = self._org.unit(call.params["OrganizationalUnitId"]), call.params.get("Name")
        if any(child.name == name for child in unit.parent.children.values() if child.kind != "ACCOUNT" and child is not unit):
            raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
        unit.name = name or unit.name
        return {"OrganizationalUnit": self._unit(unit)}

    def delete_organizational_unit(self, call):
        unit = self._org.unit(call.params["OrganizationalUnitId"])
        if unit.children:
            raise AwsError("OrganizationalUnitNotEmptyException", "The specified OU is not empty. Move all accounts to another "
                           "root or to other OUs, remove all child OUs, and try the operation again.")
        for policy in list(unit.policies):
            self._org.detach(policy, unit)
        del unit.parent.children[unit.id]
        del self._org.units[unit.id]

    def describe_organizational_unit(self, call):
        return {"OrganizationalUnit": self._unit(self._org.unit(call.params["OrganizationalUnitId"]))}

    def list_organizational_units_for_parent(self, call):
        parent = self._org.parent(call.params["ParentId"])
        units = [child for child in parent.children.values() if child.kind != "ACCOUNT"]
        return self._page(call, "OrganizationalUnits", units, self._unit)

    def _unit(self, unit) -> dict:
        return {"Id": unit.id, "Arn": self._org.node_arn(unit), "Name": unit.name, "Path": self._org.path_text(unit)}

    # -- the tree
    def list_parents(self, call):
        child = self._org.node(call.params["ChildId"])
        if child is None or child.parent is None:
            raise AwsError("ChildNotFoundException", "You specified a child that doesn't exist.")
        return {"Parents": [{"Id": child.parent.id, "Type": child.parent.kind}]}

    def list_children(self, call):
        parent, kind = self._org.parent(call.params["ParentId"]), call.params["ChildType"]
        children = [child for child in parent.children.values() if child.kind == kind]
        return self._page(call, "Children", children, lambda child: {"Id": child.id, "Type": child.kind})

    # -- accounts
    def list_accounts(self, call):
        return self._page(call, "Accounts", [one for one in self._org.accounts.values() if one.made is None or self._is_listed(one.made)], self._account)

    def list_accounts_for_parent(self, call):
        parent = self._org.parent(call.params["ParentId"])
        accounts = [child for child in parent.children.values() if child.kind == "ACCOUNT"]
        return self._page(call, "Accounts", accounts, self._account)

    def describe_account(self, call):
        return {"Account": self._account(self._org.account(call.params["AccountId"]))}

    def _account(self, account) -> dict:
        return {"Id": account.id, "Arn": self._org.node_arn(account), "Email": account.email, "Name": account.name,
                "Status": account.status, "State": account.state, "JoinedMethod": account.joined,
                "Paths": [self._org.path_text(account)], "JoinedTimestamp": account.when}

    def create_account(self, call):
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
            account.tags.update(_tags(params.get("Tags")))
            org.requests[request] = {"Id": request, "AccountName": account.name, "State": "SUCCEEDED",
                                     "RequestedTimestamp": account.when, "CompletedTimestamp": account.when,
                                     "AccountId": account.id}
        # AWS answers at once and works on; DescribeCreateAccountStatus tells how it ended
        return {"CreateAccountStatus": {**{key: org.requests[request][key] for key in (
            "Id", "AccountName", "RequestedTimestamp")}, "State": "IN_PROGRESS"}}

    def describe_create_account_status(self, call):
        status = self._org.requests.get(call.params["CreateAccountRequestId"])
        if status is None:
            raise AwsError("CreateAccountStatusNotFoundException",
                           "We can't find an create account request with the CreateAccountRequestId that you specified.")
        return {"CreateAccountStatus": status}

    def list_create_account_status(self, call):
        states = call.params.get("States") or ["IN_PROGRESS", "SUCCEEDED", "FAILED"]
        found = [status for status in self._org.requests.values() if status["State"] in states]
        return self._page(call, "CreateAccountStatuses", found, dict)

    def close_account(self, call):
        account = self._org.account(call.params["AccountId"])
        if account is self._org.management:
            raise policies.constraint("CANNOT_CLOSE_MANAGEMENT_ACCOUNT", "You cannot close the management account.")
        if account.state != "ACTIVE":
            raise AwsError("AccountAlreadyClosedException", "You attempted to close an account that is already closed.")
        account.state = "SUSPENDED"

    def move_account(self, call):
        account = self._org.account(call.params["AccountId"])
        source, target = call.params["SourceParentId"], call.params["DestinationParentId"]
        if account.parent.id != source:
            raise AwsError("SourceParentNotFoundException", "We can't find a source root or OU with the ParentId that you specified.")
        if target != self._org.root.id and target not in self._org.units:
            raise AwsError("DestinationParentNotFoundException",
                           "We can't find the destination container (a root or OU) with the ParentId that you specified.")
        if source == target:
            raise AwsError("DuplicateAccountException", "That account is already present in the specified destination.")
        self._org.move_account(account, self._org.parent(target))

    def remove_account_from_organization(self, call):
        account = self._org.account(call.params["AccountId"])
        if account is self._org.management:
            raise AwsError("MasterCannotLeaveOrganizationException", "You can't remove a management account from an organization.")
        if account.id in self._org.delegated:
            raise policies.constraint("CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG",
                                      "You cannot remove a delegated administrator from the organization. Deregister it first.")
        if account.is_new:
            raise policies.constraint("WAIT_PERIOD_ACTIVE", "You must wait until at least four days after the account was created before you remove it.")
        self._org.remove_account(account)

    # -- policies
    def create_policy(self, call):
        params = call.params
        type = policies.checked_type(params["Type"])
        policies.check_content(type, params["Content"])
        if any(policy.name == params["Name"] and policy.type == type for policy in self._org.policies.values()):
            raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")
        quotas.POLICIES.hold(sum(policy.type == type for policy in self._org.policies.values()) + 1)
        id = "p-" + letters(f"{params['Name']}/{type}/{len(self._org.policies)}", 10)
        policy = Policy(id, params["Name"], params.get("Description", ""), type, params["Content"])
        policy.tags.update(_tags(params.get("Tags")))
        self._org.policies[id] = policy
        return {"Policy": self._policy(policy)}

    def update_policy(self, call):
        params = call.params
        policy = self._changeable_policy(params["PolicyId"])
        if params.get("Name") and any(other.name == params["Name"] and other is not policy for other in self._org.policies.values()):
            raise AwsError("DuplicatePolicyException", "A policy with the same name already exists.")
        if "Content" in params:
            policies.check_content(policy.type, params["Content"])
        policy.name = params.get("Name") or policy.name
        policy.description = params.get("Description", policy.description)
        policy.content = params.get("Content") or policy.content
        return {"Policy": self._policy(policy)}

    def delete_policy(self, call):
        policy = self._changeable_policy(call.params["PolicyId"])
        if policy.targets:
            raise AwsError("PolicyInUseException", "The policy is attached to one or more entities. You must detach it from all "
                           "roots, OUs, and accounts before performing this operation.")
        del self._org.policies[policy.id]

    def describe_policy(self, call):
        return {"Policy": self._policy(self._policy_by_id(call.params["PolicyId"]))}

    def list_policies(self, call):
        type = policies.checked_type(call.params["Filter"])
        found = [policy for policy in self._org.policies.values() if policy.type == type]
        return self._page(call, "Policies", found, self._policy_summary)

    def list_policies_for_target(self, call):
        type, node = policies.checked_type(call.params["Filter"]), self._target(call.params["TargetId"])
        return self._page(call, "Policies", [policy for policy in node.policies if policy.type == type], self._policy_summary)

    def list_targets_for_policy(self, call):
        policy = self._policy_by_id(call.params["PolicyId"])
        return self._page(call, "Targets", list(policy.targets.values()), lambda node: {
            "TargetId": node.id, "Arn": self._org.node_arn(node), "Name": node.name, "Type": node.kind})

    def attach_policy(self, call):
        policies.attach(self._org, self._policy_by_id(call.params["PolicyId"]), self._target(call.params["TargetId"]))

    def detach_policy(self, call):
        policies.detach(self._org, self._policy_by_id(call.params["PolicyId"]), self._target(call.params["TargetId"]))

    def _policy_by_id(self, id: str) -> Policy:
        if not POLICY_ID.match(id):
            raise AwsError("InvalidInputException", "You provided a value that does not match the required pattern.",
                           Reason="INVALID_PATTERN")
        return self._org.policy(id)

    def _changeable_policy(self, id: str) -> Policy:
        policy = self._policy_by_id(id)
        if policy.aws_managed:
            raise AwsError("InvalidInputException", "You specified an AWS managed policy.", Reason="IMMUTABLE_POLICY")
        return policy

    def _target(self, id: str):
        node = self._org.node(id)
        if node is None:
            raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")
        return node

    def _policy_summary(self, policy) -> dict:
        return {"Id": policy.id, "Arn": self._org.policy_arn(policy), "Name": policy.name, "Description": policy.description,
                "Type": policy.type, "AwsManaged": policy.aws_managed}

    def _policy(self, policy) -> dict:
        return {"PolicySummary": self._policy_summary(policy), "Content": policy.content}

    # -- trusted services and delegated administrators
    def enable_aws_service_access(self, call):
        self._org.services.setdefault(_service(call), self._org.when)

    def disable_aws_service_access(self, call):
        self._org.services.pop(_service(call), None)

    def list_aws_service_access_for_organization(self, call):
        return self._page(call, "EnabledServicePrincipals", list(self._org.services.items()),
                          lambda item: {"ServicePrincipal": item[0], "DateEnabled": item[1]})

    def register_delegated_administrator(self, call):
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

    def deregister_delegated_administrator(self, call):
        account, service = self._org.account(call.params["AccountId"]), _service(call)
        if service not in self._org.delegated.get(account.id, {}):
            raise _not_registered()
        del self._org.delegated[account.id][service]
        if not self._org.delegated[account.id]:
            del self._org.delegated[account.id]

    def list_delegated_administrators(self, call):
        service = call.params.get("ServicePrincipal")
        found = [id for id, services in self._org.delegated.items() if not service or service in services]
        return self._page(call, "DelegatedAdministrators", found, lambda id: {
            **{key: value for key, value in self._account(self._org.account(id)).items() if key != "Paths"},
            "DelegationEnabledDate": min(self._org.delegated[id].values())})

    def list_delegated_services_for_account(self, call):
        account = self._org.account(call.params["AccountId"])
        if account.id not in self._org.delegated:
            raise _not_registered()
        return self._page(call, "DelegatedServices", list(self._org.delegated[account.id].items()),
                          lambda item: {"ServicePrincipal": item[0], "DelegationEnabledDate": item[1]})

    # -- tags
    def tag_resource(self, call):
        self._taggable(call).tags.update(_tags(call.params["Tags"]))

    def untag_resource(self, call):
        for key in call.params["TagKeys"]:
            self._taggable(call).tags.pop(key, None)

    def list_tags_for_resource(self, call):
        return {"Tags": [{"Key": key, "Value": value} for key, value in self._taggable(call).tags.items()]}

    def _taggable(self, call):
        id = call.params["ResourceId"]
        return self._org.policy(id) if id.startswith("p-") else self._target(id)

    # -- paging: Organizations gives at most 20 a page, whatever is asked
    def _page(self, call, key: str, items: list, render) -> dict:
        size, start = call.params.get("MaxResults", 20), call.params.get("NextToken") or "0"
        if not isinstance(size, int) or not 1 <= size <= 20:
            raise AwsError("InvalidInputException", "1 validation error detected: Value at 'maxResults' failed to satisfy "
                           "constraint: Member must have value less than or equal to 20", Reason="MAX_VALUE_EXCEEDED")
        if not start.isdigit():
            raise AwsError("InvalidInputException", "You specified an invalid next token.", Reason="INVALID_NEXT_TOKEN")
        end = int(start) + size
        page = {key: [render(item) for item in items[int(start):end]]}
        if end < len(items):
            page["NextToken"] = str(end)
        return page


def _service(call) -> str:
    service = call.params["ServicePrincipal"]
    if not service.endswith(".amazonaws.com"):
        raise AwsError("InvalidInputException", "You specified an unrecognized service principal.",
                       Reason="UNRECOGNIZED_SERVICE_PRINCIPAL")
    return service


def _not_registered() -> AwsError:
    return AwsError("AccountNotRegisteredException",
                    "The provided account is not a registered delegated administrator for your organization.")


def _tags(tags) -> dict:
    return {tag["Key"]: tag["Value"] for tag in tags or []}
