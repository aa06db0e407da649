"""The corrected templates of REFERENCE Appendix 1, deployed by stack set and read back through each service."""
import json

import pytest

from .conftest import AUDIT, LOG, REGION, TEMPLATES, Set


def deploy(aws, name, account, **values):
    stack_set = Set(aws, name, (TEMPLATES / f"{name}.yml").read_text(), Parameters=[
        {"ParameterKey": key, "ParameterValue": value} for key, value in values.items()])
    operation, results = stack_set.create([account])
    assert operation["Status"] == "SUCCEEDED", results
    return stack_set


@pytest.fixture(scope="module")
def logging_set(aws):
    return deploy(aws, "logging-resource", LOG, AWSLogsS3KeyPrefix="o-sandbox001", TransitionToGlacier="Yes")


def test_log_bucket(aws, logging_set):
    s3, bucket = aws.client("s3", LOG), f"aws-organizations-logs-{LOG}-{REGION}"
    rule = s3.get_bucket_lifecycle_configuration(Bucket=bucket)["Rules"][0]
    assert rule["Expiration"]["Days"] == 365 and rule["Transitions"][0] == {"Days": 90, "StorageClass": "GLACIER"}
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    assert all(s3.get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"].values())
    assert s3.get_bucket_ownership_controls(Bucket=bucket)["OwnershipControls"]["Rules"] == [{"ObjectOwnership": "BucketOwnerEnforced"}]
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"
    assert s3.get_bucket_logging(Bucket=bucket)["LoggingEnabled"]["TargetBucket"] == f"aws-organizations-s3-access-logs-{LOG}-{REGION}"
    encryption = s3.get_bucket_encryption(Bucket=bucket)["ServerSideEncryptionConfiguration"]["Rules"][0]
    assert encryption["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
    statements = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])["Statement"]
    assert [item["Sid"] for item in statements] == ["AllowSSLRequestsOnly", "AWSBucketPermissionsCheck", "AWSBucketDelivery"]


def test_log_bucket_drifts_when_its_policy_goes(aws, logging_set):
    bucket = f"aws-organizations-logs-{LOG}-{REGION}"
    operation, _ = logging_set.run("detect_stack_set_drift")
    assert logging_set.instances()[LOG]["DriftStatus"] == "IN_SYNC"
    aws.client("s3", LOG).put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    logging_set.run("detect_stack_set_drift")
    assert logging_set.instances()[LOG]["DriftStatus"] == "DRIFTED"


def test_log_buckets_survive_the_stack_set(aws, logging_set):
    logging_set.delete([LOG])
    names = [item["Name"] for item in aws.client("s3", LOG).list_buckets()["Buckets"]]
    assert f"aws-organizations-logs-{LOG}-{REGION}" in names


def test_topics(aws):
    deploy(aws, "security-topic", AUDIT, AllConfigurationEmail="all@example.com", SecurityNotificationEmail="security@example.com",
           OrgID="o-sandbox001", SubscribeToAllConfigurationTopic="true")
    sns = aws.client("sns", AUDIT)
    arn = f"arn:aws:sns:{REGION}:{AUDIT}:aws-organizations-AllConfigNotifications"
    statement = json.loads(sns.get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"])["Statement"][0]
    assert statement["Condition"] == {"StringEquals": {"aws:SourceOrgID": "o-sandbox001"}}
    subscriptions = {item["Endpoint"]: item["SubscriptionArn"] for item in sns.list_subscriptions()["Subscriptions"]}
    assert subscriptions["security@example.com"] == subscriptions["all@example.com"] == "PendingConfirmation"


def test_audit_roles_and_aggregator(aws):
    deploy(aws, "security-resource", AUDIT)
    iam = aws.client("iam", AUDIT)
    assert iam.list_attached_role_policies(RoleName="aws-organizations-AuditAdministratorRole")["AttachedPolicies"]
    assert iam.list_role_policies(RoleName="aws-organizations-AuditReadOnlyRole")["PolicyNames"]
    aggregator = aws.client("config", AUDIT).describe_configuration_aggregators()["ConfigurationAggregators"][0]
    assert aggregator["OrganizationAggregationSource"]["AllAwsRegions"] is True
