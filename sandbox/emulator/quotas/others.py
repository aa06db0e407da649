"""S3, Systems Manager, Config, CloudTrail, CloudWatch Logs, KMS and networks."""
from __future__ import annotations

from typing import Any

from . import measures as m
from .quota import Quota

S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html"
SSM = "https://docs.aws.amazon.com/general/latest/gr/ssm.html"
CONFIG = "https://docs.aws.amazon.com/config/latest/developerguide/configlimits.html"
TRAIL = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html"
LOGS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"


def _both(name: str, limit: int, code: str, text: str, source: Any, measure: Any, call: str, type: str, status: int = 400) -> Quota:
    return Quota(name, limit, code, text, source, {call: measure}, {type: measure}, status)


CONTENT = m.size("Content")
QUOTAS = [
    Quota("policy of a bucket", 20480, "MalformedPolicy", "Policy exceeds the maximum allowed document size.", S3,
          {"s3.PutBucketPolicy": m.size("Body")}, {"AWS::S3::BucketPolicy": m.size("PolicyDocument")}),
    Quota("lifecycle rules of a bucket", 1000, "MalformedXML",
          "The XML you provided was not well-formed or did not validate against our published schema",
          "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html",
          {"s3.PutBucketLifecycleConfiguration": m.occurrences("Body", "<Rule>")}, {"AWS::S3::Bucket": m.items("LifecycleConfiguration.Rules")}),
    Quota("size of an SSM document", 65536, "MaxDocumentSizeExceeded", "The size limit of a document is 64 KB.", SSM,
          {"ssm.CreateDocument": CONTENT, "ssm.UpdateDocument": CONTENT}, {"AWS::SSM::Document": CONTENT}),
    Quota("value of a standard parameter", 4096, "ValidationException",
          "Standard tier parameters support a maximum parameter value of {limit} characters. To create a larger parameter value, upgrade the "
          "parameter to use the advanced-parameter tier. For more information, see "
          "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html", SSM,
          {"ssm.PutParameter": m.standard_value}, {"AWS::SSM::Parameter": m.standard_value}),
    _both("maintenance windows", 50, "ResourceLimitExceededException", "The maximum number of maintenance windows has been exceeded.", SSM,
          m.held("ssm", "windows"), "ssm.CreateMaintenanceWindow", "AWS::SSM::MaintenanceWindow"),
    _both("patch baselines", 50, "ResourceLimitExceededException", "The maximum number of patch baselines has been exceeded.", SSM,
          m.held("ssm", "baselines"), "ssm.CreatePatchBaseline", "AWS::SSM::PatchBaseline"),
    Quota("Config rules", 1000, "MaxNumberOfConfigRulesExceededException",
          "Failed to add the AWS Config rule because the account already contains the maximum number of {limit} rules.", CONFIG,
          {"config.PutConfigRule": m.config_rules}, {"AWS::Config::ConfigRule": m.config_rules}),
    Quota("configuration aggregators", 50, "LimitExceededException",
          "You have exceeded the limit of {limit} configuration aggregators in this account.", CONFIG,
          {"config.PutConfigurationAggregator": m.held("config", "config_aggregators", "ConfigurationAggregatorName")},
          {"AWS::Config::ConfigurationAggregator": m.held("config", "config_aggregators", "ConfigurationAggregatorName")}),
    Quota("trails of a Region", 5, "MaximumNumberOfTrailsExceededException", "User already has {limit} trails in {of}.", TRAIL,
          {"cloudtrail.CreateTrail": m.held("cloudtrail", "trails", "Name")},
          {"AWS::CloudTrail::Trail": m.held("cloudtrail", "trails", "TrailName")}),
    Quota("event selectors of a trail", 5, "InvalidEventSelectorsException", "The number of event selectors exceeds the maximum of {limit}.", TRAIL,
          {"cloudtrail.PutEventSelectors": m.items("EventSelectors")}, {"AWS::CloudTrail::Trail": m.items("EventSelectors")}),
    Quota("values of advanced event selectors", 500, "InvalidEventSelectorsException",
          "The total number of values of advanced event selectors exceeds the maximum of {limit}.", TRAIL,
          {"cloudtrail.PutEventSelectors": m.selector_values}, {"AWS::CloudTrail::Trail": m.selector_values}),
    _both("metric filters of a log group", 100, "LimitExceededException", "Resource limit exceeded.", LOGS,
          m.of_log_group("metric_filters"), "logs.PutMetricFilter", "AWS::Logs::MetricFilter"),
    _both("subscription filters of a log group", 2, "LimitExceededException", "Resource limit exceeded.", LOGS,
          m.of_log_group("subscription_filters"), "logs.PutSubscriptionFilter", "AWS::Logs::SubscriptionFilter"),
    _both("resource policies of CloudWatch Logs", 10, "LimitExceededException", "Resource limit exceeded.", LOGS,
          m.held("logs", "resource_policies", "PolicyName"), "logs.PutResourcePolicy", "AWS::Logs::ResourcePolicy"),
    Quota("policy of a key", 32768, "LimitExceededException", "The key policy may have no more than {limit} bytes.",
          "https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html",
          {"kms.CreateKey": m.size("Policy"), "kms.PutKeyPolicy": m.size("Policy")}, {"AWS::KMS::Key": m.size("KeyPolicy")}),
    _both("VPCs of a Region", 5, "VpcLimitExceeded", "The maximum number of VPCs has been reached.",
          "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html", m.held("ec2", "vpcs"), "ec2.CreateVpc", "AWS::EC2::VPC"),
    Quota("rules of a security group", 60, "RulesPerSecurityGroupLimitExceeded",
          "The maximum number of rules per security group has been reached.",
          "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html", {},
          {"AWS::EC2::SecurityGroup": m.security_group_rules}),
    Quota("filters of a detector", 100, "BadRequestException",
          "The request is rejected because the account limit for filters has been reached.",
          "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html", {"guardduty.CreateFilter": m.detector_filters},
          {"AWS::GuardDuty::Filter": m.detector_filters}),
]
