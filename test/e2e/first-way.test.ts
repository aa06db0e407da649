import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { NODES, nodeBinary } from '../../scripts/nodes.mjs';
import { type CliResult, runCli } from '../support/cli.ts';

/** The quick form of verification runs on one version at a time. */
const versions = process.env['METSUKE_QUICK'] === undefined ? NODES : [process.versions.node];

describe.each(versions)('from an empty folder to a governed organization and back, on Node.js %s', (version) => {
  const node = version === process.versions.node ? process.execPath : nodeBinary(version);
  beforeEach((context) => {
    if (node === null) context.skip(`Node.js ${version} cannot be installed from the npm registry`);
  });

  it('works, and says nothing of that version', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'metsuke-way-'));
    const metsuke = (...parameters: readonly string[]): Promise<CliResult> =>
      runCli(parameters, { folder, node: node ?? '', environment });
    let environment = {};
    const expectCode = async (code: number, ...parameters: readonly string[]): Promise<string> => {
      const result = await metsuke(...parameters);
      expect(result, result.output).toMatchObject({ code });
      return result.stdout;
    };
    try {
      expect(await expectCode(0, '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
      expect(await expectCode(0, '--help')).toContain('apply');
      await expectCode(0, 'sandbox', 'up', '--parent-pid', String(process.pid));
      environment = JSON.parse(await expectCode(0, 'sandbox', 'env', '--json'));
      await expectCode(0, 'init', '--email', 'security@example.com');
      expect(await expectCode(0, 'check')).toContain('Ready.');
      await expectCode(3, 'plan', '--exit-code');
      await expectCode(0, 'apply', '--yes');
      expect(await expectCode(0, 'plan', '--exit-code')).toContain('No changes.');
      await expectCode(1, 'status');
      await expectCode(0, 'sandbox', 'mail', 'confirm');
      await expectCode(0, 'status');
      await expectCode(0, 'destroy', '--confirm', 'o-8m3k2xq1zz', '--accept-losses');
    } finally {
      await metsuke('sandbox', 'down');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
