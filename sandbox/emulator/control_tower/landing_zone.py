"""Sets a landing zone up through the emulator's own APIs, so that it is as real as what a person deploys."""
from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..backends import backend
from ..call import Call
from ..keys import PREFIX
from ..service_linked_roles import make
from . import names, templates

if TYPE_CHECKING:
    from ..organization.model import Node
    from ..world import World

PATIENCE = 120  # seconds for one operation of a stack set


@dataclass
class LandingZone:
    id: str
    region: str
    management: str
    log: str
    audit: str
    controls: list = field(default_factory=list)  # (identifier, unit)
    baselines: list = field(default_factory=list)  # (name, target)

    @property
    def arn(self) -> str:
        return f"arn:aws:controltower:{self.region}:{self.management}:landingzone/{self.id}"


def set_up(world: World, services: dict, region: str = "ap-northeast-1") -> LandingZone:
    """Accounts and units that are there keep their names; what a landing zone lacks is made."""
    return _SetUp(world, services, region).run()


class _SetUp:
    def __init__(self, world: World, services: dict, region: str):
        self._world, self._org, self._services, self._region = world, world.organization, services, region

    def run(self) -> LandingZone:
        org = self._org
        security = self._unit(names.SECURITY)
        self._unit(names.SANDBOX)
        log, audit = self._account(names.LOG_ARCHIVE, security), self._account(names.AUDIT, security)
        zone = LandingZone("1A2B3C4D5E6F7G8H", self._region, org.management_id, log, audit)
        for service in names.TRUSTED:
            org.services.setdefault(service, org.when)
        enrolled = [account.id for account in org.accounts.values() if account.state == "ACTIVE" and account.id != org.management_id]
        self._roles(enrolled)
        self._stack_set("AWSControlTowerExecutionRole", {"Resources": {"Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle"}}}, [])
        self._stack_set("AWSControlTowerLoggingResources", templates.logging_resources(org.id, log, self._region), [log])
        self._stack_set("AWSControlTowerSecurityResources", templates.security_resources(), [audit])
        self._stack_set("AWSControlTowerBP-BASELINE-SERVICE-LINKED-ROLES", templates.service_linked_roles(), enrolled)
        self._stack_set("AWSControlTowerBP-BASELINE-ROLES", templates.baseline_roles(audit), enrolled)
        self._stack_set("AWSControlTowerBP-BASELINE-SERVICE-ROLES", templates.service_roles(), enrolled)
        self._stack_set("AWSControlTowerBP-BASELINE-CONFIG", templates.baseline_config(org.id, log, audit, self._region), enrolled)
        self._stack_set("AWSControlTowerBP-BASELINE-CLOUDWATCH", templates.baseline_cloudwatch(audit), enrolled)
        self._trail_and_aggregator(zone)
        self._attach_controls(zone)
        zone.baselines = [("LogArchiveBaseline", log), ("AuditBaseline", audit)] + [("AWSControlTowerBaseline", unit) for unit in org.units]
        return zone

    # -- accounts and units
    def _unit(self, name: str) -> Node | None:
        found = next((child for child in self._org.root.children.values() if child.kind != "ACCOUNT" and child.name == name), None)
        return found or self._org.add_unit(name, self._org.root)

    def _account(self, known: tuple, unit: Any) -> str:
        for account in self._org.accounts.values():
            if account.name.lower() in [name.lower() for name in known] and account.state == "ACTIVE":
                return account.id
        return self._org.add_account(known[0], f"{known[0].lower().replace(' ', '-')}@example.com", parent=unit).id

    # -- roles
    def _roles(self, enrolled: list) -> None:
        management, org = self._org.management_id, self._org
        service = templates.trust(Service="cloudformation.amazonaws.com")
        self._role(management, names.STACK_SET_ROLE, service, "/service-role/", _allow("sts:AssumeRole", f"arn:aws:iam::*:role/{names.EXECUTION_ROLE}"))
        self._role(management, names.ADMIN_ROLE, templates.trust(Service=names.SERVICE), "/service-role/", _allow("ec2:DescribeAvailabilityZones", "*"))
        self._role(management, names.TRAIL_ROLE, templates.trust(Service="cloudtrail.amazonaws.com"), "/service-role/",
                   _allow(["logs:CreateLogStream", "logs:PutLogEvents"], f"arn:aws:logs:*:*:log-group:{names.TRAIL_LOGS}:*"))
        self._role(management, names.AGGREGATOR_ROLE, templates.trust(Service="config.amazonaws.com"), "/service-role/", _allow("organizations:List*", "*"))
        for account in enrolled:
            self._role(account, names.EXECUTION_ROLE, templates.trust(AWS=f"arn:aws:iam::{management}:root"), "/", _allow("*", "*"))
        try:
            make(org.management_id, "config.amazonaws.com", "")
        except Exception:
            pass  # it is there

    def _role(self, account: str, name: str, trusted: dict, path: str, allowed: dict) -> None:
        iam = backend("iam", account, "aws")
        if any(role.name == name for role in iam.roles.values()):
            return
        role = iam.create_role(name, json.dumps(trusted), path, None, "", [], "3600")
        role.put_policy(name, json.dumps(allowed))
        role.create_date = self._org.when.replace(tzinfo=None)

    # -- stack sets and stacks, as the calls of Control Tower
    def _call(self, service: str, operation: str, account: str, **params: Any) -> Any:
        identity = self._world.credentials.find(f"{PREFIX}{account}")
        assert identity is not None  # every account has a key
        return getattr(self._services[service], operation)(Call(service, operation, params, identity, self._region))

    def _stack_set(self, name: str, template: dict, accounts: list) -> None:
        management = self._org.management_id
        self._call("cloudformation", "create_stack_set", management, StackSetName=name, TemplateBody=json.dumps(template),
                   Capabilities=["CAPABILITY_NAMED_IAM"], ExecutionRoleName=names.EXECUTION_ROLE,
                   AdministrationRoleARN=f"arn:aws:iam::{management}:role/service-role/{names.STACK_SET_ROLE}")
        if not accounts:
            return
        operation = self._call("cloudformation", "create_stack_instances", management, StackSetName=name, Accounts=accounts, Regions=[self._region],
                               OperationPreferences={"MaxConcurrentPercentage": 100, "FailureToleranceCount": 0, "ConcurrencyMode": "SOFT_FAILURE_TOLERANCE"})
        self._wait(name, operation["OperationId"])

    def _wait(self, name: str, operation: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = self._call("cloudformation", "describe_stack_set_operation", self._org.management_id, StackSetName=name, OperationId=operation)
            status = found["StackSetOperation"]["Status"]
            if status not in ("RUNNING", "QUEUED"):
                break
            time.sleep(0.005)
        if status != "SUCCEEDED":
            results = self._call("cloudformation", "list_stack_set_operation_results", self._org.management_id, StackSetName=name, OperationId=operation)
            reasons = {one.get("StatusReason") for one in results["Summaries"]} - {None}
            raise RuntimeError(f"The landing zone's stack set {name} is {status}: {'; '.join(sorted(reasons))}")

    def _trail_and_aggregator(self, zone: LandingZone) -> None:
        template = templates.trail(self._org.id, zone.management, zone.log, self._region)
        self._call("cloudformation", "create_stack", zone.management, StackName="AWSControlTowerBP-BASELINE-CLOUDTRAIL-MASTER", TemplateBody=json.dumps(template))
        role = f"arn:aws:iam::{zone.management}:role/service-role/{names.AGGREGATOR_ROLE}"
        backend("config", zone.management, self._region).put_configuration_aggregator({
            "ConfigurationAggregatorName": names.AGGREGATOR,
            "OrganizationAggregationSource": {"RoleArn": role, "AllAwsRegions": True}})

    # -- controls
    def _attach_controls(self, zone: LandingZone) -> None:
        org = self._org
        if not org.is_policy_type_enabled("SERVICE_CONTROL_POLICY"):
            org.enable_policy_type("SERVICE_CONTROL_POLICY")
        units = [child for child in org.root.children.values() if child.kind != "ACCOUNT"]
        for suffix, statements in _guardrails().items():
            made = self._call("organizations", "create_policy", zone.management, Name=f"aws-guardrails-{suffix}", Type="SERVICE_CONTROL_POLICY",
                              Description="Service control policy of AWS Control Tower", Content=json.dumps({"Version": "2012-10-17", "Statement": statements}))
            for unit in units:
                self._call("organizations", "attach_policy", zone.management, PolicyId=made["Policy"]["PolicySummary"]["Id"], TargetId=unit.id)
        zone.controls = [(name, unit.id) for unit in units for name in names.CONTROLS]


def _allow(action: Any, resource: Any) -> dict:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}


def _guardrails() -> dict:
    """Its mandatory preventive controls: nobody but its execution role changes what is its own."""
    spared = {"ArnNotLike": {"aws:PrincipalARN": f"arn:*:iam::*:role/{names.EXECUTION_ROLE}"}}

    def deny(sid: str, actions: list, resources: list) -> dict:
        return {"Sid": sid, "Effect": "Deny", "Action": actions, "Resource": resources, "Condition": spared}

    return {"AbCdEf": [
        deny("GRCLOUDTRAILENABLED", ["cloudtrail:DeleteTrail", "cloudtrail:PutEventSelectors", "cloudtrail:StopLogging", "cloudtrail:UpdateTrail"],
             ["arn:*:cloudtrail:*:*:trail/aws-controltower-*"]),
        deny("GRCONFIGENABLED", ["config:DeleteConfigurationRecorder", "config:DeleteDeliveryChannel", "config:DeleteRetentionConfiguration",
                                 "config:PutConfigurationRecorder", "config:PutDeliveryChannel", "config:PutRetentionConfiguration",
                                 "config:StopConfigurationRecorder"], ["*"])],
        "GhIjKl": [
            deny("GRIAMROLEPOLICY", ["iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRole", "iam:DeleteRolePermissionsBoundary", "iam:DeleteRolePolicy",
                                     "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy",
                                     "iam:UpdateRole", "iam:UpdateRoleDescription"],
                 ["arn:*:iam::*:role/aws-controltower-*", "arn:*:iam::*:role/*AWSControlTower*"]),
            deny("GRSNSTOPICPOLICY", ["sns:AddPermission", "sns:CreateTopic", "sns:DeleteTopic", "sns:RemovePermission", "sns:SetTopicAttributes"],
                 ["arn:*:sns:*:*:aws-controltower-*"]),
            deny("GRLAMBDAFUNCTIONPOLICY", ["lambda:AddPermission", "lambda:CreateFunction", "lambda:DeleteFunction", "lambda:RemovePermission",
                                            "lambda:UpdateFunctionCode", "lambda:UpdateFunctionConfiguration"],
                 ["arn:*:lambda:*:*:function:aws-controltower-*"])]}
