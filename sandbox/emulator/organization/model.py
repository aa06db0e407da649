"""The organization's tree. One organization a process; the management account owns it."""
from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

from ..backends import backend
from ..errors import AwsError
from ..quotas import organizations as quotas

ACCESS_ROLE = "OrganizationAccountAccessRole"
FIRST_DAY = datetime(2024, 4, 1, tzinfo=timezone.utc)
FULL_ACCESS = {
    "SERVICE_CONTROL_POLICY": ("p-FullAWSAccess", "FullAWSAccess", "Allows access to every operation",
                               {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}),
    "RESOURCE_CONTROL_POLICY": ("p-RCPFullAWSAccess", "RCPFullAWSAccess", "Allows access to every resource",
                                {"Version": "2012-10-17", "Statement": [
                                    {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}),
}
POLICY_TYPES = {
    "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY", "BACKUP_POLICY", "AISERVICES_OPT_OUT_POLICY",
    "CHATBOT_POLICY", "DECLARATIVE_POLICY_EC2", "SECURITYHUB_POLICY", "INSPECTOR_POLICY", "UPGRADE_ROLLOUT_POLICY",
    "BEDROCK_POLICY", "S3_POLICY", "NETWORK_SECURITY_DIRECTOR_POLICY",
}


def digits(text: str, count: int) -> str:
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16))[-count:].zfill(count)


def letters(text: str, count: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:count]


class Node:
    """A root, an organizational unit or an account: what a policy can be attached to."""

    def __init__(self, kind: str, id: str, name: str, parent: Node | None):
        self.kind, self.id, self.name, self.parent = kind, id, name, parent
        self.tags, self.policies = dict[str, str](), list[Policy]()
        self.children: dict[str, Node] = {}
        if parent is not None:
            parent.children[id] = self

    @property
    def above(self) -> Node:
        """The parent, which everything but the root has."""
        assert self.parent is not None
        return self.parent

    def path(self) -> list[Node]:
        """This node and everything above it, the root last."""
        return [self, *(self.parent.path() if self.parent else [])]

    def move(self, parent: Node) -> None:
        del self.above.children[self.id]
        self.parent = parent
        parent.children[self.id] = self

    def accounts_below(self) -> list[Account]:
        found: list[Account] = []
        for child in self.children.values():
            found.extend([child] if isinstance(child, Account) else child.accounts_below())
        return found


class Account(Node):
    def __init__(self, id: str, name: str, email: str, parent: Node, state: str, joined: str, when: datetime):
        super().__init__("ACCOUNT", id, name, parent)
        self.email, self.state, self.joined, self.when = email, state, joined, when
        self.made: datetime | None = None  # the moment of the clock at which CreateAccount made it
        self.is_new = False  # made by CreateAccount while the emulator runs: less than four days ago

    @property
    def status(self) -> str:
        # The retired Status knows three values; a closed account shows as suspended
        return {"PENDING_ACTIVATION": "ACTIVE", "CLOSED": "SUSPENDED"}.get(self.state, self.state)


class Policy:
    def __init__(self, id: str, name: str, description: str, type: str, content: str, aws_managed: bool = False):
        self.id, self.name, self.description, self.type, self.content = id, name, description, type, content
        self.aws_managed = aws_managed
        self.tags, self.targets = dict[str, str](), dict[str, Node]()

    @property
    def document(self) -> dict:
        return json.loads(self.content)


class Organization:
    def __init__(self, id: str, root_id: str, management_id: str, management_name: str, management_email: str):
        self.id, self.management_id, self.management_email = id, management_id, management_email
        self.lock = threading.RLock()
        self.root = Node("ROOT", root_id, "Root", None)
        self.units, self.accounts, self.policies = dict[str, Node](), dict[str, Account](), dict[str, Policy]()
        self.former: set[str] = set()  # ids of accounts that left: they live on outside, with their keys and resources
        self.policy_types, self.services = list[str](), dict[str, datetime]()
        self.delegated: dict[str, dict[str, datetime]] = {}  # account id -> {service: date}
        self.requests: dict[str, dict] = {}  # by the id of the request of CreateAccount
        self.stack_sets_access = False  # cloudformation:ActivateOrganizationsAccess
        self.on_move: list[Callable[[Account, list[Node], list[Node]], None]] = []  # called with (account, units before, units after)
        self.when = FIRST_DAY
        self.add_account(management_name, management_email, id=management_id, joined="INVITED")

    # -- ids and ARNs
    def arn(self, kind: str, tail: str) -> str:
        return f"arn:aws:organizations::{self.management_id}:{kind}/{self.id}/{tail}"

    def node_arn(self, node: Node) -> str:
        return self.arn({"ROOT": "root", "ACCOUNT": "account"}.get(node.kind, "ou"), node.id)

    def policy_arn(self, policy: Policy) -> str:
        owner = "aws:policy" if policy.aws_managed else f"{self.management_id}:policy/{self.id}"
        return f"arn:aws:organizations::{owner}/{policy.type.lower()}/{policy.id}"

    def path_text(self, node: Node) -> str:
        """aws:PrincipalOrgPath, and ListAccounts' Paths: o-id/r-id/ou-id/account/"""
        return "/".join([self.id, *(step.id for step in reversed(node.path()))]) + "/"

    # -- reading
    @property
    def management(self) -> Account:
        return self.accounts[self.management_id]

    def node(self, id: str) -> Node | None:
        return self.root if id == self.root.id else self.units.get(id) or self.accounts.get(id)

    def parent(self, id: str) -> Node:
        found = self.root if id == self.root.id else self.units.get(id)
        if found is None:
            raise AwsError("ParentNotFoundException", "You specified parent that doesn't exist.")
        return found

    def target(self, id: str) -> Node:
        node = self.node(id)
        if node is None:
            raise AwsError("TargetNotFoundException", "You specified a target that doesn't exist.")
        return node

    def unit(self, id: str) -> Node:
        if id not in self.units:
            raise AwsError("OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist.")
        return self.units[id]

    def account(self, id: str) -> Account:
        if id not in self.accounts:
            raise AwsError("AccountNotFoundException", "You specified an account that doesn't exist.")
        return self.accounts[id]

    def unit_by_name(self, name: str) -> Node:
        for unit in self.units.values():
            if unit.name == name:
                return unit
        raise KeyError(name)

    def is_policy_type_enabled(self, type: str) -> bool:
        return type in self.policy_types

    # -- changing
    def add_unit(self, name: str, parent: Node) -> Node:
        if any(child.name == name for child in parent.children.values() if child.kind != "ACCOUNT"):
            raise AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.")
        quotas.DEPTH.hold(len(parent.path()))
        quotas.UNITS.hold(len(self.units) + 1)
        suffix = letters("/".join([self.root.id, *(step.name for step in parent.path()), name]), 8)
        unit = Node("ORGANIZATIONAL_UNIT", f"ou-{self.root.id[2:]}-{suffix}", name, parent)
        self.units[unit.id] = unit
        self._attach_full_access(unit)
        return unit

    def add_account(self, name: str, email: Any, id: str | None = None, parent: Any = None, state: str = "ACTIVE", joined: str = "CREATED", role: Any = ACCESS_ROLE) -> Account:
        with self.lock:
            id = id or self._free_account_id(f"{self.id}/{name}/{email}")
            if id in self.accounts:
                raise ValueError(f"two accounts have the id {id}")
            self.when += timedelta(minutes=1)
            account = Account(id, name, email, parent or self.root, state, joined, self.when)
            self.accounts[id] = account
            self.former.discard(id)
            self._attach_full_access(account)
        if joined == "CREATED":
            self._create_access_role(account, role)
        for notify in self.on_move:
            notify(account, [], account.above.path())
        return account

    def move_account(self, account: Account, parent: Node) -> None:
        before = account.above.path()
        account.move(parent)
        for notify in self.on_move:
            notify(account, before, parent.path())

    def remove_account(self, account: Account) -> None:
        before = account.above.path()
        for policy in list(account.policies):
            self.detach(policy, account)
        del account.above.children[account.id]
        del self.accounts[account.id]
        self.former.add(account.id)
        self.delegated.pop(account.id, None)
        for notify in self.on_move:
            notify(account, before, [])

    def _free_account_id(self, seed: str) -> str:
        attempt = 0
        while True:
            id = "9" + digits(f"{seed}/{attempt}", 11)
            if id not in self.accounts:
                return id
            attempt += 1

    def _create_access_role(self, account: Account, role_name: str) -> None:
        """Organizations puts this role into accounts that it creates, never into invited ones."""
        trust = {"Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{self.management_id}:root"}, "Action": "sts:AssumeRole"}]}
        everything = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
        role = backend("iam", account.id, "aws").create_role(
            role_name, json.dumps(trust), "/", None, "", [], "3600")
        role.put_policy("AdministratorAccess", json.dumps(everything))
        role.create_date = self.when.replace(tzinfo=None)  # made with the account, long ago

    # -- policies
    def policy(self, id: str) -> Policy:
        if id not in self.policies:
            raise AwsError("PolicyNotFoundException", "We can't find a policy with the PolicyId that you specified.")
        return self.policies[id]

    def attach(self, policy: Policy, node: Node) -> None:
        if policy not in node.policies:
            node.policies.append(policy)
            policy.targets[node.id] = node

    def detach(self, policy: Policy, node: Node) -> None:
        if policy in node.policies:
            node.policies.remove(policy)
            policy.targets.pop(node.id, None)

    def enable_policy_type(self, type: str) -> None:
        self.policy_types.append(type)
        if type in FULL_ACCESS:
            id, name, description, document = FULL_ACCESS[type]
            policy = self.policies.setdefault(
                id, Policy(id, name, description, type, json.dumps(document), aws_managed=True))
            for node in [self.root, *self.units.values(), *self.accounts.values()]:
                self.attach(policy, node)

    def disable_policy_type(self, type: str) -> None:
        self.policy_types.remove(type)
        for policy in [policy for policy in self.policies.values() if policy.type == type]:
            for node in list(policy.targets.values()):
                self.detach(policy, node)

    def _attach_full_access(self, node: Node) -> None:
        for type in self.policy_types:
            if type in FULL_ACCESS:
                self.attach(self.policies[FULL_ACCESS[type][0]], node)
