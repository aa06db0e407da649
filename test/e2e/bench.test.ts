import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, type TestContext } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';

const ROOT = packageRoot(import.meta.url);

interface Run {
  readonly stdout: string;
  readonly stderr: string;
}

/** Each benchmark compares what its peers did, and ends with an error when they differ. */
function runQuick(name: string): Promise<Run> {
  const parameters = [join(ROOT, 'bench', 'main.mjs'), name, '--quick', '--built'];
  return promisify(execFile)(process.execPath, parameters, { cwd: ROOT, maxBuffer: 16_000_000 });
}

/** A peer that this machine cannot have is no failure, and is told. */
function skipWithoutPeer({ stderr }: Run, context: TestContext): void {
  const reason = /^skipped: (.*)$/m.exec(stderr)?.[1];
  if (reason !== undefined) context.skip(reason);
}

describe('the quick form of every benchmark runs to its end', () => {
  it('governance, with the same stacks from every peer', async (context) => {
    const run = await runQuick('governance');
    expect(run.stdout).toContain('The quick form ran to its end.');
    const file = join(ROOT, 'bench', 'RESULTS.md');
    // The same line as on the page of results: figures of another baseline are none of this version.
    if (existsSync(file)) expect(deployed(readFileSync(file, 'utf8'))).toEqual(deployed(run.stdout));
    expect(deployed(run.stdout)).toContain('config-recorder');
    skipWithoutPeer(run, context);
  });

  it('archive, with the same rows from every peer', async () => {
    expect((await runQuick('archive')).stdout).toContain('The quick form ran to its end.');
  });

  it('evidence, which every peer proves', async (context) => {
    const run = await runQuick('evidence');
    expect(run.stdout).toContain('The quick form ran to its end.');
    skipWithoutPeer(run, context);
  });

  it('dashboard, with every violation that was made', async (context) => {
    const run = await runQuick('dashboard');
    skipWithoutPeer(run, context);
    expect(run.stdout).toContain('The quick form ran to its end.');
  });
});

function deployed(page: string): readonly string[] {
  return /^- Templates: (.*)$/m.exec(page)?.[1]?.split(', ') ?? [];
}
