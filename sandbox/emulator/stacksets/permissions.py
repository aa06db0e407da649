"""May a stack set work in this account? Self-managed sets need two roles that trust each other in the right direction."""
from __future__ import annotations

from typing import TYPE_CHECKING

from .. import policy
from ..access import document, policies_of
from ..sts import find_role
from .model import StackSet
from .runner import JobFailed

if TYPE_CHECKING:
    from ..world import World


def check(world: World, stack_set: StackSet, account: str) -> None:
    fault = world.faults.accounts.get(account)
    if fault:
        raise JobFailed(fault)
    member = world.organization.accounts.get(account)
    if member is not None and member.state != "ACTIVE":
        raise JobFailed(f"Account {account} is {member.state}")
    if not stack_set.is_service_managed:
        _check_administration_role(world, stack_set, account)
        _check_execution_role(world, stack_set, account)
    elif member is None:
        raise JobFailed(f"Account {account} is not a member of the organization")


def _check_administration_role(world: World, stack_set: StackSet, account: str) -> None:
    name = stack_set.admin_role_arn.rsplit("/", 1)[-1]
    role = find_role(stack_set.admin, name)
    # CloudFormation calls as a service, on behalf of one stack set: the confused-deputy conditions see these keys
    context = {"aws:sourceaccount": stack_set.admin, "aws:sourcearn": stack_set.arn}
    if role is None or not world.faults.is_propagated(role) or not policy.trusts_service(
            document(role.assume_role_policy_document), "cloudformation.amazonaws.com", context):
        raise JobFailed(f"Account {stack_set.admin} should have '{name}' role with trust relationship to CloudFormation service.")
    target = f"arn:aws:iam::{account}:role/{stack_set.execution_role}"
    context = {"aws:resourceorgid": world.organization.id, "aws:principalorgid": world.organization.id, "aws:resourceaccount": account}
    if account not in world.organization.accounts:
        del context["aws:resourceorgid"]
    if policy.decide(policies_of(role), "sts:AssumeRole", target, context) != "allow":
        raise JobFailed(f"User: arn:aws:sts::{stack_set.admin}:assumed-role/{name}/{stack_set.name} is not authorized to perform: "
                        f"sts:AssumeRole on resource: {target}")


def _check_execution_role(world: World, stack_set: StackSet, account: str) -> None:
    admin = find_role(stack_set.admin, stack_set.admin_role_arn.rsplit("/", 1)[-1])
    role = find_role(account, stack_set.execution_role) if account in world.organization.accounts else None
    context = {"aws:principalarn": admin.arn, "aws:principalaccount": stack_set.admin, "aws:principalorgid": world.organization.id}
    if role is None or not world.faults.is_propagated(role) or not policy.trusts(
            document(role.assume_role_policy_document), admin.arn, stack_set.admin, context):
        raise JobFailed(f"Account {account} should have '{stack_set.execution_role}' role with trust relationship to Role '{admin.name}'.")
