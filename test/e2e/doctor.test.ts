import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

let rehearsal: Rehearsal;
beforeAll(async () => {
  rehearsal = await startRehearsal();
});
afterAll(() => rehearsal.stop());

it('finds nothing wrong with a sandbox', async () => {
  const { code, stdout } = await rehearsal.metsuke('doctor', '--json');
  const { examined } = JSON.parse(stdout);
  expect(examined.filter(({ state }: { state: string }) => state !== 'fine')).toEqual([]);
  expect(code).toBe(0);
});

it('writes a bundle that names nothing of the organization', async () => {
  const file = join(rehearsal.folder, 'bug.json');
  const written = await rehearsal.metsuke('doctor', '--bundle', file);
  expect(written, written.output).toMatchObject({ code: 0 });
  const text = readFileSync(file, 'utf8');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(text).not.toMatch(/\d{12}|@|o-[a-z0-9]{10}|AKIA|arn:aws/);
  const bundle = JSON.parse(text);
  expect(bundle.plan.steps['stack-set']).toBeGreaterThan(3);
  expect(bundle.configuration.homeRegion).toBe('ap-northeast-1');
});

it('says what is wrong, with codes alone', async () => {
  const config = rehearsal.readConfig();
  rehearsal.writeConfig(`${config}\nnoSuchSection: secret-payments\n`);
  const { code, output } = await rehearsal.metsuke('doctor');
  rehearsal.writeConfig(config);
  expect(code).toBe(1);
  expect(output).toContain('unknown-key');
  expect(output).not.toContain('secret-payments');
});
