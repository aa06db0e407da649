"""Which accounts and Regions a call means."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import validation_error
from ..regions import known
from .model import Job, StackSet

if TYPE_CHECKING:
    from ..organization.model import Organization
    from ..world import World

MOST_UNITS = 50


def jobs(world: World, stack_set: StackSet, params: dict) -> list:
    regions = params.get("Regions") or []
    for region in regions:
        if region not in known():
            raise validation_error(f"Region {region} is not supported")
    return [Job(account, region, unit) for region in dict.fromkeys(regions) for account, unit in accounts(world, stack_set, params)]


def accounts(world: World, stack_set: StackSet, params: dict) -> list:
    """(account id, unit id) pairs."""
    targets = params.get("DeploymentTargets") or {}
    if not stack_set.is_service_managed:
        if targets.get("OrganizationalUnitIds"):
            raise validation_error("StackSets with SELF_MANAGED permission model can only have accounts as target")
        named = params.get("Accounts") or targets.get("Accounts") or []
        for account in named:
            if not (len(account) == 12 and account.isdigit()):
                raise validation_error(f"1 validation error detected: Value '[{account}]' at 'accounts' failed to satisfy constraint: "
                                       "Member must satisfy constraint: [Member must satisfy regular expression pattern: ^[0-9]{12}$]")
        return [(account, None) for account in dict.fromkeys(named)]
    units = targets.get("OrganizationalUnitIds") or []
    if not units:
        raise validation_error("StackSets with SERVICE_MANAGED permission model can only have OrganizationalUnit as target")
    if len(units) > MOST_UNITS:
        raise validation_error(f"Number of organizational units must be at most {MOST_UNITS}")
    return _in_units(world.organization, units, targets.get("AccountFilterType", "NONE"), set(targets.get("Accounts") or []))


def _in_units(organization: Organization, units: list, filter_type: str, named: set) -> list:
    found: dict[str, str] = {}
    for unit in units:
        node = organization.root if unit == organization.root.id else organization.units.get(unit)
        if node is None:
            raise validation_error(f"OrganizationalUnit {unit} does not exist in organization {organization.id}")
        for account in node.accounts_below():
            if is_chosen(account.id, filter_type, named):
                found.setdefault(account.id, unit)
    if filter_type == "UNION":
        for account in named & set(organization.accounts):
            found.setdefault(account, organization.accounts[account].above.id)
    # service-managed stack sets never deploy into the management account
    return [(account, unit) for account, unit in found.items()
            if account != organization.management_id and organization.accounts[account].state == "ACTIVE"]


def is_chosen(account: str, filter_type: str, named: set) -> bool:
    if filter_type == "INTERSECTION":
        return account in named
    if filter_type == "DIFFERENCE":
        return account not in named
    return True
