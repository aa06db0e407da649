"""Start, stop and control: the contract with the driver."""
import os
import subprocess
import sys

import pytest

from ..keys import VARIABLE
from .conftest import DEV, HANGS_AFTER, MANAGEMENT, SANDBOX, OwnProcess, body, topic, wait_until


def run(*options, secret="s" * 32):
    return subprocess.run([sys.executable, "-m", "emulator", *options], cwd=SANDBOX, env={**os.environ, VARIABLE: secret},
                          capture_output=True, text=True, timeout=HANGS_AFTER)


def test_ready_line_names_the_organization(aws):
    assert aws.ready["endpoint"].startswith("http://127.0.0.1:")
    assert aws.ready["managementAccountId"] == MANAGEMENT and aws.ready["organizationId"].startswith("o-")


def test_starts_without_the_slow_imports(started):
    """They come after the ready line. In time of the processor, which does not depend on what else the machine does."""
    emulator = started(kind=OwnProcess)
    health = wait_until(lambda: emulator.control("/metsuke/health"), lambda health: health["warm"])
    assert health["processorSeconds"]["ready"] < 0.7 * health["processorSeconds"]["warm"]


def test_refuses_an_address_that_is_not_loopback(tmp_path):
    done = run("--host", "0.0.0.0", "--organization", str(tmp_path / "none.yaml"))
    assert done.returncode == 2 and "loopback" in done.stderr and done.stdout == ""


def test_refuses_a_wrong_organization_file(tmp_path):
    file = tmp_path / "organization.yaml"
    file.write_text("management: {id: abc}\n")
    assert run("--organization", str(file)).returncode == 2


@pytest.mark.parametrize("secret", ["", "s" * 31])
def test_does_not_start_without_a_secret(tmp_path, secret):
    done = run("--organization", str(tmp_path / "none.yaml"), secret=secret)
    assert done.returncode == 2 and VARIABLE in done.stderr and done.stdout == ""


def test_no_secret_is_in_its_command_line(started):
    # which every user of the machine may read
    aws = started(kind=OwnProcess)
    line = subprocess.run(["ps", "-o", "args=", "-p", str(aws.pid)], capture_output=True, text=True).stdout
    assert "emulator" in line and not [secret for secret in (aws.secret, aws.keys.control_token, aws.keys.of_account(DEV)) if secret in line]


def test_leaves_when_its_parent_is_gone(started):
    parent = subprocess.Popen(["sleep", "60"])
    emulator = started("--parent-pid", str(parent.pid), kind=OwnProcess)
    parent.kill()
    parent.wait()
    assert emulator.process.wait(HANGS_AFTER) == 0


def test_sigterm_ends_it_at_once_with_code_zero(started):
    emulator = started(kind=OwnProcess)
    emulator.process.terminate()
    assert emulator.process.wait(HANGS_AFTER) == 0


def test_a_thousand_accounts_are_a_small_part_of_the_start(started):
    emulator = started(kind=OwnProcess, organization={"management": {"name": "m"}, "units": [{"name": "W"}], "generate": {"count": 1000, "unit": "W"}})
    health = emulator.control("/metsuke/health")
    assert health["seedSeconds"] < health["processorSeconds"]["ready"] / 2
    assert emulator.control("/metsuke/health")["accounts"] == 1001


def test_calls_are_counted_by_operation(aws):
    aws.control("/metsuke/calls/reset", {})
    aws.client("sts").get_caller_identity()
    aws.client("s3").list_buckets()
    assert aws.control("/metsuke/calls") == {"total": 2, "byOperation": {"s3.ListBuckets": 1, "sts.GetCallerIdentity": 1}}


def test_an_account_added_in_process_is_listed(started):
    emulator = started()
    id = emulator.control("/metsuke/organization/accounts", {"name": "new", "email": "new@example.com", "unit": "Workloads"})["id"]
    assert emulator.client("organizations").describe_account(AccountId=id)["Account"]["Name"] == "new"
    assert emulator.assume(id)


def test_resources_say_whether_they_are_real_or_recorded(aws):
    # EMULATOR.md, design 4: a recorded resource must never pass for a working one
    template = topic("honest-topic")
    template["Resources"]["Policy"] = {"Type": "AWS::Logs::AccountPolicy", "Properties": {
        "PolicyName": "policy", "PolicyType": "SUBSCRIPTION_FILTER_POLICY", "PolicyDocument": "{}"}}
    aws.client("cloudformation", DEV).create_stack(StackName="honest", TemplateBody=body(template))
    found = {item["logicalId"]: item["backing"] for item in aws.control(f"/metsuke/resources?account={DEV}") if item["stack"] == "honest"}
    assert found == {"Topic": "real", "Policy": "recorded"}
