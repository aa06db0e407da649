"""IAM and STS quotas, name requirements, and character limits."""
from __future__ import annotations

from . import measures as m
from .quota import Quota

PAGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
INLINE = "Maximum policy size of {limit} bytes exceeded for {kind} {{of}}"
VERSIONS = "A managed policy can have up to {limit} versions. Before you create a new version, you must delete an existing version."


def _iam(name: str, limit: int, text: str, calls: dict, types: dict) -> Quota:
    return Quota(name, limit, "LimitExceeded", text, PAGE, calls, types, 409)


def _exceeded(name: str, limit: int, what: str, calls: dict, types: dict) -> Quota:
    return _iam(name, limit, f"Cannot exceed quota for {what}: {{limit}}", calls, types)


def _inline(kind: str, limit: int) -> Quota:
    types = {f"AWS::IAM::{kind}": m.inline_of_principal(kind), f"AWS::IAM::{kind}Policy": m.inline_of_policy(kind),
             "AWS::IAM::Policy": m.inline_of_policy(kind)}
    text = INLINE.replace("{kind}", kind.lower()).replace("{{of}}", "{of}")
    return _iam(f"inline policies of a {kind.lower()}", limit, text, {f"iam.Put{kind}Policy": m.inline_of_call(kind)}, types)


def _attached(kind: str) -> Quota:
    types = {f"AWS::IAM::{kind}": m.attached_to_principal(kind), "AWS::IAM::ManagedPolicy": m.attached_by_policy(kind)}
    return _exceeded(f"managed policies of a {kind.lower()}", 10, f"PoliciesPer{kind}", {f"iam.Attach{kind}Policy": m.attached_by_call(kind)}, types)


def _number(name: str, limit: int, what: str, operation: str, type: str, collection: str) -> Quota:
    measure = m.held("iam", collection)
    return _exceeded(name, limit, what, {f"iam.{operation}": measure}, {type: measure})


QUOTAS = [
    _exceeded("size of a managed policy", 6144, "PolicySize",
              {"iam.CreatePolicy": m.letters("PolicyDocument"), "iam.CreatePolicyVersion": m.letters("PolicyDocument")},
              {"AWS::IAM::ManagedPolicy": m.letters("PolicyDocument")}),
    _inline("Role", 10240), _inline("User", 2048), _inline("Group", 5120),
    _exceeded("size of a trust policy", 2048, "ACLSizePerRole",
              {"iam.CreateRole": m.letters("AssumeRolePolicyDocument"), "iam.UpdateAssumeRolePolicy": m.letters("PolicyDocument")},
              {"AWS::IAM::Role": m.letters("AssumeRolePolicyDocument")}),
    _attached("Role"), _attached("User"), _attached("Group"),
    _iam("versions of a managed policy", 5, VERSIONS, {"iam.CreatePolicyVersion": m.versions}, {}),
    _exceeded("customer managed policies", 1500, "PoliciesPerAccount", {"iam.CreatePolicy": m.one_more(m.customer_policies)},
              {"AWS::IAM::ManagedPolicy": m.one_more(m.customer_policies)}),
    _number("roles of an account", 1000, "RolesPerAccount", "CreateRole", "AWS::IAM::Role", "roles"),
    _number("groups of an account", 300, "GroupsPerAccount", "CreateGroup", "AWS::IAM::Group", "groups"),
    _number("instance profiles of an account", 1000, "InstanceProfilesPerAccount", "CreateInstanceProfile", "AWS::IAM::InstanceProfile",
            "instance_profiles"),
]
