"""Rules of organization policies: size, syntax, how many a node may carry, and what they decide about a call."""
from __future__ import annotations

import json
from functools import lru_cache

from .. import policy as evaluation
from ..errors import AwsError
from ..quotas import organizations as quotas
from .model import POLICY_TYPES, Node, Organization, Policy


def constraint(reason: str, message: str) -> AwsError:
    return AwsError("ConstraintViolationException", message, Reason=reason)


def checked_type(type: str) -> str:
    if type not in POLICY_TYPES:
        raise AwsError("InvalidInputException", "You specified an invalid value.", Reason="INVALID_ENUM_POLICY_TYPE")
    return type


def check_enabled(organization: Organization, type: str) -> None:
    if not organization.is_policy_type_enabled(type):
        raise AwsError("PolicyTypeNotEnabledException", "This operation can be performed only for enabled policy types.")


def check_content(type: str, content: str) -> None:
    quotas.of_type(quotas.SIZES, type).hold(len(content))
    malformed = AwsError("MalformedPolicyDocumentException", "The provided policy document does not meet the requirements "
                                                             "of the specified policy type.")
    try:
        document = json.loads(content)
    except ValueError:
        raise malformed from None
    if not isinstance(document, dict):
        raise malformed
    if type in ("SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY") and not _is_policy(document, type):
        raise malformed
    if type in SHAPES and not SHAPES[type](document):
        raise malformed


def _is_policy(document: dict, type: str) -> bool:
    statements = document.get("Statement")
    if document.get("Version") not in ("2012-10-17", "2008-10-17") or not statements:
        return False
    return all(_is_statement(statement, type) for statement in evaluation.as_list(statements))


def _is_statement(statement: dict, type: str) -> bool:
    if not isinstance(statement, dict) or statement.get("Effect") not in ("Allow", "Deny"):
        return False
    if type == "SERVICE_CONTROL_POLICY" and ("Principal" in statement or "NotPrincipal" in statement):
        return False  # an SCP has no principal: it binds whoever is below
    if type == "RESOURCE_CONTROL_POLICY" and statement.get("Principal") != "*":
        return False
    return ("Action" in statement) != ("NotAction" in statement) and ("Resource" in statement) != ("NotResource" in statement)


def attach(organization: Organization, policy: Policy, node: Node) -> None:
    check_enabled(organization, policy.type)
    if policy in node.policies:
        raise AwsError("DuplicatePolicyAttachmentException", "The selected policy is already attached to the specified target.")
    quotas.of_type(quotas.ATTACHED, policy.type).hold(sum(other.type == policy.type for other in node.policies) + 1)
    organization.attach(policy, node)


def detach(organization: Organization, policy: Policy, node: Node) -> None:
    if policy not in node.policies:
        raise AwsError("PolicyNotAttachedException", "The policy isn't attached to the specified target in the specified root.")
    same = sum(other.type == policy.type for other in node.policies)
    if policy.type == "SERVICE_CONTROL_POLICY" and same == 1:
        raise constraint("MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED",
                         "You cannot remove the last service control policy attached to the specified target.")
    organization.detach(policy, node)


@lru_cache(maxsize=256)
def _document(content: str) -> dict:
    return json.loads(content)


def refusal(organization: Organization, account: str, principal_arn: str, action: str, resource: str, context: dict) -> str | None:
    """None when the SCPs let a call pass; else AWS's words. SCPs never bind the management account."""
    if account == organization.management_id or account not in organization.accounts:
        return None
    if not organization.is_policy_type_enabled("SERVICE_CONTROL_POLICY") or "/aws-service-role/" in principal_arn:
        return None
    for node in organization.accounts[account].path():
        documents = [_document(policy.content) for policy in node.policies if policy.type == "SERVICE_CONTROL_POLICY"]
        decision = evaluation.decide(documents, action, resource, context)
        if decision == "deny":
            return "with an explicit deny in a service control policy"
        if decision == "none":
            return f"because no service control policy allows the {action} action"
    return None


def blocks_public_buckets(organization: Organization, account: str) -> bool:
    """By an S3 policy: the one nearest to the account decides."""
    if account not in organization.accounts or not organization.is_policy_type_enabled("S3_POLICY"):
        return False
    for node in organization.accounts[account].path():
        said = [_document(policy.content)["s3_attributes"] for policy in node.policies if policy.type == "S3_POLICY"]
        if said:
            return any(one["public_access_block_configuration"]["@@assign"] == "all" for one in said)
    return False


def _is_s3_policy(document: dict) -> bool:
    inner = document.get("s3_attributes")
    block = inner.get("public_access_block_configuration") if isinstance(inner, dict) else None
    return set(document) == {"s3_attributes"} and isinstance(block, dict) and block.get("@@assign") in ("all", "none")


def _is_ai_policy(document: dict) -> bool:
    services = document.get("services")
    if set(document) != {"services"} or not isinstance(services, dict):
        return False
    named = [one for name, one in services.items() if not name.startswith("@@")]
    return bool(named) and all(isinstance(one, dict) and isinstance(one.get("opt_out_policy"), dict)
                               and one["opt_out_policy"].get("@@assign") in ("optIn", "optOut") for one in named)


SHAPES = {"S3_POLICY": _is_s3_policy, "AISERVICES_OPT_OUT_POLICY": _is_ai_policy}
