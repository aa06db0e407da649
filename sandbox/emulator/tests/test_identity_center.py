"""IAM Identity Center: what its API reference says of permission sets that are assigned.

docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html
docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountsForProvisionedPermissionSet.html
"""
from __future__ import annotations

import pytest

from .conftest import DEV, Emulator


@pytest.fixture
def emulator(tmp_path):
    emulator = Emulator(tmp_path)
    yield emulator
    emulator.close()


def test_an_assignment_provisions_its_permission_set(emulator):
    admin = emulator.client("sso-admin")
    instance = admin.list_instances()["Instances"][0]["InstanceArn"]
    at = {"InstanceArn": instance, "PermissionSetArn": admin.create_permission_set(InstanceArn=instance, Name="Admin")["PermissionSet"]["PermissionSetArn"]}
    assert admin.list_accounts_for_provisioned_permission_set(**at)["AccountIds"] == []
    assignment = {**at, "TargetId": DEV, "TargetType": "AWS_ACCOUNT", "PrincipalType": "USER", "PrincipalId": "a" * 36}
    admin.create_account_assignment(**assignment)
    assert admin.list_accounts_for_provisioned_permission_set(**at)["AccountIds"] == [DEV]


def test_every_account_has_an_empty_instance(emulator):
    for account, region in ((DEV, "ap-northeast-1"), (DEV, "us-east-1")):
        admin = emulator.client("sso-admin", account, region)
        instance = admin.list_instances()["Instances"][0]["InstanceArn"]
        assert admin.list_permission_sets(InstanceArn=instance)["PermissionSets"] == []
