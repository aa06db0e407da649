// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../../blueprints/cdk.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../../../blueprints/common.ts';
import { ours } from '../../../blueprints/ours.ts';
import type { Config } from '../../../config/schema.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';
import { OUR_ORGANIZATION_ONLY, storagePolicy } from './policies.ts';

/**
 * One template says it of all VPCs, and conditions choose: a stack set has one template, and an account and region may
 * have several VPCs. Other values for single stacks would have to be read from each of them at every plan.
 */
export const sessionEndpoints: Blueprint = {
  id: 'session-endpoints',
  title: note`VPC endpoints through which instances without the internet reach Systems Manager, in the VPCs named for it`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-SessionEndpoints',
  destination: 'session-vpcs',
  regions: 'session-vpcs',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  isEnabled: ({ sessions }) => sessions.enabled && sessions.endpoints.length > 0,
  template: makeEndpointsTemplate,
  parameters: ({ config, organizationId, sessionVpcs }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    OrganizationId: organizationId,
    ...Object.fromEntries(sessionVpcs.map(({ vpcId, account }) => [accountParameter(vpcId), account])),
  }),
};

type SessionVpc = Config['sessions']['endpoints'][number];

function makeEndpointsTemplate(config: Config): Template {
  const template = makeTemplate('Ways for instances to AWS Systems Manager that need no internet.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'OrganizationId', { type: 'String' });
    for (const vpc of config.sessions.endpoints) addVpc(scope, cdk, vpc, config);
  });
  // CDK leaves the section out when no VPC is named.
  return { ...template, Resources: template.Resources ?? {} };
}

function addVpc(scope: Scope, cdk: typeof Cdk, vpc: SessionVpc, config: Config): void {
  const { homeRegion, sessions } = config;
  const region = vpc.region ?? homeRegion;
  const id = idOf(vpc.vpcId);
  addAccountParameter(scope, cdk, accountParameter(vpc.vpcId), `Account of ${vpc.vpcId}`);
  const isHere = new cdk.CfnCondition(scope, `Is${id}`, {
    expression: cdk.Fn.conditionAnd(
      cdk.Fn.conditionEquals(cdk.Aws.ACCOUNT_ID, cdk.Fn.ref(accountParameter(vpc.vpcId))),
      cdk.Fn.conditionEquals(cdk.Aws.REGION, region),
    ),
  });
  const group = addSecurityGroup(scope, cdk, vpc);
  const interfaces = ['ssm', 'ssmmessages', 'logs', ...(sessions.kmsKey ? ['kms'] : [])].map(
    (service) =>
      new cdk.aws_ec2.CfnVPCEndpoint(scope, `${id}${service}`, {
        vpcEndpointType: 'Interface',
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcId: vpc.vpcId,
        subnetIds: [...new Set(vpc.subnetIds)],
        securityGroupIds: [group.attrGroupId],
        // Agents and tools know no other names of the services.
        privateDnsEnabled: true,
        policyDocument: OUR_ORGANIZATION_ONLY,
      }),
  );
  const gateways = vpc.routeTableIds.length > 0 ? [addGateway(scope, cdk, vpc, region)] : [];
  for (const resource of [group, ...interfaces, ...gateways]) resource.cfnOptions.condition = isHere;
}

function addSecurityGroup(scope: Scope, cdk: typeof Cdk, { vpcId, cidrs }: SessionVpc) {
  return new cdk.aws_ec2.CfnSecurityGroup(scope, `${idOf(vpcId)}Group`, {
    groupName: cdk.Fn.sub(ours('session-endpoints')),
    groupDescription: 'Endpoints of sessions',
    vpcId,
    securityGroupIngress: [...new Set(cidrs)].map((cidrIp) => ({
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      cidrIp,
    })),
  });
}

function addGateway(scope: Scope, cdk: typeof Cdk, { vpcId, routeTableIds }: SessionVpc, region: string) {
  return new cdk.aws_ec2.CfnVPCEndpoint(scope, `${idOf(vpcId)}s3`, {
    vpcEndpointType: 'Gateway',
    serviceName: `com.amazonaws.${region}.s3`,
    vpcId,
    routeTableIds: [...new Set(routeTableIds)],
    policyDocument: storagePolicy(region),
  });
}

/** The id itself, so that the order of the VPCs in the file says nothing: a VPC keeps its endpoints. */
function idOf(vpcId: string): string {
  return `Vpc${vpcId.slice('vpc-'.length)}`;
}

function accountParameter(vpcId: string): string {
  return `${idOf(vpcId)}Account`;
}
