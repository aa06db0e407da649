import { expect, it } from 'vitest';
import { anInstance } from '../../../test/support/instances.ts';
import { aView } from '../../../test/support/view.ts';
import { renderPatchCounts, renderPatchResult } from './patch-results.ts';

const view = aView();
const instance = anInstance('web', { id: 'i-0000000a' });
const WHO = 'web i-0000000a dev ap-northeast-1';

it.each([
  ['Success', { exitCode: 0, stdout: 'much\nmore', stderr: '' }, `patched ${WHO}`],
  [
    'Failed',
    { exitCode: 156, stdout: 'a\nNo space left\n', stderr: '' },
    `failed ${WHO} (exit code 156): No space left`,
  ],
  ['Failed', { exitCode: 1, stdout: 'a', stderr: 'locked\u001b[2J' }, `failed ${WHO} (exit code 1): locked\\x1b[2J`],
  ['NotSent', { exitCode: null, stdout: '', stderr: 'not authorized' }, `not sent ${WHO}: not authorized`],
  [
    'Undeliverable',
    { exitCode: null, stdout: '', stderr: '' },
    `never reached (Systems Manager lost the instance) ${WHO}`,
  ],
  ['NothingFits', { exitCode: 0, stdout: '', stderr: '' }, `nothing to install on ${WHO}`],
  [
    'Success',
    { exitCode: 0, stdout: '', stderr: 'Whether a patch fitted is not known: not authorized' },
    `patched ${WHO}: Whether a patch fitted is not known: not authorized`,
  ],
  ['Terminated', { exitCode: null, stdout: '', stderr: '' }, `Terminated ${WHO}`],
])('%s is one line', (status, said, line) => {
  expect(renderPatchResult({ instance, status, ...said }, view)).toBe(`${line}\n`);
});

it.each([
  [['Success', 'Failed'], '1 instance patched, 1 not.'],
  [['Success', 'NothingFits', 'NothingFits'], '1 instance patched, 0 not, 2 had nothing to install.'],
  [
    ['NothingFits'],
    '0 instances patched, 0 not, 1 had nothing to install. No patch that was named fits any of them: look at how it is written.',
  ],
])('%j in one line', (statuses, line) => {
  const results = statuses.map((status) => ({ instance, status, exitCode: null, stdout: '', stderr: '' }));
  expect(renderPatchCounts(results, view)).toBe(`${line}\n`);
});
