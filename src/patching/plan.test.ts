import { expect, it } from 'vitest';
import { anInstance, aPlace } from '../../test/support/instances.ts';
import type { Instance } from '../sessions/instance.ts';
import { makePatchPlan, type PatchRequest, scanKey } from './plan.ts';
import { parseShare } from './share.ts';

const grouped = (id: string, group: string, changes: Partial<Instance> = {}) =>
  anInstance('web', { id, tags: { PatchGroup: group }, ...changes });

function aRequest(changes: Partial<PatchRequest> = {}): PatchRequest {
  return {
    choice: { by: 'baseline' },
    reboot: 'RebootIfNeeded',
    groups: ['dev', 'prod'],
    maxConcurrency: parseShare('10%', '--max-concurrency', 1),
    maxErrors: parseShare('1', '--max-errors', 0),
    lastScans: new Map(),
    ...changes,
  };
}

const idsIn = (plan: ReturnType<typeof makePatchPlan>) =>
  plan.places.map(({ accountName, region, instances }) => [
    accountName,
    region,
    instances.map((one) => one.instance.id),
  ]);

it('takes the instances of the groups, by account and region', () => {
  const plan = makePatchPlan(
    [
      grouped('i-0000000a', 'dev'),
      grouped('i-0000000b', 'prod', aPlace('prod')),
      grouped('i-0000000c', 'dev', aPlace('dev', 'us-east-1')),
      grouped('i-0000000d', 'legacy'),
      anInstance('no tag', { id: 'i-0000000e' }),
      anInstance('other spelling', { id: 'i-0000000f', tags: { 'Patch Group': 'dev' } }),
    ],
    aRequest(),
  );
  expect(idsIn(plan)).toEqual([
    ['dev', 'ap-northeast-1', ['i-0000000a', 'i-0000000f']],
    ['prod', 'ap-northeast-1', ['i-0000000b']],
    ['dev', 'us-east-1', ['i-0000000c']],
  ]);
});

it('takes one group alone', () => {
  const both = [grouped('i-0000000a', 'dev'), grouped('i-0000000b', 'prod')];
  expect(idsIn(makePatchPlan(both, aRequest({ groups: ['prod'] })))).toEqual([
    ['dev', 'ap-northeast-1', ['i-0000000b']],
  ]);
});

it('says who cannot be patched', () => {
  const plan = makePatchPlan(
    [
      grouped('i-0000000a', 'dev', { agent: 'LOST' }),
      grouped('i-0000000b', 'dev', { platform: 'Windows' }),
      grouped('i-0000000c', 'legacy', { agent: 'LOST' }),
    ],
    aRequest({ choice: { by: 'patch', patches: ['CVE-2026-1'] } }),
  );
  expect(plan.places).toEqual([]);
  expect(plan.unreached.map(({ id }) => id)).toEqual(['i-0000000a']);
  expect(plan.unconcerned.map(({ id }) => id)).toEqual(['i-0000000b']);
});

it('begins on a tenth at once, and on one at least', () => {
  const many = Array.from({ length: 21 }, (_, index) => grouped(`i-${index}`, 'dev'));
  const [place] = makePatchPlan([...many, grouped('i-p', 'prod', aPlace('prod'))], aRequest()).places;
  expect(place?.atOnce).toBe(3);
  expect(makePatchPlan([grouped('i-p', 'prod')], aRequest()).places[0]?.atOnce).toBe(1);
});

it('tells what the archive knows', () => {
  const known = grouped('i-0000000a', 'dev');
  const scan = { missing: 3, critical: 1, at: '2026-11-24T01:00:00Z' };
  const plan = makePatchPlan(
    [known, grouped('i-0000000b', 'dev')],
    aRequest({ lastScans: new Map([[scanKey(known), scan]]) }),
  );
  expect(plan.places[0]?.instances.map(({ lastScan }) => lastScan)).toEqual([scan, null]);
});

it.each([
  ['0', 1],
  ['101%', 0],
  ['a few', 0],
  ['-1', 0],
  ['%', 0],
] as const)('%s is no share', (text, least) => {
  expect(() => parseShare(text, '--max-errors', least)).toThrow(`--max-errors ${text} is no number of instances.`);
});
