import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { synthesize } from '../../src/blueprints/synth.ts';
import { A_SESSION_VPC, aConfig, EVERY_CHANNEL } from './cloudformation-fixture.ts';

export interface TemplateFiles {
  readonly paths: readonly string[];
  remove(): void;
}

/**
 * Every synthesized template, in files of a new folder: linters read files. Variants that differ are all there, and what
 * is the same in several of them is there once.
 */
export function writeTemplates(): TemplateFiles {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-templates-'));
  const variants = {
    defaults: aConfig(),
    channels: aConfig(EVERY_CHANNEL),
    administrator: aConfig({ stackSets: { executionPolicy: 'administrator' } }),
    streamed: aConfig({
      notifications: { securityEmail: 'security@example.com', enabled: false },
      cloudTrail: {
        mode: 'ACCOUNT',
        encryption: 'SSE_KMS',
        dataEvents: ['S3', 'LAMBDA'],
        objectLock: { enabled: true },
      },
      logCollection: { method: 'FIREHOSE', logGroups: ['*'] },
      sessions: { enabled: true, kmsKey: true, endpoints: [A_SESSION_VPC] },
    }),
  };
  const written = new Map<string, string>();
  for (const [variant, config] of Object.entries(variants)) {
    for (const { path, content } of synthesize(config)) {
      const key = `${path}\n${content}`;
      if (!path.startsWith('templates/') || written.has(key)) continue;
      const target = join(folder, variant, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
      written.set(key, target);
    }
  }
  return { paths: [...written.values()], remove: () => rmSync(folder, { recursive: true, force: true }) };
}
