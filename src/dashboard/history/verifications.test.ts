import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryTable } from '../../../test/support/memory-table.ts';
import { keepInBucket } from './bucket-place.ts';
import { keepInFolder } from './folder-place.ts';
import { findVerification, keepVerification, type VerificationResult } from './verifications.ts';

const LOCATION = 's3://example-logs';
const asked = { location: LOCATION, firstDay: '2026-10-31', now: '2026-11-29T09:00:00.000Z' };

function aResult(change: Partial<VerificationResult> = {}): VerificationResult {
  return {
    format: 'metsuke-verification/1',
    location: LOCATION,
    at: '2026-11-28T18:00:00.000Z',
    span: { from: null, to: null },
    keySource: 'ListPublicKeys',
    findings: 0,
    digests: 90,
    provenDigests: 90,
    logs: 1_200,
    provenLogs: 1_200,
    ...change,
  };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-verified-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function keptAndFound(result: VerificationResult, wanted = asked) {
  const place = keepInFolder(folder);
  expect(await keepVerification(place, result)).toBeUndefined();
  return findVerification(place, wanted);
}

describe('the result of a verification', () => {
  it('is found again with what it rests on, until when it ran', async () => {
    const { verified, problem } = await keptAndFound(aResult());
    expect(problem).toBeNull();
    expect(verified).toMatchObject({ from: null, until: '2026-11-28T18:00:00.000Z', findings: 0, keptIn: folder });
  });

  it.each<[string, Partial<VerificationResult>]>([
    ['begins after the first day', { span: { from: '2026-11-01T00:00:00Z', to: null } }],
    ['ended before the first day', { span: { from: null, to: '2026-10-30T23:59:59Z' } }],
    ['was made before the first day', { at: '2026-10-30T18:00:00.000Z' }],
    ['proved no log file', { logs: 0, provenLogs: 0, digests: 0, provenDigests: 0 }],
  ])('counts for nothing where it %s', async (_what, change) => {
    expect(await keptAndFound(aResult(change))).toEqual({ verified: null, problem: null });
  });

  it('of another archive is none of this one', async () => {
    const other = { ...asked, location: 's3://example-logs-2' };
    expect(await keptAndFound(aResult(), other)).toEqual({ verified: null, problem: null });
  });

  it.each<[string, string, string]>([
    ['is damaged', '{', 'is no JSON'],
    ['is made up of something else', '{"format":"metsuke-verification/1"}', 'is no result of a verification'],
    ['was renamed', JSON.stringify(aResult({ location: 's3://other' })), 'is of another archive'],
    ['is of the future', JSON.stringify(aResult({ at: '2027-01-01T00:00:00.000Z' })), 'has not come yet'],
    ['has no times', JSON.stringify(aResult({ span: { from: null, to: 'soon' } })), 'is no result of a verification'],
  ])('that %s is left out, and told', async (_what, text, reason) => {
    await keptAndFound(aResult());
    const [name = ''] = readdirSync(folder);
    writeFileSync(join(folder, name), text);
    const { verified, problem } = await findVerification(keepInFolder(folder), asked);
    expect([verified, problem]).toEqual([null, expect.stringContaining(reason)]);
  });

  it('within the archive is neither written nor believed, whoever put it there', async () => {
    const inBucket = keepInBucket(new MemoryTable().bucket);
    const location = 's3://example-curated';
    expect(await keepVerification(inBucket, aResult({ location }))).toContain('counts for nothing');
    const inFolder = keepInFolder(join(folder, 'history'));
    expect(await keepVerification(inFolder, aResult({ location: folder }))).toContain('counts for nothing');
    const found = await findVerification(inFolder, { ...asked, location: folder });
    expect(found).toMatchObject({ verified: null, problem: expect.stringContaining('lies in the archive itself') });
  });

  it('names no account', async () => {
    await keptAndFound(aResult());
    const [name = ''] = readdirSync(folder);
    expect(name).toMatch(/^verified-[0-9a-f]{16}\.json$/);
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/\d{12}/);
  });
});
