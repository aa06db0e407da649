import type { EC2, Filter } from '@aws-sdk/client-ec2';
import type { Json } from '../../../domain/json.ts';

/** Null: there is none, or somebody uses it. */
export async function readEmptyDefaultVpc(ec2: EC2): Promise<string | null> {
  const vpc = await findDefaultVpc(ec2);
  return vpc !== null && (await isEmpty(ec2, vpc)) ? vpc : null;
}

export async function makeDefaultVpc(ec2: EC2): Promise<void> {
  if ((await findDefaultVpc(ec2)) === null) await ec2.createDefaultVpc({});
}

/**
 * Asked again right before it goes: somebody may have begun to use it. AWS itself refuses to delete one in use.
 *
 * @param found the id of the one that was looked at: another one stays
 */
export async function removeDefaultVpc(ec2: EC2, found: Json | undefined): Promise<void> {
  const vpc = await readEmptyDefaultVpc(ec2);
  if (vpc !== null && vpc === found) await remove(ec2, vpc);
}

async function findDefaultVpc(ec2: EC2): Promise<string | null> {
  const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [{ Name: 'is-default', Values: ['true'] }] });
  return Vpcs[0]?.VpcId ?? null;
}

/**
 * Nothing in it but what AWS made with it: a subnet of each zone, the main route table, a gateway to the internet, the
 * default group and network ACL. Instances, load balancers, databases, functions and endpoints of interfaces all have a
 * network interface.
 */
async function isEmpty(ec2: EC2, vpc: string): Promise<boolean> {
  const here = filtersOf('vpc-id', vpc);
  const [interfaces, endpoints, nat, subnets, groups, tables, acls, peers, vpn] = await Promise.all([
    ec2.describeNetworkInterfaces(here),
    ec2.describeVpcEndpoints(here),
    ec2.describeNatGateways({ Filter: here.Filters }),
    ec2.describeSubnets(here),
    ec2.describeSecurityGroups(here),
    ec2.describeRouteTables(here),
    ec2.describeNetworkAcls(here),
    isPeered(ec2, vpc),
    ec2.describeVpnGateways(filtersOf('attachment.vpc-id', vpc)),
  ]);
  return (
    (interfaces.NetworkInterfaces ?? []).length === 0 &&
    (endpoints.VpcEndpoints ?? []).length === 0 &&
    (nat.NatGateways ?? []).every(({ State }) => State === 'deleted') &&
    (subnets.Subnets ?? []).every(({ DefaultForAz }) => DefaultForAz === true) &&
    (groups.SecurityGroups ?? []).every(({ GroupName }) => GroupName === 'default') &&
    (tables.RouteTables ?? []).length <= 1 &&
    (acls.NetworkAcls ?? []).every(({ IsDefault }) => IsDefault === true) &&
    (vpn.VpnGateways ?? []).length === 0 &&
    !peers
  );
}

async function isPeered(ec2: EC2, vpc: string): Promise<boolean> {
  const sides = await Promise.all(
    ['requester-vpc-info.vpc-id', 'accepter-vpc-info.vpc-id'].map((side) =>
      ec2.describeVpcPeeringConnections(filtersOf(side, vpc)),
    ),
  );
  const ended = new Set(['deleted', 'rejected', 'expired', 'failed']);
  return sides.some(({ VpcPeeringConnections = [] }) =>
    VpcPeeringConnections.some(({ Status }) => !ended.has(Status?.Code ?? '')),
  );
}

async function remove(ec2: EC2, vpc: string): Promise<void> {
  const { Subnets = [] } = await ec2.describeSubnets(filtersOf('vpc-id', vpc));
  for (const { SubnetId } of Subnets) await ec2.deleteSubnet({ SubnetId });
  const { InternetGateways = [] } = await ec2.describeInternetGateways(filtersOf('attachment.vpc-id', vpc));
  for (const { InternetGatewayId } of InternetGateways) {
    await ec2.detachInternetGateway({ InternetGatewayId, VpcId: vpc });
    await ec2.deleteInternetGateway({ InternetGatewayId });
  }
  await ec2.deleteVpc({ VpcId: vpc });
}

function filtersOf(Name: string, value: string): { Filters: Filter[] } {
  return { Filters: [{ Name, Values: [value] }] };
}
