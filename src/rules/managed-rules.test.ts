import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { REGIONS } from '../domain/regions.ts';
import type { ManagedRule, RuleParameter, Trigger } from './managed-rule.ts';
import { chosenRules, isInProfile, MANAGED_RULES, managedRule } from './managed-rules.ts';

/** What AWS documents of its rules, as the emulator's moto ships it. */
const documented = z.record(
  z.string(),
  z.object({
    'AWS Region': z.string(),
    'Resource Types': z.string().optional(),
    'Trigger type': z.string(),
    Parameters: z.array(
      z.object({ Name: z.string(), Type: z.string(), Default: z.string().optional(), Optional: z.boolean() }),
    ),
  }),
);

const READ = `
import gzip, importlib.util as util, os, shutil, sys
folder = util.find_spec("moto").submodule_search_locations[0]
with gzip.open(os.path.join(folder, "config", "resources", "aws_managed_rules.json.gz")) as file:
    shutil.copyfileobj(file, sys.stdout.buffer)`;

function readDocumentedRules(): z.infer<typeof documented> | undefined {
  const python = [process.env.METSUKE_PYTHON, '.venv/bin/python', 'python3']
    .filter((candidate) => candidate !== undefined)
    .find((candidate) => !candidate.includes('/') || existsSync(candidate));
  const { status, stdout } = spawnSync(python ?? '', ['-c', READ], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? documented.parse(JSON.parse(stdout).ManagedRules) : undefined;
}

const aws = readDocumentedRules();

const TRIGGERS: Readonly<Record<Trigger, string>> = {
  change: 'Configuration changes',
  periodic: 'Periodic',
  'change-and-periodic': 'Configuration changes and Periodic',
};

/** Defaults in AWS's documentation that are examples, which nobody wants to have deployed. */
const EXAMPLES = ['amisByTagKeyAndValue', 'tag1Key'];

describe.skipIf(aws === undefined)('what AWS documents', () => {
  it.each(MANAGED_RULES.map((rule) => [rule.name, rule] as const))('of %s is what we say', (_name, rule) => {
    const theirs = aws?.[rule.identifier];
    expect(theirs).toBeDefined();
    expect(TRIGGERS[rule.trigger]).toBe(theirs?.['Trigger type']);
    expect(rule.resourceTypes).toEqual(theirs?.['Resource Types']?.split(', ') ?? []);
    expect(rule.parameters.map(withoutValue)).toEqual(
      theirs?.Parameters.map(({ Name: name, Type: type, Default: byDefault, Optional: optional }) => ({
        name,
        type,
        required: !optional,
        ...(byDefault === undefined || EXAMPLES.includes(name) ? {} : { default: byDefault }),
      })),
    );
    expect(theirs?.['AWS Region']).toMatch(
      rule.unavailableIn.length === 0 ? /^All supported AWS regions$/ : /^All supported AWS regions except /,
    );
    expect(theirs?.['AWS Region'].split(', ')).toHaveLength(Math.max(rule.unavailableIn.length, 1));
  });
});

function withoutValue({ value: _, ...parameter }: RuleParameter): Omit<RuleParameter, 'value'> {
  return parameter;
}

describe('the catalogue', () => {
  it('has no name and no identifier twice', () => {
    expect(new Set(MANAGED_RULES.map(({ name }) => name)).size).toBe(MANAGED_RULES.length);
    expect(new Set(MANAGED_RULES.map(({ identifier }) => identifier)).size).toBe(MANAGED_RULES.length);
  });

  it.each(MANAGED_RULES.map((rule) => [rule.name, rule] as const))('says of %s why, in both languages', (_, rule) => {
    expect(rule.why.en).toMatch(/^[A-Z].{20,110}\.$/);
    expect(rule.why.ja).toMatch(/[\u3040-\u30ff].*。$/);
    expect(rule.severity).toBeGreaterThanOrEqual(1);
    expect(rule.severity).toBeLessThanOrEqual(10);
    expect(rule.unavailableIn.filter((region) => !REGIONS.includes(region))).toEqual([]);
    for (const number of rule.cis) expect(number).toMatch(/^[1-5](\.\d+){1,2}$/);
  });

  it('evaluates what IAM holds in one region only', () => {
    const everywhere = MANAGED_RULES.filter(({ regions }) => regions === 'governed');
    expect(
      everywhere.filter(({ resourceTypes }) => resourceTypes.some((type) => type.startsWith('AWS::IAM::'))),
    ).toEqual([]);
    expect(managedRule('root-account-mfa-enabled')?.regions).toBe('home');
    expect(managedRule('restricted-ssh')?.regions).toBe('governed');
  });
});

describe('a profile', () => {
  const namesOf = (rules: readonly ManagedRule[]) => rules.map(({ name }) => name);
  const choice = { profile: 'minimal', add: [], remove: [] } as const;

  it('has all rules of the smaller ones', () => {
    const [minimal, recommended, strict] = (['minimal', 'recommended', 'strict'] as const).map((profile) =>
      namesOf(chosenRules({ ...choice, profile })),
    );
    expect(recommended).toEqual(expect.arrayContaining(minimal ?? []));
    expect(strict).toEqual(expect.arrayContaining(recommended ?? []));
    expect([minimal?.length, recommended?.length, strict?.length]).toEqual([16, 45, 77]);
  });

  it('gains what is added and loses what is removed', () => {
    const changed = namesOf(chosenRules({ ...choice, add: ['required-tags'], remove: ['restricted-ssh'] }));
    expect(changed).toContain('required-tags');
    expect(changed).not.toContain('restricted-ssh');
    expect(changed).toHaveLength(16);
  });

  it('never has a rule that says nothing without parameters', () => {
    expect(MANAGED_RULES.filter((rule) => rule.profile === null && isInProfile(rule, 'strict'))).toEqual([]);
    const needy = MANAGED_RULES.filter(({ parameters }) =>
      parameters.some((one) => one.required && one.default === undefined && one.value === undefined),
    );
    expect(needy.every(({ profile }) => profile === null)).toBe(true);
  });
});
