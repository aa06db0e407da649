"""Quotas of AWS Organizations; its API holds them itself, see ../organization."""
from __future__ import annotations

from .quota import Quota

PAGE = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"


def _constraint(name: str, limit: int, reason: str, text: str) -> Quota:
    return Quota(name, limit, "ConstraintViolationException", text, PAGE, reason=reason)


DEPTH = _constraint("levels of units", 5, "OU_DEPTH_LIMIT_EXCEEDED", "You have exceeded the allowed OU depth.")
UNITS = _constraint("units of an organization", 2000, "OU_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of OUs.")
POLICIES = _constraint("policies of a type", 2000, "POLICY_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of policies.")


def _size(type: str, limit: int) -> Quota:
    return _constraint(f"size of a {type}", limit, "POLICY_CONTENT_LIMIT_EXCEEDED", "You have exceeded the allowed policy content size.")


def _attached(type: str, limit: int) -> Quota:
    return _constraint(f"policies of a target: {type}", limit, "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                       "You have exceeded the number of policies that can be attached to the target.")


# Service control policies: doubled on 2026-05-15 (REFERENCE section 0, fact 1). Types without a line have those of OTHER.
OTHER = "policy of another type"
LIMITS = {"SERVICE_CONTROL_POLICY": (10240, 10), "RESOURCE_CONTROL_POLICY": (5120, 5), "AISERVICES_OPT_OUT_POLICY": (2500, 5), OTHER: (10000, 10)}
SIZES = {type: _size(type, limit) for type, (limit, _) in LIMITS.items()}
ATTACHED = {type: _attached(type, limit) for type, (_, limit) in LIMITS.items()}
QUOTAS = [DEPTH, UNITS, POLICIES, *SIZES.values(), *ATTACHED.values()]


def of_type(quotas: dict, type: str) -> Quota:
    return quotas.get(type, quotas[OTHER])
