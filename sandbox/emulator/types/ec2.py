"""EC2: VPC endpoints and security groups. moto's own models drop tags and rules, and let through what EC2 refuses."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import AwsError
from .registry import ResourceType, register
from .values import json_text, tag_map

if TYPE_CHECKING:
    from ..cloudformation.stack import Resource


@register("AWS::EC2::SecurityGroup")
class SecurityGroup(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, ec2 = resource.properties, resource.backend("ec2")
        vpc = properties.get("VpcId")
        name = resource.name("GroupName", 255)
        if ec2.get_security_group_by_name_or_id(name, vpc):
            raise AwsError("AlreadyExists", f"The security group '{name}' already exists for VPC '{vpc}'")
        group = ec2.create_security_group(name, properties["GroupDescription"], vpc, tag_map(resource.tags()))
        resource.physical_id = group.id
        resource.attributes = {"GroupId": group.id, "Id": group.id, "VpcId": group.vpc_id}
        self._authorize(resource)

    def update(self, resource: Resource, before: dict) -> None:
        group = self._live(resource)
        group.ingress_rules.clear()
        self._authorize(resource)
        group.add_tags(tag_map(resource.tags()))

    def _authorize(self, resource: Resource) -> None:
        ec2 = resource.backend("ec2")
        for rule in resource.properties.get("SecurityGroupIngress", []):
            source = rule.get("SourceSecurityGroupId")
            ec2.authorize_security_group_ingress(
                resource.physical_id, rule["IpProtocol"], rule.get("FromPort"), rule.get("ToPort"),
                [{"CidrIp": rule["CidrIp"]}] if "CidrIp" in rule else [],
                source_groups=[{"GroupId": source}] if source else [])

    def _live(self, resource: Resource) -> Any:
        return resource.backend("ec2").get_security_group_from_id(resource.physical_id)

    def delete(self, resource: Resource) -> None:
        ec2 = resource.backend("ec2")
        if any(resource.physical_id in endpoint.security_group_ids for endpoint in ec2.vpc_end_points.values()):
            raise AwsError("DependencyViolation", f"resource {resource.physical_id} has a dependent object")
        if self._live(resource) is not None:
            ec2.delete_security_group(group_id=resource.physical_id)

    def read(self, resource: Resource) -> Any:
        group = self._live(resource)
        if group is None:
            return None
        rules = [
            {"IpProtocol": rule.ip_protocol, "FromPort": rule.from_port, "ToPort": rule.to_port, "CidrIp": rule.ip_range["CidrIp"]}
            for rule in group.ingress_rules if rule.ip_range.get("CidrIp")]
        return {"GroupName": group.name, "GroupDescription": group.description, "VpcId": group.vpc_id, "SecurityGroupIngress": rules}


@register("AWS::EC2::VPCEndpoint")
class VpcEndpoint(ResourceType):
    def create(self, resource: Resource) -> None:
        properties, ec2 = resource.properties, resource.backend("ec2")
        self._check(properties, ec2)
        policy = properties.get("PolicyDocument")
        endpoint = ec2.create_vpc_endpoint(
            properties["VpcId"], properties["ServiceName"], properties.get("VpcEndpointType", "Gateway"),
            json_text(policy) if policy else None, list(properties.get("RouteTableIds", [])),
            subnet_ids=list(properties.get("SubnetIds", [])), security_group_ids=list(properties.get("SecurityGroupIds", [])),
            tags=tag_map(resource.tags()), private_dns_enabled=properties.get("PrivateDnsEnabled", False))
        resource.physical_id = endpoint.id
        resource.attributes = {"Id": endpoint.id}

    def _check(self, properties: dict, ec2: Any) -> None:
        vpc = ec2.get_vpc(properties["VpcId"])
        for table in properties.get("RouteTableIds", []):
            ec2.get_route_table(table)
        zones = [ec2.get_subnet(subnet).availability_zone for subnet in properties.get("SubnetIds", [])]
        if len(zones) != len(set(zones)):
            raise AwsError("DuplicateSubnetsInSameZone", "Found another VPC endpoint subnet in the availability zone of one of the subnets")
        if properties.get("PrivateDnsEnabled"):
            self._check_private_dns(properties, vpc, ec2)

    def _check_private_dns(self, properties: dict, vpc: Any, ec2: Any) -> None:
        if not (_is_on(vpc.enable_dns_support) and _is_on(vpc.enable_dns_hostnames)):
            raise AwsError("InvalidParameter", "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC "
                           f"attributes set to true for {vpc.id}")
        service = properties["ServiceName"]
        if any(other.vpc_id == vpc.id and other.service_name == service and other.private_dns_enabled
               for other in ec2.vpc_end_points.values()):
            raise AwsError("InvalidParameter", "private-dns-enabled cannot be set because there is already a conflicting DNS domain "
                           f"for {service.split('.')[-1]} in the VPC {vpc.id}")

    def update(self, resource: Resource, before: dict) -> None:
        properties, endpoint = resource.properties, self._live(resource)
        endpoint.policy_document = json_text(properties["PolicyDocument"])
        endpoint.subnet_ids = list(properties.get("SubnetIds", []))
        endpoint.security_group_ids = list(properties.get("SecurityGroupIds", []))
        endpoint.route_table_ids = list(properties.get("RouteTableIds", []))
        endpoint.private_dns_enabled = properties.get("PrivateDnsEnabled", False)
        endpoint.add_tags(tag_map(resource.tags()))

    def _live(self, resource: Resource) -> Any:
        return resource.backend("ec2").vpc_end_points.get(resource.physical_id)

    def delete(self, resource: Resource) -> None:
        """moto keeps them, as deleted; EC2 lists them for a moment only."""
        ec2, endpoint = resource.backend("ec2"), self._live(resource)
        if endpoint is None:
            return
        if endpoint.vpc_endpoint_type == "Interface" or endpoint.destination_prefix_list_id:
            ec2.delete_vpc_endpoints([resource.physical_id])
        ec2.vpc_end_points.pop(resource.physical_id)

    def read(self, resource: Resource) -> Any:
        endpoint = self._live(resource)
        if endpoint is None:
            return None
        return {"VpcId": endpoint.vpc_id, "ServiceName": endpoint.service_name, "VpcEndpointType": endpoint.vpc_endpoint_type}


def _is_on(attribute: Any) -> bool:
    """moto keeps what ModifyVpcAttribute was sent: a text."""
    return str(attribute).lower() == "true"
