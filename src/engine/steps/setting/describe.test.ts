import { describe, expect, it } from 'vitest';
import { aConfig, planOf } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { settingDescription } from './describe.ts';
import type { SettingStep, SettingTarget } from './step.ts';

const REGION = 'ap-northeast-1';
const NAMES = Array.from({ length: 12 }, (_, index) => `a${index}`);
const aws = new FakeAws(
  anOrg()
    .with(...NAMES.map((name) => account(name)))
    .build(),
);
const plan = await planOf(aws, aConfig());

function target(name: string, to: string, more: Partial<SettingTarget> = {}): SettingTarget {
  return {
    ...{ account: aws.idOf(name), region: REGION, reason: 'drifted', values: { color: to }, givenBack: [] },
    changes: [{ path: 'color', from: '"red"', to: JSON.stringify(to) }],
    ...more,
  };
}

function step(targets: readonly SettingTarget[], action: SettingStep['action'] = 'set'): SettingStep {
  return {
    ...{ kind: 'setting', id: 'setting:x', title: 'x', action, dependsOn: [], memory: '/m', throughRole: 'Bootstrap' },
    ...{ ownAccount: '111111111111' as AccountId, targets },
  };
}

const textsOf = (targets: readonly SettingTarget[]) =>
  settingDescription.details(step(targets), plan).map(({ text, depth }) => `${depth} ${text}`);

describe('a step that sets what CloudFormation cannot', () => {
  it('costs eight calls a place', () => {
    expect(settingDescription.calls(step([target('a0', 'blue'), target('a1', 'blue')]))).toBe(16);
  });

  it('names what is set, what is hidden, what comes back, and the first two who changed it', () => {
    const told = target('a0', 'blue', {
      ...{ hidden: { contact: 'f' }, givenBack: ['size'] },
      culprits: ['x:A by one', 'x:B by two', 'x:C by three'],
    });
    expect(settingDescription.row(step([told]), plan).why).toBe(
      'color, contact, size; changed by hand: x:A by one; x:B by two',
    );
    expect(settingDescription.row(step([target('a0', 'blue')]), plan).why).toBe('color');
  });

  it('says of a restore that what was found comes back', () => {
    const restore = step([target('a0', 'blue')], 'restore');
    expect(settingDescription.row(restore, plan).why).toBe('what was found before Metsuke comes back');
    expect([settingDescription.sign(restore), settingDescription.sign(step([]))]).toEqual(['-', '~']);
  });

  it('shows places in which the same changes together, and none in which nobody could look', () => {
    const targets = [target('a0', 'blue'), target('a1', 'green'), target('a2', 'blue')];
    expect(textsOf([...targets, target('a3', 'pink', { changes: [] })])).toEqual([
      '1 a0, a2 (ap-northeast-1)',
      '2 color "red" → "blue"',
      '1 a1 (ap-northeast-1)',
      '2 color "red" → "green"',
    ]);
  });

  it.each([
    [10, []],
    [12, ['1 and 2 more']],
  ])('shows ten of %i', (count, more) => {
    const texts = textsOf(NAMES.slice(0, count).map((name) => target(name, name)));
    expect(texts).toHaveLength(20 + more.length);
    expect(texts.slice(20)).toEqual(more);
  });
});
