import { describe, expect, it } from 'vitest';
import { deploy, policyOf } from '../../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  aContext,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  LOG,
  MEMBER,
  ORGANIZATION,
} from '../../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../../test/support/simulate.ts';
import { sessionEndpoints } from './blueprint.ts';
import { MOST_VPCS } from './section.ts';

const VPC = {
  account: MEMBER,
  vpcId: 'vpc-0123456789abcdef0',
  cidrs: ['10.0.0.0/16', '10.8.0.0/24'],
  subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'],
};
const SECOND = { ...VPC, vpcId: 'vpc-0123456789abcdef1', cidrs: ['10.1.0.0/16'] };
const ROUTES = { routeTableIds: ['rtb-0123456789abcdef0'] };

function sessionsWith(endpoints: readonly object[], more: object = {}) {
  return { governedRegions: [HOME_REGION, 'us-east-1'], sessions: { enabled: true, endpoints, ...more } };
}

function endpointsOf({ resources }: ReturnType<typeof deployBlueprint>): readonly string[] {
  return Object.values(resources)
    .filter(({ ServiceName: service }) => service !== undefined)
    .map(({ ServiceName, VpcEndpointType, VpcId }) => `${VpcId} ${VpcEndpointType} ${ServiceName}`);
}

describe('a VPC that is named', () => {
  const deployed = deployBlueprint(sessionEndpoints, sessionsWith([VPC]));

  it('gets an endpoint for the agent, for sessions and for their log, under the names that everybody uses', () => {
    expect(endpointsOf(deployed)).toEqual(
      ['ssm', 'ssmmessages', 'logs'].map((service) => `${VPC.vpcId} Interface com.amazonaws.${HOME_REGION}.${service}`),
    );
    expect(deployed.resources.Vpc0123456789abcdef0ssm).toMatchObject({
      PrivateDnsEnabled: true,
      SubnetIds: VPC.subnetIds,
    });
  });

  it('lets in what comes from its ranges, and by TLS alone', () => {
    expect(deployed.resources.Vpc0123456789abcdef0Group).toMatchObject({
      GroupName: 'aws-organizations-session-endpoints',
      VpcId: VPC.vpcId,
      SecurityGroupIngress: VPC.cidrs.map((CidrIp) => ({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp })),
    });
  });

  it('gets one for the key when sessions have one, and a way to S3 when its route tables are named', () => {
    const more = deployBlueprint(sessionEndpoints, sessionsWith([{ ...VPC, ...ROUTES }], { kmsKey: true }));
    expect(endpointsOf(more)).toContain(`${VPC.vpcId} Interface com.amazonaws.${HOME_REGION}.kms`);
    expect(endpointsOf(more)).toContain(`${VPC.vpcId} Gateway com.amazonaws.${HOME_REGION}.s3`);
    expect(more.resources.Vpc0123456789abcdef0s3).toMatchObject({ RouteTableIds: ROUTES.routeTableIds });
  });

  it.each([
    ['another account', { accountId: AUDIT, region: HOME_REGION }],
    ['another region', { accountId: MEMBER, region: 'us-east-1' }],
  ])('gets nothing in %s', (_name, place) => {
    const context = aContext(sessionsWith([VPC]));
    const template = sessionEndpoints.template(context.config);
    const parameters = sessionEndpoints.parameters(context);
    expect(deploy(template, { ...place, parameters }).resources).toEqual({});
  });
});

it('several VPCs of one account and region each get their own', () => {
  const deployed = deployBlueprint(sessionEndpoints, sessionsWith([VPC, { ...SECOND, ...ROUTES }]));
  expect(endpointsOf(deployed)).toHaveLength(7);
  expect(deployed.resources.Vpc0123456789abcdef1Group).toMatchObject({
    VpcId: SECOND.vpcId,
    SecurityGroupIngress: [{ CidrIp: '10.1.0.0/16' }],
  });
});

it('a VPC keeps its endpoints wherever it stands in the file', () => {
  const namesOf = (vpcs: readonly object[]) =>
    Object.keys(deployBlueprint(sessionEndpoints, sessionsWith(vpcs)).resources).sort();
  expect(namesOf([SECOND, VPC])).toEqual(namesOf([VPC, SECOND]));
});

it('is there when sessions are on and a VPC is named', () => {
  const isOn = (changes: object) => sessionEndpoints.isEnabled(aConfig({ ...changes }));
  expect(isOn(sessionsWith([VPC]))).toBe(true);
  expect(isOn(sessionsWith([]))).toBe(false);
  expect(isOn(sessionsWith([VPC], { enabled: false }))).toBe(false);
});

it('as many VPCs as there may be, each as large as it may be, fit into one template', () => {
  const list = (kind: string, length: number) =>
    Array.from({ length }, (_, index) => `${kind}-0123456789abcde${String(index).padStart(2, '0')}`);
  const vpcs = list('vpc', MOST_VPCS).map((vpcId) => ({
    account: MEMBER,
    region: 'ap-southeast-1',
    vpcId,
    cidrs: Array.from({ length: 10 }, (_, index) => `100.100.${100 + index}.0/24`),
    subnetIds: list('subnet', 6),
    routeTableIds: list('rtb', 10),
  }));
  const config = aConfig({ ...sessionsWith(vpcs, { kmsKey: true }), governedRegions: ['ap-southeast-1'] });
  expect(JSON.stringify(sessionEndpoints.template(config)).length).toBeLessThan(51_200);
});

describe('what goes through', () => {
  const deployed = deployBlueprint(sessionEndpoints, sessionsWith([{ ...VPC, ...ROUTES }], { kmsKey: true }));
  const through = (service: string) => policyOf(deployed, `Vpc0123456789abcdef0${service}`);
  const role = (account: string) => `arn:aws:sts::${account}:assumed-role/Instance/i-0123456789abcdef0`;
  const ours = { 'aws:PrincipalOrgID': ORGANIZATION };
  const theirs = { 'aws:PrincipalOrgID': FOREIGN_ORGANIZATION };
  // Through an endpoint goes what its policy allows; whether the principal may, his own policies say.
  const anything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  // A key hands over to IAM by its own policy only.
  const keyPolicy = (account: string) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
    ],
  });

  it.each([
    ['ssm', 'ssm:UpdateInstanceInformation', `arn:aws:ec2:${HOME_REGION}:ACCOUNT:instance/i-0123456789abcdef0`],
    ['ssmmessages', 'ssmmessages:OpenDataChannel', '*'],
    ['logs', 'logs:PutLogEvents', `arn:aws:logs:${HOME_REGION}:ACCOUNT:log-group:any:log-stream:any`],
    ['kms', 'kms:Decrypt', `arn:aws:kms:${HOME_REGION}:ACCOUNT:key/12345678-1234-1234-1234-123456789012`],
  ])('%s: of our organization, and of nobody else', async (service, action, pattern) => {
    const ask = (account: string, context: Readonly<Record<string, string>>) => ({
      principal: role(account),
      action,
      resource: pattern.replace('ACCOUNT', account),
      owner: account,
      context,
    });
    expect(await passes(ask(MEMBER, ours), through(service))).toBe('allowed');
    expect(await passes(ask(FOREIGN, theirs), through(service))).not.toBe('allowed');
  });

  /** The policy of an endpoint decides beside those of the principal, which allow everything here. */
  async function passes(request: Parameters<typeof decide>[0], policy: object) {
    const statements = (policy as { Statement: readonly Record<string, unknown>[] }).Statement;
    const identity = { Version: '2012-10-17', Statement: statements.map(({ Principal: _everybody, ...rest }) => rest) };
    const resource = request.action.startsWith('kms:') ? { resource: keyPolicy(request.owner) } : {};
    expect(await decide(request, { identity: [anything], ...resource })).toBe('allowed');
    return decide(request, { identity: [identity], ...resource });
  }

  const archive = `arn:aws:s3:::aws-organizations-logs-${LOG}-${HOME_REGION}/any`;
  it.each([
    [
      'our principals write to our buckets',
      's3:PutObject',
      archive,
      { ...ours, 'aws:ResourceOrgID': ORGANIZATION },
      true,
    ],
    [
      'to no bucket of somebody else',
      's3:PutObject',
      'arn:aws:s3:::theirs/any',
      { ...ours, 'aws:ResourceOrgID': FOREIGN_ORGANIZATION },
      false,
    ],
    ['nobody else writes to ours', 's3:PutObject', archive, { ...theirs, 'aws:ResourceOrgID': ORGANIZATION }, false],
    [
      'packages of Amazon Linux are read',
      's3:GetObject',
      `arn:aws:s3:::al2023-repos-${HOME_REGION}-de612dc2/a`,
      {},
      true,
    ],
    ['and not written', 's3:PutObject', `arn:aws:s3:::al2023-repos-${HOME_REGION}-de612dc2/a`, {}, false],
    ['what the agent installs is read', 's3:GetObject', `arn:aws:s3:::amazon-ssm-${HOME_REGION}/a`, {}, true],
    [
      'snapshots of patch baselines, too',
      's3:GetObject',
      `arn:aws:s3:::patch-baseline-snapshot-${HOME_REGION}/a`,
      {},
      true,
    ],
    ['what anybody offers is not', 's3:GetObject', 'arn:aws:s3:::theirs/any', {}, false],
  ])('s3: %s', async (_name, action, resource, context, isAllowed) => {
    const verdict = await passes({ principal: role(MEMBER), action, resource, owner: MEMBER, context }, through('s3'));
    expect(verdict === 'allowed').toBe(isAllowed);
  });
});
