import { describe, expect, it } from 'vitest';
import { MANAGED_RULES, managedRule } from '../../rules/managed-rules.ts';
import { REPORTS } from '../catalog.ts';
import { FRAMEWORKS } from './catalog.ts';
import { cis3, cis5 } from './cis.ts';

describe.each(FRAMEWORKS.map((framework) => [framework.id, framework] as const))('%s', (_id, framework) => {
  it('names each requirement once, and maps no other', () => {
    expect(new Set(framework.requirements).size).toBe(framework.requirements.length);
    expect(Object.keys(framework.controls).filter((each) => !framework.requirements.includes(each))).toEqual([]);
  });

  it('maps to rules of the catalogue', () => {
    const rules = Object.values(framework.controls).flatMap((all) => all.flatMap(({ rule }) => rule ?? []));
    expect(rules.filter((rule) => managedRule(rule) === undefined)).toEqual([]);
  });

  it('maps nothing without a page of AWS and the day on which it was read', () => {
    const isMapped = Object.keys(framework.controls).length > 0;
    expect(framework.sources.length > 0).toBe(isMapped);
    for (const { address, readOn } of framework.sources) {
      expect(address).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  it('cites the page of controls of each service that it maps', () => {
    const services = Object.values(framework.controls).flatMap((all) =>
      all.map(({ control }) => control.split('.')[0]),
    );
    const pages = [...new Set(services)].map((service) => `/${service?.toLowerCase()}-controls.html`);
    const addresses = framework.sources.map(({ address }) => address);
    expect(pages.filter((page) => !addresses.some((address) => address.endsWith(page)))).toEqual([]);
  });

  it('names parts of a requirement below it', () => {
    for (const [requirement, controls] of Object.entries(framework.controls)) {
      for (const { parts = [] } of controls)
        expect(parts.filter((part) => !part.startsWith(`${requirement}.`))).toEqual([]);
    }
  });
});

it('CIS has as many recommendations as its publisher counts', () => {
  expect(cis5.requirements).toHaveLength(63);
  expect(cis3.requirements).toHaveLength(62);
});

it('what AWS relates to CIS 3.0.0, the catalogue of rules relates too', () => {
  for (const [requirement, controls] of Object.entries(cis3.controls))
    for (const { rule } of controls.filter((each) => each.rule !== null))
      expect(managedRule(rule ?? '')?.cis, `${rule}`).toContain(requirement);
});

it('what the catalogue relates to CIS 3.0.0 is no control without a rule, unless AWS says that none evaluates it', () => {
  const withoutRule = Object.entries(cis3.controls).filter(([, all]) => all.every(({ rule }) => rule === null));
  const related = withoutRule.flatMap(([requirement]) =>
    MANAGED_RULES.filter(({ cis }) => cis.includes(requirement)).map(({ name }) => [requirement, name]),
  );
  // CloudTrail.7: Security Hub finds the bucket of the trail itself.
  expect(related).toEqual([['3.4', 's3-bucket-logging-enabled']]);
});

it('numbers of the benchmark that reports name are numbers of both versions', () => {
  const numbers = REPORTS.flatMap(({ cis }) => cis ?? []);
  for (const framework of [cis5, cis3])
    expect(numbers.filter((each) => !framework.requirements.includes(each))).toEqual([]);
});
