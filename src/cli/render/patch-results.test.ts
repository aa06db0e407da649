import { expect, it } from 'vitest';
import { anInstance } from '../../../test/support/instances.ts';
import { makeTerminal } from '../terminal.ts';
import { renderPatchResult } from './patch-results.ts';

const { style } = makeTerminal({ color: false });
const instance = anInstance('web', { id: 'i-0000000a' });
const WHO = 'web i-0000000a dev ap-northeast-1';

it.each([
  ['Success', { exitCode: 0, stdout: 'much\nmore', stderr: '' }, `patched ${WHO}`],
  [
    'Failed',
    { exitCode: 156, stdout: 'a\nNo space left\n', stderr: '' },
    `failed ${WHO} (exit code 156): No space left`,
  ],
  ['Failed', { exitCode: 1, stdout: 'a', stderr: 'locked\u001b[2J' }, `failed ${WHO} (exit code 1): locked·[2J`],
  ['NotSent', { exitCode: null, stdout: '', stderr: 'not authorized' }, `not sent ${WHO}: not authorized`],
  [
    'Undeliverable',
    { exitCode: null, stdout: '', stderr: '' },
    `never reached: Systems Manager lost the instance ${WHO}`,
  ],
  ['Terminated', { exitCode: null, stdout: '', stderr: '' }, `Terminated ${WHO}`],
])('%s is one line', (status, said, line) => {
  expect(renderPatchResult({ instance, status, ...said }, style)).toBe(`${line}\n`);
});
