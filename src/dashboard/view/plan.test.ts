import { describe, expect, it } from 'vitest';
import { aPosture, DEV, PROD, STG } from '../../../test/support/posture.ts';
import { toCsv } from './columns.ts';
import { makeDirectory } from './directory.ts';
import { becauseOf, filterSteps, PLAN_COLUMNS, planRows, reachOf, stagesOf } from './plan.ts';

const posture = aPosture();
const directory = makeDirectory(posture);
const steps = posture.plan.state === 'read' ? posture.plan.steps : [];
const titlesOf = (filter: Parameters<typeof filterSteps>[1]) =>
  filterSteps(steps, filter, directory).map(({ title }) => title);

describe('a saved plan in view', () => {
  it.each([
    ['nothing', {}, ['logging-resource', 'settings of account-defaults']],
    ['an account', { account: PROD }, ['logging-resource']],
    ['a unit', { unit: 'Workloads' }, ['logging-resource', 'settings of account-defaults']],
    ['another unit', { unit: 'Sandbox' }, []],
    ['a value', { q: '365' }, ['logging-resource']],
    ['the name of an account and a property', { q: 'DEV ebs' }, ['settings of account-defaults']],
    ['what is lost', { q: 'log objects' }, ['logging-resource']],
    ['what is nowhere', { q: 'nowhere' }, []],
  ])('filtered by %s', (_what, filter, expected) => {
    expect(titlesOf(filter)).toEqual(expected);
  });

  it('of one account has its places and the changes in them, and those that are everywhere', () => {
    const [own] = filterSteps(steps, { account: STG }, directory);
    expect(own?.places.map(({ account }) => account)).toEqual([STG]);
    expect(own?.changes).toEqual([]);
    const [everywhere] = filterSteps(steps, { account: PROD }, directory);
    expect(everywhere?.changes).toHaveLength(1);
  });

  it('is grouped by stage, and counted by account and region', () => {
    expect(stagesOf(steps).map((one) => [one.stage, one.steps.length])).toEqual([
      [1, 1],
      [2, 1],
    ]);
    expect(reachOf(steps, 'account').map(({ key, steps: n, places }) => [key, n, places])).toEqual([
      [DEV, 1, 1],
      [STG, 1, 1],
      [PROD, 1, 1],
    ]);
    expect(reachOf(steps, 'region')).toEqual([{ key: 'ap-northeast-1', steps: 2, places: 3 }]);
    expect(becauseOf(steps[1] ?? { places: [] })).toEqual([
      { reason: 'new-account', detail: null, accounts: [DEV, STG], regions: ['ap-northeast-1'] },
    ]);
  });

  it('is taken along value by value; a step without any is a row too', () => {
    const bare = steps.map((step) => ({ ...step, changes: [] }));
    expect(planRows(bare)).toHaveLength(2);
    const csv = toCsv(planRows(steps), PLAN_COLUMNS);
    expect(csv).toContain('RetentionDays,365,90,666666666666,ap-northeast-1,log objects of 90 to 365 days');
    expect(csv.trim().split('\r\n')).toHaveLength(3);
  });
});
