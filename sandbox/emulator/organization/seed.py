"""Builds an organization from a file: who exists on the first day of a rehearsal."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .model import Organization, digits

STATES = {"ACTIVE", "SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION", "CLOSED"}


class SeedError(ValueError):
    """The organization file is wrong; the message says where."""


def load(path: str) -> Organization:
    try:
        seed = yaml.load(Path(path).read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise SeedError(f"cannot read {path}: {error}") from None
    if not isinstance(seed, dict):
        raise SeedError(f"{path} must hold one mapping")
    return build(seed)


def build(seed: dict) -> Organization:
    management = seed.get("management") or {}
    name = management.get("name", "master")
    organization = Organization(
        seed.get("id", "o-sandbox001"), seed.get("rootId", "r-sand"),
        _account_id(management.get("id", digits(f"management/{name}", 12))),
        name, management.get("email", f"{name}@example.com"))
    placement: dict = {}
    for unit in seed.get("units") or []:
        _add_unit(organization, unit, organization.root, placement)
    for account in seed.get("accounts") or []:
        _add_account(organization, account, placement)
    if placement:
        raise SeedError(f"units name accounts that do not exist: {', '.join(sorted(placement))}")
    if seed.get("generate"):
        _generate(organization, seed["generate"])
    return organization


def _add_unit(organization: Organization, unit: dict, parent: Any, placement: Any) -> None:
    if not isinstance(unit, dict) or "name" not in unit:
        raise SeedError(f"a unit needs a name: {unit!r}")
    node = organization.add_unit(unit["name"], parent)
    for name in unit.get("accounts") or []:
        if name in placement:
            raise SeedError(f"account {name} is in two units")
        placement[name] = node
    for child in unit.get("units") or []:
        _add_unit(organization, child, node, placement)


def _add_account(organization: Organization, account: dict, placement: Any) -> None:
    name = account.get("name")
    if not name:
        raise SeedError(f"an account needs a name: {account!r}")
    state, joined = account.get("state", "ACTIVE"), account.get("joined", "CREATED")
    if state not in STATES or joined not in ("CREATED", "INVITED"):
        raise SeedError(f"account {name}: state {state}, joined {joined} is no state of an account")
    id = _account_id(account["id"]) if "id" in account else None
    if id in organization.accounts:
        raise SeedError(f"account {name}: id {id} is taken")
    organization.add_account(
        name, account.get("email", f"{name}@example.com"), id=id, parent=placement.pop(name, None), state=state, joined=joined)


def _account_id(value: Any) -> str:
    text = str(value).zfill(12)  # YAML reads an unquoted id as a number
    if len(text) != 12 or not text.isdigit():
        raise SeedError(f"{value!r} is no account id: twelve digits")
    return text


def _generate(organization: Organization, wish: dict) -> None:
    prefix, count = wish.get("namePrefix", "account-"), int(wish["count"])
    try:
        parent = organization.unit_by_name(wish["unit"]) if wish.get("unit") else organization.root
    except KeyError:
        raise SeedError(f"generate: there is no unit {wish['unit']}") from None
    width = len(str(count))
    for number in range(1, count + 1):
        name = f"{prefix}{number:0{width}d}"
        organization.add_account(name, f"{name}@example.com", parent=parent)
