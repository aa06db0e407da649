"""Context keys that IAM looks up from the resource: its tags, and the aliases of a key."""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..backends import backend

if TYPE_CHECKING:
    from ..cloudformation.stack import Stacks


def context_of(resource: str, stacks: Stacks) -> dict:
    parts = resource.split(":", 5)
    if len(parts) < 6 or not parts[4].isdigit():
        return {}
    _, _, service, region, account, tail = parts
    found = {f"aws:resourcetag/{key}".lower(): value for key, value in _tags(service, region, account, tail, stacks).items()}
    if service == "kms" and tail.startswith("key/"):
        key = backend("kms", account, region).keys.get(tail.removeprefix("key/"))
        return {**found, "kms:resourcealiases": sorted(key.aliases)} if key and key.aliases else found
    return found


def _tags(service: str, region: str, account: str, tail: str, stacks: Stacks) -> dict:
    """Those that its service knows; else those with which CloudFormation made it."""
    id = tail.rpartition("/")[2]
    if service == "ec2":
        return {tag["key"]: tag["value"] for tag in backend("ec2", account, region).describe_tags(filters={"resource-id": [id]})}
    if service == "ssm" and tail.startswith(("maintenancewindow/", "patchbaseline/")):
        kind = "MaintenanceWindow" if tail.startswith("m") else "PatchBaseline"
        return dict(backend("ssm", account, region)._resource_tags[kind].get(id) or {})
    names = (id, tail, f"arn:aws:{service}:{region}:{account}:{tail}")
    made = (one for stack in stacks.living(account, region) for one in list(stack.resources.values()) if one.physical_id in names)
    return next(({tag["Key"]: tag["Value"] for tag in one.tags()} for one in made), {})
