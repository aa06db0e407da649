"""Roots, units, accounts and policies in the shape of the API's answers."""
from __future__ import annotations

from .model import Account, Node, Organization, Policy


def root(org: Organization) -> dict:
    return {"Id": org.root.id, "Arn": org.node_arn(org.root), "Name": "Root",
            "PolicyTypes": [{"Type": type, "Status": "ENABLED"} for type in org.policy_types]}


def unit(org: Organization, unit: Node) -> dict:
    return {"Id": unit.id, "Arn": org.node_arn(unit), "Name": unit.name, "Path": org.path_text(unit)}


def account(org: Organization, account: Account) -> dict:
    return {"Id": account.id, "Arn": org.node_arn(account), "Email": account.email, "Name": account.name,
            "Status": account.status, "State": account.state, "JoinedMethod": account.joined,
            "Paths": [org.path_text(account)], "JoinedTimestamp": account.when}


def policy_summary(org: Organization, policy: Policy) -> dict:
    return {"Id": policy.id, "Arn": org.policy_arn(policy), "Name": policy.name, "Description": policy.description,
            "Type": policy.type, "AwsManaged": policy.aws_managed}


def policy(org: Organization, policy: Policy) -> dict:
    return {"PolicySummary": policy_summary(org, policy), "Content": policy.content}
