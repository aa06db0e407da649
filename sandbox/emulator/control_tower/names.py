"""Names of AWS Control Tower, as its user guide lists them: "Resources created in the shared accounts", "How AWS Control Tower works"."""
from __future__ import annotations

SERVICE = "controltower.amazonaws.com"
VERSION = "4.0"
TRUSTED = (SERVICE, "cloudtrail.amazonaws.com", "config.amazonaws.com", "config-multiaccountsetup.amazonaws.com", "sso.amazonaws.com",
           "member.org.stacksets.cloudformation.amazonaws.com")

SECURITY, SANDBOX = "Security", "Sandbox"
# What a person may have called the shared accounts; the first name is Control Tower's own
LOG_ARCHIVE, AUDIT = ("Log Archive", "log-archive", "logarchive", "log", "logging"), ("Audit", "audit", "security-audit")

EXECUTION_ROLE = "AWSControlTowerExecution"
STACK_SET_ROLE = "AWSControlTowerStackSetRole"
ADMIN_ROLE = "AWSControlTowerAdmin"
TRAIL_ROLE = "AWSControlTowerCloudTrailRole"
AGGREGATOR_ROLE = "AWSControlTowerConfigAggregatorRoleForOrganizations"

TRAIL, TRAIL_LOGS = "aws-controltower-BaselineCloudTrail", "aws-controltower/CloudTrailLogs"
RECORDER, CHANNEL = "aws-controltower-BaselineConfigRecorder", "aws-controltower-BaselineConfigDeliveryChannel"
AGGREGATOR = "aws-controltower-ConfigAggregatorForOrganizations"
ALL_CONFIG, AGGREGATE, SECURITY_TOPIC = (f"aws-controltower-{name}" for name in (
    "AllConfigNotifications", "AggregateSecurityNotifications", "SecurityNotifications"))
FORWARDER, FORWARD_ROLE = "aws-controltower-NotificationForwarder", "aws-controltower-ForwardSnsNotificationRole"
RECORDER_ROLE, MEMBER_ADMIN, MEMBER_READ = (f"aws-controltower-{name}" for name in (
    "ConfigRecorderRole", "AdministratorExecutionRole", "ReadOnlyExecutionRole"))

BASELINES = {
    "AWSControlTowerBaseline": "Sets up resources and mandatory controls for member accounts within the target OU",
    "AuditBaseline": "Sets up resources to monitor security and compliance of accounts in your organization",
    "LogArchiveBaseline": "Sets up a central repository for logs of API activities and resource configurations",
    "IdentityCenterBaseline": "Sets up shared resources for AWS Identity Center",
}
# Preventive controls that are mandatory, by their identifiers: the statements are in landing_zone.py
CONTROLS = ("AWS-GR_CLOUDTRAIL_CHANGE_PROHIBITED", "AWS-GR_CONFIG_CHANGE_PROHIBITED", "AWS-GR_IAM_ROLE_CHANGE_PROHIBITED",
            "AWS-GR_SNS_CHANGE_PROHIBITED", "AWS-GR_LAMBDA_CHANGE_PROHIBITED")


def log_bucket(account: str, region: str) -> str:
    return f"aws-controltower-logs-{account}-{region}"


def access_bucket(account: str, region: str) -> str:
    return f"aws-controltower-s3-access-logs-{account}-{region}"
