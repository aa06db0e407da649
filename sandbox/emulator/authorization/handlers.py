"""What CloudFormation's handlers call for a resource of each type, with whose ARN: from the resource schemas and the services' references.

`create`, `update` and `delete` are always called; an action of a property only where the template sets or changes it, one of tags only
where there are tags. "{name}" in an ARN is the resource's name or id. An action may have an ARN of its own after a space.
"""
from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Handler:
    arn: str
    create: str
    delete: str
    update: str = ""
    properties: dict = field(default_factory=dict)
    tags: str = ""
    named: str = ""  # the property that holds the name; without it AWS makes an id, unknown before
    passes_to: str = ""  # the service that gets roles


def _regional(service: str, tail: str) -> str:
    return f"arn:aws:{service}:{{region}}:{{account}}:{tail}"


def _image_builder(kind: str, tail: str, update: bool = True) -> Handler:
    return Handler(_regional("imagebuilder", f"{tail}/{{name}}"), f"imagebuilder:Create{kind}", f"imagebuilder:Delete{kind}",
                   f"imagebuilder:Update{kind}" if update else "", tags="imagebuilder:TagResource", named="Name", passes_to="imagebuilder")


_S3 = {
    "BucketEncryption": "s3:PutEncryptionConfiguration", "LifecycleConfiguration": "s3:PutLifecycleConfiguration",
    "VersioningConfiguration": "s3:PutBucketVersioning", "LoggingConfiguration": "s3:PutBucketLogging",
    "PublicAccessBlockConfiguration": "s3:PutBucketPublicAccessBlock", "OwnershipControls": "s3:PutBucketOwnershipControls",
    "ObjectLockEnabled": "s3:PutBucketObjectLockConfiguration", "ObjectLockConfiguration": "s3:PutBucketObjectLockConfiguration",
    "NotificationConfiguration": "s3:PutBucketNotification", "CorsConfiguration": "s3:PutBucketCORS",
    "WebsiteConfiguration": "s3:PutBucketWebsite", "ReplicationConfiguration": "s3:PutReplicationConfiguration",
}
_ROLE_UPDATE = {"AssumeRolePolicyDocument": "iam:UpdateAssumeRolePolicy", "Description": "iam:UpdateRole", "MaxSessionDuration": "iam:UpdateRole",
                "PermissionsBoundary": "iam:PutRolePermissionsBoundary", "Policies": "iam:PutRolePolicy"}
_RULE = _regional("events", "rule/{bus}{name}")
_GLUE = _regional("glue", "catalog")

HANDLERS = {
    "AWS::AccessAnalyzer::Analyzer": Handler(_regional("access-analyzer", "analyzer/{name}"), "access-analyzer:CreateAnalyzer",
                                             "access-analyzer:DeleteAnalyzer", "access-analyzer:UpdateAnalyzer",
                                             {"ArchiveRules": "access-analyzer:UpdateArchiveRule"}, "access-analyzer:TagResource", "AnalyzerName"),
    "AWS::Athena::NamedQuery": Handler(_regional("athena", "workgroup/{WorkGroup}"), "athena:CreateNamedQuery", "athena:DeleteNamedQuery"),
    "AWS::Athena::WorkGroup": Handler(_regional("athena", "workgroup/{name}"), "athena:CreateWorkGroup", "athena:DeleteWorkGroup",
                                      "athena:UpdateWorkGroup", tags="athena:TagResource", named="Name"),
    "AWS::Chatbot::SlackChannelConfiguration": Handler("*", "chatbot:CreateSlackChannelConfiguration", "chatbot:DeleteSlackChannelConfiguration",
                                                       "chatbot:UpdateSlackChannelConfiguration", passes_to="chatbot"),
    "AWS::CloudTrail::Trail": Handler(
        _regional("cloudtrail", "trail/{name}"), "cloudtrail:CreateTrail", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail",
        {"IsLogging": "cloudtrail:StartLogging", "EventSelectors": "cloudtrail:PutEventSelectors",
         "AdvancedEventSelectors": "cloudtrail:PutEventSelectors", "InsightSelectors": "cloudtrail:PutInsightSelectors"},
        "cloudtrail:AddTags", "TrailName", "cloudtrail"),
    "AWS::CloudWatch::Alarm": Handler(_regional("cloudwatch", "alarm:{name}"), "cloudwatch:PutMetricAlarm", "cloudwatch:DeleteAlarms",
                                      "cloudwatch:PutMetricAlarm", tags="cloudwatch:TagResource", named="AlarmName"),
    "AWS::Config::AggregationAuthorization": Handler("*", "config:PutAggregationAuthorization", "config:DeleteAggregationAuthorization"),
    "AWS::Config::ConfigRule": Handler("*", "config:PutConfigRule", "config:DeleteConfigRule", "config:PutConfigRule"),
    "AWS::Config::ConfigurationAggregator": Handler("*", "config:PutConfigurationAggregator", "config:DeleteConfigurationAggregator",
                                                    "config:PutConfigurationAggregator", tags="config:TagResource", passes_to="config"),
    "AWS::Config::ConfigurationRecorder": Handler(
        "*", "config:PutConfigurationRecorder", "config:DeleteConfigurationRecorder", "config:PutConfigurationRecorder", passes_to="config"),
    "AWS::Config::DeliveryChannel": Handler("*", "config:PutDeliveryChannel config:StartConfigurationRecorder",
                                            "config:StopConfigurationRecorder config:DeleteDeliveryChannel", "config:PutDeliveryChannel"),
    "AWS::Config::RemediationConfiguration": Handler("*", "config:PutRemediationConfigurations", "config:DeleteRemediationConfiguration",
                                                     "config:PutRemediationConfigurations"),
    "AWS::DynamoDB::Table": Handler(_regional("dynamodb", "table/{name}"), "dynamodb:CreateTable", "dynamodb:DeleteTable", "dynamodb:UpdateTable",
                                    {"TimeToLiveSpecification": "dynamodb:UpdateTimeToLive"}, "dynamodb:TagResource", "TableName"),
    "AWS::EC2::SecurityGroup": Handler(
        _regional("ec2", "security-group/{name}"), "ec2:CreateSecurityGroup", "ec2:DeleteSecurityGroup", "",
        {"SecurityGroupIngress": "ec2:AuthorizeSecurityGroupIngress", "SecurityGroupEgress": "ec2:AuthorizeSecurityGroupEgress"}),
    "AWS::EC2::VPCEndpoint": Handler(_regional("ec2", "vpc-endpoint/{name}"), "ec2:CreateVpcEndpoint", "ec2:DeleteVpcEndpoints", "ec2:ModifyVpcEndpoint"),
    "AWS::Events::ApiDestination": Handler(_regional("events", "api-destination/{name}"), "events:CreateApiDestination", "events:DeleteApiDestination",
                                           "events:UpdateApiDestination", named="Name"),
    "AWS::Events::Archive": Handler(_regional("events", "archive/{name}"), "events:CreateArchive", "events:DeleteArchive", "events:UpdateArchive",
                                    named="ArchiveName"),
    "AWS::Events::Connection": Handler(_regional("events", "connection/{name}"), "events:CreateConnection", "events:DeleteConnection",
                                       "events:UpdateConnection", named="Name"),
    "AWS::Events::EventBus": Handler(_regional("events", "event-bus/{name}"), "events:CreateEventBus", "events:DeleteEventBus", "events:UpdateEventBus",
                                     tags="events:TagResource", named="Name"),
    "AWS::Events::EventBusPolicy": Handler("*", "events:PutPermission", "events:RemovePermission", "events:PutPermission"),
    "AWS::Events::Rule": Handler(_RULE, "events:PutRule", "events:RemoveTargets events:DeleteRule", "events:PutRule",
                                 {"Targets": "events:PutTargets"}, "events:TagResource", "Name", "events"),
    "AWS::Glue::Database": Handler(_GLUE, "glue:CreateDatabase", "glue:DeleteDatabase", "glue:UpdateDatabase"),
    "AWS::Glue::Table": Handler(_GLUE, "glue:CreateTable", "glue:DeleteTable", "glue:UpdateTable"),
    "AWS::GuardDuty::Detector": Handler(_regional("guardduty", "detector/{name}"), "guardduty:CreateDetector", "guardduty:DeleteDetector",
                                        "guardduty:UpdateDetector", tags="guardduty:TagResource"),
    "AWS::GuardDuty::Filter": Handler(_regional("guardduty", "detector/{DetectorId}/filter/{name}"), "guardduty:CreateFilter", "guardduty:DeleteFilter",
                                      "guardduty:UpdateFilter", named="Name"),
    "AWS::IAM::InstanceProfile": Handler("arn:aws:iam::{account}:instance-profile{path}{name}", "iam:CreateInstanceProfile iam:AddRoleToInstanceProfile",
                                         "iam:RemoveRoleFromInstanceProfile iam:DeleteInstanceProfile", named="InstanceProfileName"),
    "AWS::IAM::ManagedPolicy": Handler("arn:aws:iam::{account}:policy{path}{name}", "iam:CreatePolicy", "iam:DeletePolicy", "",
                                       {"PolicyDocument": "iam:CreatePolicyVersion"}, "iam:TagPolicy", "ManagedPolicyName"),
    "AWS::IAM::Policy": Handler("*", "", "iam:DeleteRolePolicy", "", {
        "Roles": "iam:PutRolePolicy", "Users": "iam:PutUserPolicy", "Groups": "iam:PutGroupPolicy", "PolicyDocument": "iam:PutRolePolicy"}),
    "AWS::IAM::Role": Handler("arn:aws:iam::{account}:role{path}{name}", "iam:CreateRole", "iam:DeleteRole", "", _ROLE_UPDATE, "iam:TagRole", "RoleName"),
    "AWS::IAM::RolePolicy": Handler("arn:aws:iam::{account}:role/{RoleName}", "iam:PutRolePolicy", "iam:DeleteRolePolicy", "iam:PutRolePolicy"),
    "AWS::IAM::ServiceLinkedRole": Handler("arn:aws:iam::{account}:role/aws-service-role/{AWSServiceName}/*", "iam:CreateServiceLinkedRole",
                                           "iam:DeleteServiceLinkedRole"),
    "AWS::ImageBuilder::Component": _image_builder("Component", "component", False),
    "AWS::ImageBuilder::DistributionConfiguration": _image_builder("DistributionConfiguration", "distribution-configuration"),
    "AWS::ImageBuilder::ImagePipeline": _image_builder("ImagePipeline", "image-pipeline"),
    "AWS::ImageBuilder::ImageRecipe": _image_builder("ImageRecipe", "image-recipe", False),
    "AWS::ImageBuilder::InfrastructureConfiguration": _image_builder("InfrastructureConfiguration", "infrastructure-configuration"),
    "AWS::ImageBuilder::LifecyclePolicy": _image_builder("LifecyclePolicy", "lifecycle-policy"),
    "AWS::KMS::Alias": Handler(_regional("kms", "{name}"), "kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias", named="AliasName"),
    "AWS::KMS::Key": Handler(_regional("kms", "key/{name}"), "kms:CreateKey", "kms:ScheduleKeyDeletion", "",
                             {"KeyPolicy": "kms:PutKeyPolicy", "Description": "kms:UpdateKeyDescription", "EnableKeyRotation": "kms:EnableKeyRotation"},
                             "kms:TagResource"),
    "AWS::KinesisFirehose::DeliveryStream": Handler(_regional("firehose", "deliverystream/{name}"), "firehose:CreateDeliveryStream",
                                                    "firehose:DeleteDeliveryStream", "firehose:UpdateDestination", tags="firehose:TagDeliveryStream",
                                                    named="DeliveryStreamName", passes_to="firehose"),
    "AWS::Lambda::EventInvokeConfig": Handler(_regional("lambda", "function:{FunctionName}"), "lambda:PutFunctionEventInvokeConfig",
                                              "lambda:DeleteFunctionEventInvokeConfig", "lambda:UpdateFunctionEventInvokeConfig"),
    "AWS::Lambda::Function": Handler(_regional("lambda", "function:{name}"), "lambda:CreateFunction", "lambda:DeleteFunction",
                                     "lambda:UpdateFunctionConfiguration", {"Code": "lambda:UpdateFunctionCode"}, "lambda:TagResource", "FunctionName",
                                     "lambda"),
    "AWS::Lambda::Permission": Handler(_regional("lambda", "function:{FunctionName}"), "lambda:AddPermission", "lambda:RemovePermission"),
    "AWS::Logs::AccountPolicy": Handler("*", "logs:PutAccountPolicy", "logs:DeleteAccountPolicy", "logs:PutAccountPolicy"),
    "AWS::Logs::LogGroup": Handler(_regional("logs", "log-group:{name}"), "logs:CreateLogGroup", "logs:DeleteLogGroup", "",
                                   {"RetentionInDays": "logs:PutRetentionPolicy", "KmsKeyId": "logs:AssociateKmsKey"}, "logs:TagResource", "LogGroupName"),
    "AWS::Logs::MetricFilter": Handler(_regional("logs", "log-group:{LogGroupName}"), "logs:PutMetricFilter", "logs:DeleteMetricFilter", "logs:PutMetricFilter"),
    "AWS::Logs::SubscriptionFilter": Handler(_regional("logs", "log-group:{LogGroupName}"), "logs:PutSubscriptionFilter",
                                             "logs:DeleteSubscriptionFilter", "logs:PutSubscriptionFilter", passes_to="logs"),
    "AWS::S3::Bucket": Handler("arn:aws:s3:::{name}", "s3:CreateBucket", "s3:DeleteBucket", "", _S3, "s3:PutBucketTagging", "BucketName"),
    "AWS::S3::BucketPolicy": Handler("arn:aws:s3:::{Bucket}", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy", "s3:PutBucketPolicy"),
    "AWS::SNS::Subscription": Handler("{TopicArn}", "sns:Subscribe", "sns:Unsubscribe", "sns:SetSubscriptionAttributes"),
    "AWS::SNS::Topic": Handler(_regional("sns", "{name}"), "sns:CreateTopic", "sns:DeleteTopic", "sns:SetTopicAttributes",
                               {"Subscription": "sns:Subscribe"}, "sns:TagResource", "TopicName"),
    "AWS::SNS::TopicPolicy": Handler("{Topics}", "sns:SetTopicAttributes", "sns:SetTopicAttributes", "sns:SetTopicAttributes"),
    "AWS::SQS::Queue": Handler(_regional("sqs", "{name}"), "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", tags="sqs:TagQueue",
                               named="QueueName"),
    "AWS::SQS::QueuePolicy": Handler("*", "sqs:SetQueueAttributes", "sqs:SetQueueAttributes", "sqs:SetQueueAttributes"),
    "AWS::SSM::Association": Handler("*", "ssm:CreateAssociation", "ssm:DeleteAssociation", "ssm:UpdateAssociation"),
    "AWS::SSM::Document": Handler(_regional("ssm", "document/{name}"), "ssm:CreateDocument", "ssm:DeleteDocument", "ssm:UpdateDocument",
                                  tags="ssm:AddTagsToResource", named="Name"),
    "AWS::SSM::MaintenanceWindow": Handler(_regional("ssm", "maintenancewindow/{name}"), "ssm:CreateMaintenanceWindow", "ssm:DeleteMaintenanceWindow",
                                           "ssm:UpdateMaintenanceWindow", tags="ssm:AddTagsToResource"),
    "AWS::SSM::MaintenanceWindowTarget": Handler(_regional("ssm", "maintenancewindow/{WindowId}"), "ssm:RegisterTargetWithMaintenanceWindow",
                                                 "ssm:DeregisterTargetFromMaintenanceWindow", "ssm:UpdateMaintenanceWindowTarget"),
    "AWS::SSM::MaintenanceWindowTask": Handler(_regional("ssm", "maintenancewindow/{WindowId}"), "ssm:RegisterTaskWithMaintenanceWindow",
                                               "ssm:DeregisterTaskFromMaintenanceWindow", "ssm:UpdateMaintenanceWindowTask"),
    "AWS::SSM::Parameter": Handler(_regional("ssm", "parameter/{name}"), "ssm:PutParameter", "ssm:DeleteParameter", "ssm:PutParameter",
                                   tags="ssm:AddTagsToResource", named="Name"),
    "AWS::SSM::PatchBaseline": Handler(_regional("ssm", "patchbaseline/{name}"), "ssm:CreatePatchBaseline", "ssm:DeletePatchBaseline", "ssm:UpdatePatchBaseline",
                                       {"PatchGroups": "ssm:RegisterPatchBaselineForPatchGroup", "DefaultBaseline": "ssm:RegisterDefaultPatchBaseline"},
                                       "ssm:AddTagsToResource"),
    "AWS::SSM::ResourceDataSync": Handler(_regional("ssm", "resource-data-sync/{SyncName}"), "ssm:CreateResourceDataSync", "ssm:DeleteResourceDataSync"),
    "AWS::Scheduler::Schedule": Handler(_regional("scheduler", "schedule/default/{name}"), "scheduler:CreateSchedule", "scheduler:DeleteSchedule",
                                        "scheduler:UpdateSchedule", named="Name", passes_to="scheduler"),
    "AWS::StepFunctions::StateMachine": Handler(_regional("states", "stateMachine:{name}"), "states:CreateStateMachine", "states:DeleteStateMachine",
                                                "states:UpdateStateMachine", tags="states:TagResource", named="StateMachineName", passes_to="states"),
}
