import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { synthesize } from '../../src/blueprints/synth.ts';
import { A_SESSION_VPC, aConfig, EVERY_CHANNEL } from './cloudformation-fixture.ts';

export interface TemplateFiles {
  readonly paths: readonly string[];
  remove(): void;
}

/** Every synthesized template, in files of a new folder: linters read files. Variants that differ are all there. */
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
  const paths = Object.entries(variants).flatMap(([variant, config]) =>
    synthesize(config)
      .filter((file) => file.path.startsWith('templates/'))
      .map((file) => {
        const path = join(folder, variant, file.path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, file.content);
        return path;
      }),
  );
  return { paths, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
