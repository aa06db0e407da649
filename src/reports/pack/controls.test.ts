import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { anAnswer, aPack } from '../../../test/support/pack.ts';
import { compliance } from '../../../test/support/report-examples.ts';
import { openFolder } from '../../archive/folder-store.ts';
import { makeDuckDBEngine } from '../../query/duckdb/engine.ts';
import type { Basis } from '../basis.ts';
import type { Framework } from '../frameworks/framework.ts';
import type { ReportId } from '../ids.ts';
import { controlsAsCsv, renderControls } from './controls.ts';
import { renderExceptions } from './exceptions.ts';
import type { PackException, PackInput } from './input.ts';
import { readRuleStates } from './rule-states.ts';

const FRAMEWORK: Framework = {
  id: 'some',
  title: { en: 'Some framework', ja: 'ある基準' },
  requirements: ['1.1', '1.2', '4.3'],
  sources: [{ title: 'A page', address: 'https://docs.aws.amazon.com/a', readOn: '2026-11-30' }],
  controls: {
    '1.1': [
      { control: 'EC2.13', rule: 'restricted-ssh', parts: ['1.1.7'] },
      { control: 'X.1', rule: null },
    ],
  },
  isOfReports: true,
};

const EXCEPTION: PackException = {
  rule: 'restricted-ssh',
  where: ['bastion'],
  owner: 'network team',
  reason: 'The bastion is closed in March.',
  expires: '2027-03-31',
};

const state = (nonCompliant: number, compliant: number) => new Map([['restricted-ssh', { nonCompliant, compliant }]]);
const controls = (states: ReturnType<typeof state> | null, frameworks = [FRAMEWORK]) => ({ frameworks, states });
const shown = (changes: Partial<PackInput>): string => renderControls(aPack(changes));

describe('a requirement', () => {
  it.each([
    [
      'with resources that break its rule',
      controls(state(3, 5)),
      '<span class="warning">3 not compliant</span>, 5 compliant',
    ],
    ['without a result', controls(new Map()), '<span class="warning">no result recorded</span>'],
    ['of which nothing could be read', controls(null), '<span class="warning">could not be read</span>'],
  ])('%s says so', (_name, given, text) => {
    expect(shown({ controls: given })).toContain(`EC2.13 (1.1.7): restricted-ssh, ${text}`);
  });

  it('names controls that no rule of the catalogue is known to evaluate', () => {
    expect(shown({ controls: controls(state(0, 1)) })).toContain(
      'X.1: <span class="warning">no rule of the catalogue is known to evaluate it</span>',
    );
  });

  it('has the results of its reports, and never calls clean what was not read', () => {
    const found = shown({
      controls: controls(state(0, 1)),
      outcomes: [anAnswer('root-use', [['2026-10-14T03:00:00Z']])],
    });
    expect(found).toMatch(/#root-use">.*<span class="warning">1<\/span>/);
    expect(found).toContain('data/<wbr>root-use.csv');
    const tables = [{ table: 'cloudtrail', objects: 0, events: 0, copies: 0 }] as const;
    const unread = shown({ controls: controls(state(0, 1)), outcomes: [anAnswer('root-use', [], { tables })] });
    expect(unread).toContain('<span class="warning">There is no log of this period');
    expect(unread).not.toContain('Nothing found');
  });

  it('does not pass for whole where objects of AWS Config could not be read', () => {
    const skipped = [{ key: 'AWSLogs/x.json.gz', problem: 'is broken' }];
    const given = (id: ReportId, basis: Partial<Basis>) =>
      shown({ controls: controls(state(0, 5)), outcomes: [anAnswer(id, [], basis)] });
    const warning = '<p class="warning">Objects of AWS Config could not be read';
    expect(given('compliance-by-rule', { skipped })).toContain(warning);
    expect(given('compliance-by-rule', {})).not.toContain(warning);
    expect(given('root-use', { skipped })).not.toContain(warning);
  });

  it('that nothing is mapped to is listed as not mapped', () => {
    expect(shown({ controls: controls(state(0, 1)) })).toContain('<strong>Not mapped (2):</strong> 1.2, 4.3');
    const none = { ...FRAMEWORK, controls: {}, sources: [], isOfReports: false };
    const text = shown({ controls: controls(state(0, 1), [none]) });
    expect(text).toContain(
      'No mapping to rules or reports is in this version of Metsuke: not one requirement is mapped',
    );
    expect(text).toContain('Not mapped (3)');
  });

  it('has its exceptions, while they last', () => {
    const given = { controls: controls(state(1, 0)), exceptions: [EXCEPTION] };
    expect(shown(given)).toContain('restricted-ssh: bastion (2027-03-31)');
    expect(shown({ ...given, madeAt: '2027-04-01T00:00:00.000Z' })).not.toContain('bastion');
  });

  it('cites where the mapping is from, and when it was read', () => {
    expect(shown({ controls: controls(state(0, 1)) })).toMatch(/Source: A page, https:.*, read on 2026-11-30/);
  });

  it('is a line for programs, mapped or not', () => {
    const input = aPack({ outcomes: [anAnswer('root-use', [])] });
    expect(
      controlsAsCsv(input, controls(state(3, 5)))
        .trim()
        .split('\r\n'),
    ).toEqual([
      'framework,requirement,mapped,control,rule,noncompliant,compliant,report,result',
      'some,1.1,true,EC2.13,restricted-ssh,3,5,,',
      'some,1.1,true,X.1,,,,,',
      'some,1.2,false,,,,,,',
      'some,4.3,true,,,,,root-use,nothing',
    ]);
  });
});

describe('exceptions', () => {
  it('are listed with owner, reason and last day, and say what is not stated or has expired', () => {
    const open: PackException = { rule: null, where: ['old-poc'], owner: null, reason: null, expires: null };
    const text = renderExceptions(aPack({ exceptions: [EXCEPTION, open], madeAt: '2027-04-02T00:00:00.000Z' }));
    expect(text).toMatch(
      /restricted-ssh<.*bastion<.*network team<.*closed in March.*2027-03-31 <span class="warning">expired/,
    );
    expect(text).toMatch(/left alone by Metsuke<.*old-poc<.*not stated/);
  });

  it('are not known without a configuration', () => {
    expect(renderExceptions(aPack({ exceptions: null }))).toContain('Not known');
    expect(renderExceptions(aPack({ exceptions: [] }))).toContain('names none');
  });
});

describe('states of rules', () => {
  const archive = new ArchiveFolder();
  compliance(
    ['aws-organizations-restricted-ssh', 'NON_COMPLIANT', '2026-10-01'],
    ['aws-organizations-restricted-ssh', 'COMPLIANT', '2026-10-02'],
    ['aws-organizations-ec2-imdsv2-check', 'NON_COMPLIANT', '2026-10-02'],
    ['restricted-ssh-of-others', 'NON_COMPLIANT', '2026-10-02'],
  )(archive);
  const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
  afterAll(async () => {
    await engine.close();
    archive.remove();
  });

  it('are what was recorded last, of our rules alone', async () => {
    const scope = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    const states = await readRuleStates(engine, { scope, accounts: [], parameters: {} }, 'aws-organizations');
    expect([...states]).toEqual([
      ['ec2-imdsv2-check', { nonCompliant: 1, compliant: 0 }],
      ['restricted-ssh', { nonCompliant: 0, compliant: 1 }],
    ]);
  });
});
