"""The stack sets of a landing zone, as templates: what they make has Control Tower's names; what its functions do is left out."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import names

if TYPE_CHECKING:
    pass

ROLE = "AWS::IAM::Role"


def trust(**principal: Any) -> dict:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"}]}


def _role(name: str, document: dict, *policies: str) -> dict:
    return {"Type": ROLE, "Properties": {"RoleName": name, "AssumeRolePolicyDocument": document,
                                         "ManagedPolicyArns": [f"arn:aws:iam::aws:policy/{policy}" for policy in policies]}}


def _let(service: str, action: Any, resource: Any, **condition: Any) -> dict:
    return {"Effect": "Allow", "Principal": {"Service": service}, "Action": action, "Resource": resource, **({"Condition": condition} if condition else {})}


def logging_resources(organization: str, log: str, region: str) -> dict:
    """AWSControlTowerLoggingResources, in the log archive account."""
    bucket, access = names.log_bucket(log, region), names.access_bucket(log, region)
    arn, acl = f"arn:aws:s3:::{bucket}", {"StringEquals": {"s3:x-amz-acl": "bucket-owner-full-control"}}
    services = ["cloudtrail.amazonaws.com", "config.amazonaws.com"]
    statements = [
        {"Sid": "AllowSSLRequestsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, f"{arn}/*"],
         "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
        {**_let("", ["s3:GetBucketAcl", "s3:ListBucket"], arn), "Principal": {"Service": services}},
        {**_let("", "s3:PutObject", f"{arn}/{organization}/AWSLogs/*/*", **acl), "Principal": {"Service": services}}]
    private = dict.fromkeys(("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"), True)
    return {"Resources": {
        "S3LoggingBucket": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "Properties": {
            "BucketName": access, "PublicAccessBlockConfiguration": private, "VersioningConfiguration": {"Status": "Enabled"}}},
        "S3Bucket": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "Properties": {
            "BucketName": bucket, "PublicAccessBlockConfiguration": private, "VersioningConfiguration": {"Status": "Enabled"},
            "LoggingConfiguration": {"DestinationBucketName": {"Ref": "S3LoggingBucket"}}}},
        "S3BucketPolicy": {"Type": "AWS::S3::BucketPolicy", "Properties": {
            "Bucket": {"Ref": "S3Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": statements}}}}}


def security_resources() -> dict:
    """AWSControlTowerSecurityResources, in the audit account."""
    topics = {"AllConfig": names.ALL_CONFIG, "Aggregate": names.AGGREGATE}
    resources = {key: {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": name}} for key, name in topics.items()}
    resources["AllConfigPolicy"] = {"Type": "AWS::SNS::TopicPolicy", "Properties": {
        "Topics": [{"Ref": "AllConfig"}], "PolicyDocument": {"Version": "2012-10-17", "Statement": [
            {**_let("", "sns:Publish", {"Ref": "AllConfig"}), "Principal": {"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]}}]}}}
    resources["AuditAdministrator"] = _role("aws-controltower-AuditAdministratorRole", trust(Service="lambda.amazonaws.com"))
    resources["AuditReadOnly"] = _role("aws-controltower-AuditReadOnlyRole", trust(Service="lambda.amazonaws.com"))
    return {"Resources": resources}


def baseline_roles(audit: str) -> dict:
    """AWSControlTowerBP-BASELINE-ROLES: the audit account reads and repairs through these."""
    who = {"AWS": f"arn:aws:iam::{audit}:root"}
    return {"Resources": {"AdministratorExecutionRole": _role(names.MEMBER_ADMIN, trust(**who), "AdministratorAccess"),
                          "ReadOnlyExecutionRole": _role(names.MEMBER_READ, trust(**who), "ReadOnlyAccess")}}


def service_roles() -> dict:
    """AWSControlTowerBP-BASELINE-SERVICE-ROLES."""
    return {"Resources": {
        "ConfigRecorderRole": _role(names.RECORDER_ROLE, trust(Service="config.amazonaws.com"), "service-role/AWS_ConfigRole", "ReadOnlyAccess"),
        "ForwardSnsNotificationRole": _role(names.FORWARD_ROLE, trust(Service="lambda.amazonaws.com"), "service-role/AWSLambdaBasicExecutionRole")}}


def service_linked_roles() -> dict:
    """AWSControlTowerBP-BASELINE-SERVICE-LINKED-ROLES."""
    return {"Resources": {"ConfigRole": {"Type": "AWS::IAM::ServiceLinkedRole", "Properties": {"AWSServiceName": "config.amazonaws.com"}}}}


def baseline_config(organization: str, log: str, audit: str, region: str, frequency: str = "TwentyFour_Hours") -> dict:
    """AWSControlTowerBP-BASELINE-CONFIG: recorder, channel, and the authorization of the audit account."""
    return {"Resources": {
        "ConfigRecorder": {"Type": "AWS::Config::ConfigurationRecorder", "Properties": {
            "Name": names.RECORDER, "RecordingGroup": {"AllSupported": True, "IncludeGlobalResourceTypes": True}, "RoleARN": {
                "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"}}},
        "ConfigDeliveryChannel": {"Type": "AWS::Config::DeliveryChannel", "DependsOn": "ConfigRecorder", "Properties": {
            "Name": names.CHANNEL, "S3BucketName": names.log_bucket(log, region), "S3KeyPrefix": organization,
            "SnsTopicARN": f"arn:aws:sns:{region}:{audit}:{names.ALL_CONFIG}", "ConfigSnapshotDeliveryProperties": {"DeliveryFrequency": frequency}}},
        "Authorization": {"Type": "AWS::Config::AggregationAuthorization", "Properties": {"AuthorizedAccountId": audit, "AuthorizedAwsRegion": region}}}}


def baseline_cloudwatch(audit: str) -> dict:
    """AWSControlTowerBP-BASELINE-CLOUDWATCH: changes of compliance go to the account's topic and by a function to the audit account's."""
    source = "exports.handler = async () => undefined;"
    return {"Resources": {
        "Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": names.SECURITY_TOPIC}},
        "TopicPolicy": {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [{"Ref": "Topic"}], "PolicyDocument": {
            "Version": "2012-10-17", "Statement": [_let("events.amazonaws.com", "sns:Publish", {"Ref": "Topic"})]}}},
        "Forwarder": {"Type": "AWS::Lambda::Function", "Properties": {
            "FunctionName": names.FORWARDER, "Handler": "index.handler", "Runtime": "nodejs22.x", "Code": {"ZipFile": source},
            "Environment": {"Variables": {"sns_arn": {"Fn::Sub": f"arn:aws:sns:${{AWS::Region}}:{audit}:{names.AGGREGATE}"}}},
            "Role": {"Fn::Sub": f"arn:aws:iam::${{AWS::AccountId}}:role/{names.FORWARD_ROLE}"}}},
        "Rule": {"Type": "AWS::Events::Rule", "Properties": {
            "Name": "aws-controltower-ConfigComplianceChangeEventRule", "Targets": [{"Id": "Compliance-Change-Topic", "Arn": {"Ref": "Topic"}}],
            "EventPattern": {"source": ["aws.config"], "detail-type": ["Config Rules Compliance Change"]}}}}}


def trail(organization: str, management: str, log: str, region: str) -> dict:
    """AWSControlTowerBP-BASELINE-CLOUDTRAIL, a stack of the management account since landing zones of 3.0 have one trail for all."""
    return {"Resources": {
        "Logs": {"Type": "AWS::Logs::LogGroup", "Properties": {"LogGroupName": names.TRAIL_LOGS, "RetentionInDays": 14}},
        "Trail": {"Type": "AWS::CloudTrail::Trail", "Properties": {
            "TrailName": names.TRAIL, "S3BucketName": names.log_bucket(log, region), "S3KeyPrefix": organization, "IsLogging": True,
            "IsOrganizationTrail": True, "IsMultiRegionTrail": True, "IncludeGlobalServiceEvents": True, "EnableLogFileValidation": True,
            "CloudWatchLogsLogGroupArn": {"Fn::GetAtt": ["Logs", "Arn"]},
            "CloudWatchLogsRoleArn": f"arn:aws:iam::{management}:role/service-role/{names.TRAIL_ROLE}"}}}}
