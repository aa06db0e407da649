import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';

it('npm run demo governs the emulated organization, changes one line, shows what is where, and leaves nothing running', async () => {
  const { code, output } = await runDemo();
  expect(output).toContain('27 of 27 changes done');
  expect(output).toContain('No changes.');
  expect(output).toContain('RetentionDays 365 → 730');
  expect(output).toContain('The stack sets, stacks and policies are as metsuke.yaml says.');
  expect(output).toContain('2 problems in 2 accounts.');
  expect(output).toMatch(/Written: .*metsuke-dashboard\.html/);
  expect(output).toContain('The sandbox is down.');
  expect(code).toBe(0);
});

function runDemo(): Promise<{ readonly code: number | null; readonly output: string }> {
  const root = packageRoot(import.meta.url);
  const child = spawn(process.execPath, [join(root, 'scripts', 'demo.mjs')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
