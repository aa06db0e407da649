import { describe, expect, it } from 'vitest';
import { aConfig, inputOf } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import type { RuleCompliance } from './observe/ports.ts';
import { readRuleStatus } from './rule-status.ts';

const CONFIG = aConfig({
  configRules: {
    enabled: true,
    exceptions: [
      { rule: 'restricted-ssh', accounts: ['dev'], reason: 'a jump host', expires: '2026-01-01' },
      { rule: 'restricted-ssh', accounts: ['stg'], reason: 'a jump host', expires: '2025-12-31' },
    ],
  },
});

const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());

function evaluation(rule: string, name: string, compliance: RuleCompliance['compliance'], count = 0): RuleCompliance {
  return { rule, account: aws.idOf(name), region: 'ap-northeast-1', compliance, count };
}

async function statusOf(...found: readonly RuleCompliance[]) {
  aws.compliance = found;
  return readRuleStatus(aws.connect().ports, await inputOf(aws, CONFIG));
}

const SSH = 'aws-organizations-restricted-ssh';
const ROTATED = 'aws-organizations-access-keys-rotated';

describe('what the rules found', () => {
  it('is counted by rule, the worst first', async () => {
    const { rules } = await statusOf(
      evaluation(ROTATED, 'dev', 'COMPLIANT'),
      evaluation(ROTATED, 'stg', 'INSUFFICIENT_DATA'),
      evaluation(SSH, 'log', 'NON_COMPLIANT', 3),
      evaluation(SSH, 'audit', 'NOT_APPLICABLE'),
    );
    expect(rules).toMatchObject([
      { rule: 'restricted-ssh', severity: 8, nonCompliant: 1, compliant: 0, silent: 1 },
      { rule: 'access-keys-rotated', severity: 5, nonCompliant: 0, compliant: 1, silent: 1 },
    ]);
    expect(rules[0]?.places).toEqual([
      { account: '333333333333', name: 'log', region: 'ap-northeast-1', count: 3, exception: null },
    ]);
  });

  it('is marked where it is excepted, until the last day of the exception', async () => {
    const { rules } = await statusOf(
      evaluation(SSH, 'dev', 'NON_COMPLIANT', 1),
      evaluation(SSH, 'stg', 'NON_COMPLIANT', 1),
    );
    expect(rules).toMatchObject([{ nonCompliant: 1, excepted: 1 }]);
    expect(rules[0]?.places).toMatchObject([
      { name: 'dev', exception: { reason: 'a jump host', expires: '2026-01-01' } },
      { name: 'stg', exception: null },
    ]);
  });

  it('of rules that others made is counted only', async () => {
    const status = await statusOf(evaluation('restricted-ssh', 'dev', 'NON_COMPLIANT', 1));
    expect(status).toMatchObject({ rules: [], foreign: 1, basis: { evaluations: 0, accounts: 0 } });
  });

  it('says of which accounts nothing is known, and which rules were not evaluated yet', async () => {
    const { basis } = await statusOf(
      evaluation(SSH, 'dev', 'COMPLIANT'),
      evaluation(ROTATED, 'dev', 'INSUFFICIENT_DATA'),
    );
    expect(basis).toMatchObject({ evaluations: 2, accounts: 1, regions: ['ap-northeast-1'] });
    expect(basis.accountsWithout.map(({ name }) => name)).toEqual(expect.arrayContaining(['stg', 'log', 'audit']));
    expect(basis.accountsWithout.map(({ name }) => name)).not.toContain('dev');
    expect(basis.notEvaluated).toContain('access-keys-rotated');
    expect(basis.notEvaluated).not.toContain('restricted-ssh');
  });
});

it('is unknown without an aggregator, and says what makes one', async () => {
  aws.compliance = null;
  const status = readRuleStatus(aws.connect().ports, await inputOf(aws, CONFIG));
  await expect(status).rejects.toMatchObject({ code: 'not-found', hint: 'metsuke apply makes it.' });
});
