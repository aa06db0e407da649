"""VPC endpoints and security groups, read back through EC2's own API.

docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""
import json

import pytest

from .conftest import DEV
from .test_log_types import deploy, reason, update


@pytest.fixture
def network(aws):
    ec2 = aws.client("ec2", DEV)
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    ec2.modify_vpc_attribute(VpcId=vpc, EnableDnsHostnames={"Value": True})
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.1.0/24", AvailabilityZone="ap-northeast-1a")["Subnet"]["SubnetId"]
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    yield {"ec2": ec2, "vpc": vpc, "subnet": subnet, "table": table}
    # a Region has room for five networks
    endpoints = [one["VpcEndpointId"] for one in ec2.describe_vpc_endpoints()["VpcEndpoints"] if one["VpcId"] == vpc]
    if endpoints:
        ec2.delete_vpc_endpoints(VpcEndpointIds=endpoints)
    for one in ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"]:
        ec2.delete_subnet(SubnetId=one["SubnetId"])
    ec2.delete_route_table(RouteTableId=table)
    for one in ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]:
        if one["GroupName"] != "default":
            ec2.delete_security_group(GroupId=one["GroupId"])
    ec2.delete_vpc(VpcId=vpc)


def endpoint(network, service="ssm", **more):
    return {"Type": "AWS::EC2::VPCEndpoint", "Properties": {
        "VpcId": network["vpc"], "ServiceName": f"com.amazonaws.ap-northeast-1.{service}", "VpcEndpointType": "Interface",
        "SubnetIds": [network["subnet"]], "PrivateDnsEnabled": True, **more}}


def group(network, cidr="10.0.0.0/16"):
    return {"Type": "AWS::EC2::SecurityGroup", "Properties": {
        "GroupName": "endpoints", "GroupDescription": "any", "VpcId": network["vpc"],
        "SecurityGroupIngress": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": cidr}]}}


def gateway(network):
    return {"Type": "AWS::EC2::VPCEndpoint", "Properties": {
        "VpcId": network["vpc"], "ServiceName": "com.amazonaws.ap-northeast-1.s3", "VpcEndpointType": "Gateway",
        "RouteTableIds": [network["table"]]}}


def listed(network):
    filters = [{"Name": "vpc-id", "Values": [network["vpc"]]}]
    return network["ec2"].describe_vpc_endpoints(Filters=filters)["VpcEndpoints"]


def groups(network):
    filters = [{"Name": "vpc-id", "Values": [network["vpc"]]}, {"Name": "group-name", "Values": ["endpoints"]}]
    return network["ec2"].describe_security_groups(Filters=filters)["SecurityGroups"]


def test_endpoints_and_their_group_are_made_changed_and_deleted(aws, network):
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
    guarded = endpoint(network, SecurityGroupIds=[{"Fn::GetAtt": ["Group", "GroupId"]}], PolicyDocument=policy)
    resources = {"Group": group(network), "Agent": guarded, "Storage": gateway(network)}
    stack, made = deploy(aws, DEV, resources)
    assert made["StackStatus"] == "CREATE_COMPLETE"
    interface, = [one for one in listed(network) if one["VpcEndpointType"] == "Interface"]
    only, = groups(network)
    assert interface["Groups"][0]["GroupId"] == only["GroupId"] and interface["SubnetIds"] == [network["subnet"]]
    assert interface["PrivateDnsEnabled"] and json.loads(interface["PolicyDocument"]) == policy
    storage, = [one for one in listed(network) if one["VpcEndpointType"] == "Gateway"]
    assert storage["RouteTableIds"] == [network["table"]]
    permissions = only["IpPermissions"]
    assert [(one["FromPort"], one["IpRanges"][0]["CidrIp"]) for one in permissions] == [(443, "10.0.0.0/16")]
    assert update(aws, DEV, stack, {**resources, "Group": group(network, "10.9.0.0/16")}) == "UPDATE_COMPLETE"
    assert groups(network)[0]["IpPermissions"][0]["IpRanges"] == [{"CidrIp": "10.9.0.0/16"}]
    aws.client("cloudformation", DEV).delete_stack(StackName=stack)
    assert listed(network) == [] and groups(network) == []


@pytest.mark.parametrize("spoil, why", [
    (lambda net: net["ec2"].modify_vpc_attribute(VpcId=net["vpc"], EnableDnsHostnames={"Value": False}), "enableDnsHostnames"),
    (lambda net: net.update(subnet="subnet-0123456789abcdef0"), "does not exist"),
    (lambda net: net["ec2"].create_vpc_endpoint(
        VpcId=net["vpc"], ServiceName="com.amazonaws.ap-northeast-1.ssm", VpcEndpointType="Interface", PrivateDnsEnabled=True),
     "already a conflicting DNS domain"),
])
def test_what_ec2_refuses_is_refused(aws, network, spoil, why):
    spoil(network)
    stack, made = deploy(aws, DEV, {"Agent": endpoint(network)})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert why in reason(aws, DEV, stack)


def test_two_subnets_of_one_zone_are_refused(aws, network):
    other = network["ec2"].create_subnet(VpcId=network["vpc"], CidrBlock="10.0.2.0/24", AvailabilityZone="ap-northeast-1a")
    subnets = [network["subnet"], other["Subnet"]["SubnetId"]]
    stack, made = deploy(aws, DEV, {"Agent": endpoint(network, SubnetIds=subnets)})
    assert made["StackStatus"] == "ROLLBACK_COMPLETE"
    assert "availability zone" in reason(aws, DEV, stack)
