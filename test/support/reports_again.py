"""Ten reports and two more, written again over the log files as they lie there: without SQL, and without the reader of Metsuke.

    python reports_again.py FOLDER  →  {"report": [[cell, ...], ...]} as JSON
"""

import gzip
import ipaddress
import json
import pathlib
import re
import sys
from collections import defaultdict


def events_in(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.json.gz")):
        yield from json.loads(gzip.decompress(path.read_bytes()))["Records"]


def asked(event, *path):
    value = event.get("requestParameters") or {}
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def text(value):
    if value is None or isinstance(value, dict | list):
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def first(event, *names):
    return next((text(asked(event, name)) for name in names if text(asked(event, name)) is not None), None)


def actor(event):
    identity = event["userIdentity"]
    return identity.get("arn") or identity.get("invokedBy") or identity.get("principalId")


def row(event, target, *also):
    return [
        event["eventTime"],
        event["recipientAccountId"],
        event["awsRegion"],
        actor(event),
        event["eventName"],
        target,
        *also,
        event["sourceIPAddress"],
        event.get("errorCode"),
        event["eventID"],
    ]


def service(event):
    return event["eventSource"].removesuffix(".amazonaws.com")


def is_call(event, of, names):
    return service(event) == of and event["eventName"] in names.split()


def attribute_is_off(event, key):
    return {"key": key, "value": "false"} in (asked(event, "attributes") or [])


def deletion_protection_removed(event):
    off = (
        (is_call(event, "rds", "ModifyDBCluster ModifyDBInstance") and asked(event, "deletionProtection") is False)
        or (is_call(event, "dynamodb", "UpdateTable") and asked(event, "deletionProtectionEnabled") is False)
        or (is_call(event, "ec2", "ModifyInstanceAttribute") and asked(event, "disableApiTermination", "value") is False)
        or (
            is_call(event, "elasticloadbalancing", "ModifyLoadBalancerAttributes")
            and attribute_is_off(event, "deletion_protection.enabled")
        )
    )
    if off:
        names = "dBInstanceIdentifier dBClusterIdentifier tableName instanceId loadBalancerArn".split()
        yield row(event, first(event, *names))


def databases_made_public(event):
    opened = is_call(event, "rds", "ModifyDBInstance CreateDBInstance RestoreDBInstanceFromDBSnapshot ModifyDBCluster")
    group = is_call(event, "rds", "AuthorizeDBSecurityGroupIngress")
    if group or (opened and asked(event, "publiclyAccessible") is True):
        yield row(event, first(event, "dBInstanceIdentifier", "dBClusterIdentifier", "dBSecurityGroupName"), first(event, "cIDRIP"))


def bucket_protection_removed(event):
    versions = asked(event, "VersioningConfiguration") or {}
    if is_call(event, "s3", "PutBucketVersioning"):
        is_meant = versions.get("Status") == "Suspended" or versions.get("MfaDelete") == "Disabled"
    else:
        is_meant = is_call(event, "s3", "PutBucketLogging") and "LoggingEnabled" not in asked(event, "BucketLoggingStatus")
    if is_meant:
        yield row(event, first(event, "bucketName"))


def service_logs_stopped(event):
    exports = asked(event, "cloudwatchLogsExportConfiguration") or {}
    if (
        is_call(event, "wafv2", "DeleteLoggingConfiguration")
        or is_call(event, "route53resolver", "DeleteResolverQueryLogConfig")
        or is_call(event, "bedrock", "DeleteModelInvocationLoggingConfiguration")
        or is_call(event, "rds", "StopActivityStream")
        or (is_call(event, "rds", "ModifyDBInstance ModifyDBCluster") and exports.get("disableLogTypes"))
        or (
            is_call(event, "elasticloadbalancing", "ModifyLoadBalancerAttributes")
            and attribute_is_off(event, "access_logs.s3.enabled")
        )
    ):
        yield row(event, first(event, "resourceArn", "dBInstanceIdentifier", "dBClusterIdentifier", "loadBalancerArn"))


def user_data(event):
    if (is_call(event, "ec2", "DescribeInstanceAttribute") and asked(event, "attribute") == "userData") or (
        is_call(event, "ec2", "ModifyInstanceAttribute") and asked(event, "userData") is not None
    ):
        yield row(event, first(event, "instanceId"))


def kms_key_access(event):
    if is_call(event, "kms", "PutKeyPolicy CreateGrant DisableKeyRotation") and "invokedBy" not in event["userIdentity"]:
        yield row(event, first(event, "keyId"), first(event, "granteePrincipal"))


def backup_plans_weakened(event):
    retention = is_call(event, "rds", "ModifyDBInstance ModifyDBCluster") and asked(event, "backupRetentionPeriod") is not None
    recovery = is_call(event, "dynamodb", "UpdateContinuousBackups") and (
        asked(event, "pointInTimeRecoverySpecification", "pointInTimeRecoveryEnabled") is False
    )
    if retention or recovery or is_call(event, "backup", "DeleteBackupPlan UpdateBackupPlan StopBackupJob"):
        yield row(event, first(event, "backupPlanId", "dBInstanceIdentifier", "dBClusterIdentifier", "tableName"))


def governance_disturbed(event):
    identity = event["userIdentity"]
    issuer = identity.get("sessionContext", {}).get("sessionIssuer", {}).get("userName", "")
    if (
        event["readOnly"]
        or identity.get("invokedBy") == "cloudformation.amazonaws.com"
        or identity["type"] == "AWSService"
        or issuer.startswith("aws-organizations-")
    ):
        return
    stack = first(event, "stackSetName", "stackName")
    name = first(event, "name") or ""
    if stack and stack.startswith("AWSOrganizations-") and is_call(event, "cloudformation", "DeleteStackInstances DeleteStack"):
        yield row(event, stack)
    elif name.startswith("aws-organizations-") and re.match("Disable|Put|Delete", event["eventName"]):
        yield row(event, name)


def is_public(address):
    try:
        return not any(ipaddress.ip_address(address) in network for network in PRIVATE if network.version == ipaddress.ip_address(address).version)
    except ValueError:
        return False


PRIVATE = [ipaddress.ip_network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")]


def security_group_open_to_world(event):
    if not is_call(event, "ec2", "AuthorizeSecurityGroupIngress"):
        return
    for each in asked(event, "ipPermissions", "items") or []:
        ranges = [one["cidrIp"] for one in each["ipRanges"]["items"]] + [one["cidrIpv6"] for one in each["ipv6Ranges"]["items"]]
        outside = [cidr for cidr in ranges if not any(is_within(cidr, network) for network in PRIVATE)]
        if any(share(outside, version) > limit for version, limit in ((4, 2**24), (6, 2**112))):
            yield row(event, first(event, "groupId"), port_of(each), ", ".join(sorted(set(outside))))


def is_within(cidr, network):
    own = ipaddress.ip_network(cidr)
    return own.version == network.version and own.subnet_of(network)


def share(cidrs, version):
    networks = [ipaddress.ip_network(cidr) for cidr in cidrs]
    return sum(network.num_addresses for network in networks if network.version == version)


def port_of(permission):
    protocol = {"17": "udp"}.get(permission["ipProtocol"], permission["ipProtocol"])
    begin, end = permission["fromPort"], permission["toPort"]
    if protocol == "-1":
        return "all"
    if (begin, end) == (0, 65535):
        return f"{protocol} all"
    return f"{protocol} {begin}" if begin == end else f"{protocol} {begin}-{end}"


LISTS = [
    deletion_protection_removed,
    databases_made_public,
    bucket_protection_removed,
    service_logs_stopped,
    user_data,
    kms_key_access,
    backup_plans_weakened,
    governance_disturbed,
    security_group_open_to_world,
]


def counted(groups):
    """Account, actor and what else tells rows apart → different things, calls, failures, addresses, first and last."""
    rows = []
    for key, events in groups.items():
        times = sorted(event["eventTime"] for event, _ in events)
        rows.append(
            [
                *key,
                len({thing for _, thing in events if thing is not None}),
                len(events),
                sum("errorCode" in event for event, _ in events),
                ", ".join(sorted({event["sourceIPAddress"] for event, _ in events})),
                times[0],
                times[-1],
            ]
        )
    return rows


def secrets_read(events):
    groups = defaultdict(list)
    for event in events:
        secret = is_call(event, "secretsmanager", "GetSecretValue BatchGetSecretValue")
        parameter = is_call(event, "ssm", "GetParameter GetParameters GetParametersByPath") and asked(event, "withDecryption") is True
        if secret or parameter:
            key = (event["recipientAccountId"], actor(event), event["awsRegion"], event["eventName"])
            groups[key].append((event, first(event, "secretId", "name")))
    return counted(groups)


def instance_credentials_elsewhere(events):
    groups = defaultdict(list)
    for event in events:
        identity = event["userIdentity"]
        is_instance = re.search(r":assumed-role/[^/]+/i-[0-9a-f]+$", identity.get("arn", ""))
        is_agent = service(event) in ("ssm", "ssmmessages", "ec2messages")
        if is_instance and "invokedBy" not in identity and not is_agent and is_public(event["sourceIPAddress"]):
            key = (event["recipientAccountId"], actor(event), event["sourceIPAddress"], event["userAgent"])
            groups[key].append((event, event["eventName"]))
    return counted(groups)


def main():
    events = list(events_in(sys.argv[1]))
    answers = {each.__name__: [found for event in events for found in each(event)] for each in LISTS}
    answers["secrets_read"] = secrets_read(events)
    answers["instance_credentials_elsewhere"] = instance_credentials_elsewhere(events)
    json.dump({name.replace("_", "-"): rows for name, rows in answers.items()}, sys.stdout)


main()
