import { expect, it } from 'vitest';
import { anInstance, aPlace } from '../../../test/support/instances.ts';
import { aView } from '../../../test/support/view.ts';
import type { PatchPlan } from '../../patching/plan.ts';
import { renderLeftOut, renderPatchPlan } from './patch-plan.ts';

const terminal = { view: aView() };
const lastScan = { missing: 3, critical: 1, at: '2026-11-24T01:00:00Z' };
const PLAN: PatchPlan = {
  choice: { by: 'patch', patches: ['CVE-2026-1', 'openssl*'] },
  reboot: 'NoReboot',
  maxErrors: 1,
  places: [
    {
      ...aPlace('dev'),
      atOnce: 5,
      instances: [
        { instance: anInstance('web', { id: 'i-0000000a' }), group: 'dev', lastScan },
        { instance: anInstance('db', { id: 'i-0000000b' }), group: 'dev', lastScan: null },
      ],
    },
  ],
  unreached: [anInstance('old', { id: 'i-0000000c', agent: 'LOST' })],
  unconcerned: [anInstance('ad', { id: 'i-0000000d', platform: 'Windows' })],
};

it('says what, where, how many at a time, whether they reboot and when it stops', () => {
  const text = renderPatchPlan(PLAN, terminal);
  expect(text).toContain('To be installed now: CVE-2026-1, openssl*\n');
  expect(text).toMatch(/web +dev +3 +1 +2026-11-24/);
  expect(text).toMatch(/db +dev +\? +\?/);
  expect(text).toContain('  dev  ap-northeast-1  2 instances, 2 at a time\n');
  expect(text).toContain('No instance reboots');
  expect(text).toContain('No further one begins after 2 failures.');
});

it('says of each choice what it means', () => {
  const text = (choice: PatchPlan['choice']) => renderPatchPlan({ ...PLAN, choice }, terminal);
  expect(text({ by: 'baseline' })).toContain('what the baseline of each instance approves today');
  expect(text({ by: 'severity', severities: ['critical', 'important'] })).toContain('severity critical, important');
});

it('names who is left out, and why', () => {
  const text = renderLeftOut(PLAN, aView());
  expect(text).toContain('left out old i-0000000c dev ap-northeast-1: Systems Manager does not reach it');
  expect(text).toContain('left out ad i-0000000d dev ap-northeast-1: the patches are for another kind of system.');
});

it('tells the same reason of many instances once, with their names', () => {
  const unreached = ['a', 'b'].map((name) => anInstance(name, { id: `i-0000000${name}`, agent: 'LOST' }));
  expect(renderLeftOut({ ...PLAN, unreached, unconcerned: [] }, aView()).split('\n')).toEqual([
    'left out 2 instances: Systems Manager does not reach them; see docs/sessions.md.',
    '  a  i-0000000a  dev  ap-northeast-1',
    '  b  i-0000000b  dev  ap-northeast-1',
    '',
  ]);
});
