import { describe, expect, it } from 'vitest';
import { aPosture, DEV, notReadSections, PROD, STG } from '../../../test/support/posture.ts';
import type { Posture } from '../posture/schema.ts';
import { adviseOn } from './advice.ts';
import { countsOf } from './counts.ts';
import { makeDirectory } from './directory.ts';
import { adviceText, headline } from './headline.ts';
import { healthTree } from './health.ts';
import { limitTo } from './limit.ts';
import { summarize } from './summary.ts';
import { EN, type Word } from './words/en.ts';
import { JA } from './words/ja.ts';
import { type Language, tell } from './words/tell.ts';

function said(posture: Posture, language: Language = 'en') {
  const given = { language, directory: makeDirectory(posture) };
  const advice = adviseOn(posture);
  return { head: headline(posture, advice, given), advice: advice.map((one) => adviceText(one, given)) };
}

describe('what is counted', () => {
  it('is what was planted', () => {
    expect(summarize(aPosture())).toEqual({
      violations: { total: 3, isAtLeast: false, byBand: { critical: 0, high: 2, medium: 1, low: 0 }, excepted: 1 },
      findings: 1,
      access: 1,
      accounts: { governed: 3, unhealthy: 1 },
      pending: 0,
      recordings: { answered: 1, notOn: 1 },
      exceptions: { inForce: 1, ending: 1 },
      gaps: 1,
      unpatched: { scanned: 2, critical: 1 },
    });
  });

  it('of trails and recorders is unknown where none was asked', () => {
    const posture = aPosture();
    const { deployment } = posture;
    if (deployment.state === 'not-read') throw new Error('not read');
    expect(summarize({ ...posture, deployment: { ...deployment, recordings: [] } }).recordings).toBeNull();
  });

  it('calls no trail stopped that could not be asked', () => {
    const posture = aPosture();
    const { deployment } = posture;
    if (deployment.state === 'not-read') throw new Error('not read');
    const [stopped] = deployment.recordings;
    if (stopped === undefined) throw new Error('nothing was asked');
    const unseen = { ...stopped, state: 'unknown' } as const;
    const of = (recordings: typeof deployment.recordings) =>
      summarize({ ...posture, deployment: { ...deployment, recordings } }).recordings;
    expect(of([unseen])).toBeNull();
    expect(of([unseen, stopped])).toEqual({ answered: 1, notOn: 1 });
  });

  it('is never zero where a source was not read', () => {
    expect(summarize({ ...aPosture(), ...notReadSections('refused') })).toEqual({
      violations: null,
      findings: null,
      access: null,
      accounts: null,
      pending: null,
      recordings: null,
      exceptions: { inForce: 1, ending: 1 },
      gaps: null,
      unpatched: null,
    });
  });
});

describe('the first sentence', () => {
  it('says what is wrong, where, and what comes first', () => {
    expect(said(aPosture()).head).toEqual([
      '8 problems in 2 accounts.',
      'First: The trail aws-organizations-events does not record in prod',
    ]);
    expect(said(aPosture(), 'ja').head[0]).toBe('2 アカウントに問題が 8 件あります。');
  });

  it('calls nothing well that was not read', () => {
    const { head } = said({ ...aPosture(), ...notReadSections('refused') });
    expect(head).toEqual([
      'No problem was found in what was read.',
      '5 sources were not read: Compliance, Findings, Findings of Access Analyzer, Deployment, Evidence.',
    ]);
  });
});

describe('how accounts fare', () => {
  const treeOf = (posture: Posture) => healthTree(posture, adviseOn(posture), makeDirectory(posture));

  it('is told by unit, a problem of several accounts once', () => {
    const root = treeOf(aPosture());
    const workloads = root.units[0];
    expect(root).toMatchObject({ health: 'bad', problems: 8, accountCount: 4 });
    expect(workloads).toMatchObject({ name: 'Workloads', health: 'bad', problems: 8 });
    expect(workloads?.accounts.map(({ name, health, problems }) => [name, health, problems])).toEqual([
      ['dev', 'bad', 5],
      ['prod', 'bad', 4],
      ['stg', 'good', 0],
    ]);
    expect(root.accounts).toMatchObject([{ name: 'old-poc', health: 'left', why: 'is suspended' }]);
  });

  it.each(['deployment', 'compliance', 'findings', 'access'] as const)(
    'is well nowhere when %s was not read',
    (section) => {
      const tree = treeOf({ ...aPosture(), [section]: { state: 'not-read', reason: 'refused' } });
      expect(tree.units[0]?.accounts.find(({ name }) => name === 'stg')?.health).toBe('unknown');
    },
  );

  it('is not judged by a source that metsuke.yaml need not ask for', () => {
    const off = { state: 'not-read', reason: 'It is switched off.', isOff: true } as const;
    const stg = treeOf({ ...aPosture(), access: off }).units[0]?.accounts.find(({ name }) => name === 'stg');
    expect(stg?.health).toBe('good');
    expect(summarize({ ...aPosture(), access: off })).not.toHaveProperty('access');
  });

  it('is unknown where no rule has looked at anything', () => {
    const posture = aPosture();
    const { compliance } = posture;
    if (compliance.state === 'not-read') throw new Error('not read');
    const cells = compliance.cells.filter(({ account }) => account !== STG);
    const tree = treeOf({ ...posture, compliance: { ...compliance, cells } });
    expect(tree.units[0]?.accounts.find(({ name }) => name === 'stg')?.health).toBe('unknown');
  });
});

describe('an account of which nothing is known', () => {
  const compliance = (posture: Posture) => {
    if (posture.compliance.state === 'not-read') throw new Error('not read');
    return posture.compliance;
  };

  it('is told when no rule has evaluated anything there, and its violations are not zero', () => {
    const posture = aPosture();
    const cells = compliance(posture).cells.map((cell) => ({ ...cell, state: 'silent' as const, count: 0 }));
    const nothing = { ...posture, compliance: { ...compliance(posture), cells } };
    expect(said(nothing).advice).toContain('No rule has evaluated anything in dev, stg, prod');
    expect(summarize(nothing).violations).toBeNull();
  });

  it.each([
    ['777777777777', 'old-poc is not governed (is suspended)'],
    ['999999999999', 'The organization has no account 999999999999'],
  ])('is not called well when the page is limited to %s', (id, expected) => {
    const { head, advice } = said(limitTo(aPosture(), id));
    expect(head).toEqual(['No problem was found in what was read.']);
    expect(advice).toEqual([expected]);
  });

  it('is not marked well when GuardDuty was not read in one region', () => {
    const posture = aPosture();
    if (posture.findings.state === 'not-read') throw new Error('not read');
    const missing = [{ region: 'us-east-1', reason: 'refused' }];
    const partly = { ...posture, findings: { ...posture.findings, missing } };
    const tree = healthTree(partly, adviseOn(partly), makeDirectory(partly));
    expect(tree.units[0]?.accounts.find(({ name }) => name === 'stg')?.health).toBe('unknown');
  });
});

describe('what to do first', () => {
  it('is what records, then by severity, one line a cause', () => {
    expect(said(aPosture()).advice).toEqual([
      'The trail aws-organizations-events does not record in prod',
      'No logs arrive from prod any more',
      'IAM Access Analyzer found PublicAccess, 1 finding in prod',
      'restricted-ssh: 2 resources do not comply, in dev, prod',
      'inventory: CloudFormation failed in dev',
      'Critical patches are missing on 1 instance in dev',
      'GuardDuty found Recon:EC2/Portscan, 1 finding in dev',
      'access-keys-rotated: 1 resource does not comply, in dev',
      'The exception for restricted-ssh in stg ends on 2026-11-30',
    ]);
  });

  it('knows since when, and of whom', () => {
    const ssh = adviseOn(aPosture()).find(({ values }) => values['rule'] === 'restricted-ssh');
    expect(ssh).toMatchObject({ since: '2026-11-20T00:00:00.000Z', accounts: [DEV, PROD], urgency: 'bad' });
  });
});

describe('the words of the page', () => {
  it('are in both languages, with the same values in them', () => {
    const valuesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const word of Object.keys(EN) as Word[]) {
      expect([word, valuesIn(JA[word])]).toEqual([word, valuesIn(EN[word])]);
      if (!/^(CSV|JSON|\{message\}|Metsuke · .*|CIS .*)$/.test(EN[word])) expect(JA[word]).not.toBe(EN[word]);
    }
  });

  it('show what others wrote and obey nothing of it', () => {
    const told = tell('en', 'doNotice', { message: '\u202e<script>\u2028' });
    expect(told).toBe(String.raw`\u202e<script>\u2028`);
  });
});

describe('the fleet', () => {
  it('of which no scan is known is not called patched', () => {
    const posture = aPosture();
    if (posture.fleet.state === 'not-read') throw new Error('not read');
    const instances = posture.fleet.instances.map((one) => ({ ...one, patches: null }));
    expect(summarize({ ...posture, fleet: { ...posture.fleet, instances } }).unpatched).toBeNull();
  });

  it('is not counted as patched by scans of long ago, and what they missed still counts', () => {
    const posture = aPosture();
    const { fleet } = posture;
    if (fleet.state === 'not-read') throw new Error('not read');
    const old = fleet.instances.map((one) => ({
      ...one,
      patches: one.patches && { ...one.patches, ended: '2026-09-01T00:00:00Z' },
    }));
    expect(summarize({ ...posture, fleet: { ...fleet, instances: old } }).unpatched).toEqual({
      scanned: 0,
      critical: 1,
    });
    const fine = old.filter(({ patches }) => patches?.critical === 0);
    expect(summarize({ ...posture, fleet: { ...fleet, instances: fine } }).unpatched).toBeNull();
  });

  it('of which something could not be read is counted as at least so many', () => {
    const posture = aPosture();
    if (posture.fleet.state === 'not-read') throw new Error('not read');
    expect(countsOf(posture).atLeast).toEqual([]);
    expect(countsOf({ ...posture, fleet: { ...posture.fleet, skipped: 1 } }).atLeast).toEqual(['unpatched']);
  });

  it('that is not read although the archive is, is told', () => {
    const posture: Posture = { ...aPosture(), fleet: { state: 'not-read', reason: 'Nobody reports.' } };
    expect(said(posture).advice).toContain('Fleet was not read: Nobody reports.');
  });
});

it('findings of a verification are a problem', () => {
  const posture = aPosture();
  const { evidence } = posture;
  if (evidence.state === 'not-read' || evidence.verified === null) throw new Error('not read');
  const verified = { ...evidence.verified, findings: 2 };
  expect(said({ ...posture, evidence: { ...evidence, verified } }).advice).toContain(
    'The log archive is not proven: 2 findings of metsuke evidence verify',
  );
});
