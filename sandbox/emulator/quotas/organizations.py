"""Quotas of AWS Organizations; its API holds them itself, see ../organization."""
from __future__ import annotations

from .quota import Quota

PAGE = "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"


def _constraint(name: str, limit: int, reason: str, text: str) -> Quota:
    return Quota(name, limit, "ConstraintViolationException", text, PAGE, reason=reason)


DEPTH = _constraint("levels of units", 5, "OU_DEPTH_LIMIT_EXCEEDED", "You have exceeded the allowed OU depth.")
UNITS = _constraint("units of an organization", 2000, "OU_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of OUs.")
POLICIES = _constraint("policies of a type", 2000, "POLICY_NUMBER_LIMIT_EXCEEDED", "You have exceeded the allowed number of policies.")
SCP_SIZE = _constraint("size of a service control policy", 10240, "POLICY_CONTENT_LIMIT_EXCEEDED",
                       "You have exceeded the allowed policy content size.")
SCPS = _constraint("service control policies of a target", 10, "MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                   "You have exceeded the number of policies that can be attached to the target.")
QUOTAS = [DEPTH, UNITS, POLICIES, SCP_SIZE, SCPS]
