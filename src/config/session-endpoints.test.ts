import { describe, expect, it } from 'vitest';
import type { Account, AccountState } from '../domain/account.ts';
import { formatFinding } from '../domain/finding.ts';
import type { AccountId, RootId, UnitId } from '../domain/ids.ts';
import { parseConfig } from './load.ts';
import { resolveReferences } from './resolve.ts';

const ROOT = 'r-abcd' as RootId;
const SANDBOX = 'ou-abcd-sandboxes' as UnitId;
const VPC = 'vpcId: vpc-0123456789abcdef0, cidrs: [10.0.0.0/16], subnetIds: [subnet-0123456789abcdef0]';

function account(id: string, name: string, state: AccountState = 'ACTIVE', path: Account['path'] = [ROOT]): Account {
  return { id: id.repeat(12) as AccountId, name, state, joined: 'CREATED', path };
}

function parse(endpoints: string, more = '') {
  const head = 'version: 1\nnotifications: {securityEmail: a@example.com}\naccounts: {audit: audit, log: log}\n';
  return parseConfig(`${head}sessions: {enabled: true, endpoints: [${endpoints}]}\n${more}`, 'm');
}

function resolve(endpoints: string, more = '') {
  const { config, locate, findings } = parse(endpoints, more);
  expect(findings).toEqual([]);
  if (!config) throw new Error('the test needs a valid configuration');
  const accounts = [
    account('1', 'master'),
    account('2', 'audit'),
    account('3', 'log'),
    account('4', 'dev', 'ACTIVE', [ROOT, SANDBOX]),
    account('7', 'old-poc', 'SUSPENDED'),
  ];
  const units = [{ id: SANDBOX, name: 'Sandboxes', parent: ROOT, path: 'Sandboxes' }] as const;
  const organization = { rootId: ROOT, managementAccountId: '111111111111' as AccountId, units, accounts };
  const { resolved, findings: all } = resolveReferences(config, organization, locate, '2026-06-15');
  const found = all.filter(({ code }) => code !== 'account-name');
  return {
    vpcs: resolved?.sessionVpcs,
    found: found.map((finding) => formatFinding(finding).replace(/^m:[\d:]+ /, '')),
  };
}

const told = (endpoints: string, more = '') =>
  parse(endpoints, more).findings.map((finding) => formatFinding(finding).replace(/^m:[\d:]+ /, ''));

describe('a VPC whose instances need no internet', () => {
  it('is one of an account, in the home region unless it says another', () => {
    expect(resolve(`{account: dev, ${VPC}}`)).toEqual({
      vpcs: [{ vpcId: 'vpc-0123456789abcdef0', account: '444444444444', region: 'ap-northeast-1' }],
      found: [],
    });
    const abroad = resolve(
      `{account: "444444444444", region: us-east-1, ${VPC}}`,
      'governedRegions: [ap-northeast-1, us-east-1]',
    );
    expect(abroad).toMatchObject({ vpcs: [{ account: '444444444444', region: 'us-east-1' }], found: [] });
  });

  it.each([
    [
      'the id of something else',
      VPC.replace('vpc-', 'subnet-'),
      'must be the id of a VPC, such as vpc-0123456789abcdef0',
    ],
    ['a subnet that is none', VPC.replace('[subnet-', '[sub-'), 'must be the id of a subnet'],
    ['an address for a range', VPC.replace('10.0.0.0/16', '10.0.0.1'), 'must be a range of IPv4 addresses'],
    ['a range that begins within', VPC.replace('10.0.0.0/16', '10.0.1.0/16'), 'that begins at its first address'],
    ['the whole internet', VPC.replace('10.0.0.0/16', '0.0.0.0/0'), '/8 to /32'],
    ['a byte too large', VPC.replace('10.0.0.0/16', '10.256.0.0/16'), 'must be a range of IPv4 addresses'],
    ['no range', VPC.replace('10.0.0.0/16', ''), 'cidrs'],
    ['a route table that is none', `${VPC}, routeTableIds: [main]`, 'must be the id of a route table'],
  ])('is not %s', (_name, vpc, message) => {
    expect(told(`{account: dev, ${vpc}}`)).toEqual([expect.stringContaining(message)]);
  });

  it.each(['10.0.0.0/8', '192.168.12.16/28', '10.0.0.7/32'])('may be reached from %s', (range) => {
    expect(told(`{account: dev, ${VPC.replace('10.0.0.0/16', range)}}`)).toEqual([]);
  });

  it('has its endpoints once, and in a region that is governed', () => {
    expect(told(`{account: dev, ${VPC}}, {account: log, ${VPC}}`)).toEqual([
      'error duplicate-vpc: vpc-0123456789abcdef0 has endpoints by an entry above already. Put its subnets and ranges into one entry.',
    ]);
    expect(told(`{account: dev, region: us-east-1, ${VPC}}`)).toEqual([
      'error region-not-governed: "us-east-1" is no governed region: there are no sessions in it. Add it to governedRegions, or leave the VPC out.',
    ]);
    expect(told(`{account: dev, ${VPC}}, {account: dev, ${VPC.replace('def0', 'def1')}}`)).toEqual([]);
  });
});

describe('its account', () => {
  it.each([
    ['dve', '"dve" is no account of the organization. Did you mean "dev"?'],
    ['master', '"master" is the management account: it cannot be the account of a VPC.'],
  ])('is not %s', (name, message) => {
    expect(resolve(`{account: ${name}, ${VPC}}`).found).toEqual([expect.stringContaining(message)]);
  });

  it('may be suspended: that is said, and nothing else waits for it', () => {
    expect(resolve(`{account: old-poc, ${VPC}}`)).toMatchObject({
      vpcs: [{ account: '777777777777' }],
      found: ['info suspended-account: "old-poc" is suspended: it is left alone anyway.'],
    });
  });

  it('is not excluded at the same time', () => {
    const message = '"dev" in this unit is the account of a VPC: it cannot be excluded.';
    expect(resolve(`{account: dev, ${VPC}}`, 'exclude: {units: [Sandboxes]}').found).toEqual([
      expect.stringContaining(message),
    ]);
  });

  it('is nobody while sessions are off', () => {
    const { config, locate } = parseConfig(
      `version: 1\nnotifications: {securityEmail: a@example.com}\naccounts: {audit: audit, log: log}\nsessions: {endpoints: [{account: gone, ${VPC}}]}\n`,
      'm',
    );
    if (!config) throw new Error('the test needs a valid configuration');
    const accounts = [account('1', 'master'), account('2', 'audit'), account('3', 'log')];
    const organization = { rootId: ROOT, managementAccountId: '111111111111' as AccountId, units: [], accounts };
    const { findings: all } = resolveReferences(config, organization, locate, '2026-06-15');
    expect(all.filter(({ code }) => code !== 'account-name')).toEqual([]);
  });
});
