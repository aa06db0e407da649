"""The emulator's own HTTP endpoints under /metsuke/, for tests and for the driver, which know the token."""
from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from . import MOTO_VERSION, archive, cloudtrail
from .organization.seed import STATES

if TYPE_CHECKING:
    from .world import World


class Control:
    def __init__(self, world: World, *more: dict):
        """`more`: routes of other modules, each (method, path) → function of query and body."""
        self._world = world
        self._routes = {
            ("GET", "/metsuke/health"): self._health,
            ("GET", "/metsuke/resources"): self._resources,
            ("GET", "/metsuke/calls"): lambda query, wish: world.calls.describe(),
            ("POST", "/metsuke/calls/reset"): self._reset_calls,
            ("GET", "/metsuke/faults"): lambda query, wish: world.faults.describe(),
            ("POST", "/metsuke/faults"): self._fault,
            ("POST", "/metsuke/stacks/status"): self._set_stack_status,
            ("GET", "/metsuke/organization"): self._organization,
            ("POST", "/metsuke/organization/accounts"): self._add_account,
            ("POST", "/metsuke/organization/state"): self._set_account_state,
            ("GET", "/metsuke/trails"): lambda query, wish: cloudtrail.trails(world),
            ("POST", "/metsuke/cloudtrail/public-keys"): self._add_public_key,
            ("POST", "/metsuke/archive/objects"): lambda query, wish: archive.put_objects(wish["bucket"], wish["objects"]),
            ("POST", "/metsuke/compliance"): self._put_compliance,
        }
        for routes in more:
            self._routes |= routes

    def refuse(self) -> tuple:
        return _json(403, {"error": "this path asks for the token of this sandbox: Authorization: Bearer …"})

    def handle(self, method: str, path: str, query: str, body: bytes) -> tuple:
        route = self._routes.get((method, path))
        if route is None:
            return _json(404, {"error": f"no such endpoint: {method} {path}"})
        try:
            return _json(200, route(dict(parse_qsl(query)), json.loads(body or b"{}")))
        except KeyError as error:
            return _json(400, {"error": f"missing or unknown: {error.args[0]}"})
        except (ValueError, TypeError, AttributeError) as error:
            return _json(400, {"error": str(error)})

    def _health(self, query: dict, wish: dict) -> dict:
        organization = self._world.organization
        return {"ok": True, "moto": MOTO_VERSION, "organizationId": organization.id, "accounts": len(organization.accounts),
                "enforce": self._world.enforce, "seedSeconds": self._world.seed_seconds,
                "processorSeconds": self._world.processor_seconds, "warm": self._world.warm}

    def _resources(self, query: dict, wish: dict) -> list:
        """Every resource of every stack, marked real (its service's API shows it) or recorded (only this list does)."""
        return [
            {"account": stack.account, "region": stack.region, "stack": stack.name, "logicalId": resource.logical_id,
             "physicalId": resource.physical_id, "type": resource.type, "backing": resource.backing}
            for stack in self._world.stacks.living(query.get("account"), query.get("region"))
            for resource in list(stack.resources.values())
        ]

    def _reset_calls(self, query: dict, wish: dict) -> dict:
        self._world.calls.reset()
        return self._world.calls.describe()

    def _fault(self, query: dict, wish: dict) -> dict:
        self._world.faults.apply(wish)
        return self._world.faults.describe()

    def _set_stack_status(self, query: dict, wish: dict) -> dict:
        """As after a failure that nothing here brings about: UPDATE_ROLLBACK_FAILED, DELETE_FAILED, …"""
        stack = self._world.stacks.get_living(wish["account"], wish["region"], wish["stack"])
        stack.set_status(wish["status"], wish.get("reason"))
        return {"id": stack.id, "status": stack.status}

    def _organization(self, query: dict, wish: dict) -> dict:
        organization = self._world.organization
        return {"id": organization.id, "managementAccountId": organization.management_id,
                "accounts": [{"id": account.id, "name": account.name, "state": account.state}
                             for account in organization.accounts.values()]}

    def _add_public_key(self, query: dict, wish: dict) -> dict:
        self._world.public_keys.add(wish["region"], wish["fingerprint"], wish["value"], wish["validFrom"], wish["validTo"])
        return {"region": wish["region"], "fingerprint": wish["fingerprint"]}

    def _add_account(self, query: dict, wish: dict) -> dict:
        organization = self._world.organization
        state, joined = wish.get("state", "ACTIVE"), wish.get("joined", "CREATED")
        if state not in STATES or joined not in ("CREATED", "INVITED"):
            raise ValueError(f"state {state}, joined {joined} is no state of an account")
        parent = organization.unit_by_name(wish["unit"]) if wish.get("unit") else None
        account = organization.add_account(
            wish["name"], wish["email"], id=wish.get("id"), parent=parent, state=state, joined=joined)
        return {"id": account.id, "name": account.name}

    def _set_account_state(self, query: dict, wish: dict) -> dict:
        """AWS suspends accounts, and lets them work again: no API does."""
        account = self._world.organization.accounts[wish["account"]]
        if wish["state"] not in STATES:
            raise ValueError(f"{wish['state']} is no state of an account")
        account.state = wish["state"]
        return {"id": account.id, "state": account.state}

    def _put_compliance(self, query: dict, wish: dict) -> dict:
        """A rule found a resource so: what `account`, `region` and `rule` call it, as AWS Config would."""
        self._world.compliance.put(
            wish["account"], wish["region"], wish["rule"], wish["resourceType"], wish["resourceId"], wish["complianceType"])
        return self._world.compliance.of_rule(wish["account"], wish["region"], wish["rule"])


def _json(status: int, value: Any) -> tuple:
    return status, [("Content-Type", "application/json")], json.dumps(value).encode("utf-8")
