import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../domain/finding.ts';
import { parseConfig } from './load.ts';

const FRAGMENTS = [
  '*!',
  '*a',
  '&a ',
  '<<: ',
  '!!binary ',
  '!!set ',
  '!Ref ',
  '%YAML 1.1\n',
  '---\n',
  '...\n',
  '\t',
  '\0',
  '\uFEFF',
  '\r\n',
  '\r',
  '\n',
  '\n  ',
  '- ',
  '? ',
  ': ',
  '[',
  ']',
  '{',
  '}',
  ',',
  '"',
  "'",
  '|\n',
  '>-\n',
  '#',
  '@',
  '`',
  '~',
  '0x1F',
  '012345678901',
  '.inf',
  '\ud800',
  'version: 1\n',
  'accounts:',
  '  audit: audit\n',
  '  log: log\n',
  'logs:\n',
  'retentionDays',
  'governedRegions: ',
  'us-east-1',
  '__proto__',
  'constructor: ',
  'exclude: {accounts: ',
  'true',
  'null',
  'a@b.example',
];

const yamlish = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(''));
const nested = fc
  .tuple(fc.constantFrom(...FRAGMENTS), fc.nat(20_000))
  .map(([fragment, times]) => fragment.repeat(times));

const VALID = 'version: 1\naccounts: {audit: a, log: b}\nnotifications: {securityEmail: a@b.example}\n';
const damaged = fc
  .tuple(fc.nat(VALID.length), fc.nat(8), fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string()))
  .map(([at, removed, put]) => VALID.slice(0, at) + put + VALID.slice(at + removed));

/** Of the processor, whatever else it has to do: microseconds for a file of so many unknown keys. */
function costOf(length: number): number {
  const keys = Array.from({ length }, (_, index) => `k${index}: 1`).join('\n');
  const before = process.cpuUsage();
  parseConfig(keys, 'metsuke.yaml');
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('parseConfig', () => {
  it.each([
    ['random text', fc.string({ unit: 'binary', maxLength: 200 }), 500],
    ['text that looks like YAML', yamlish, 1_500],
    ['a valid file, damaged', damaged, 1_000],
    ['one fragment many times', nested, 30],
    ['any JSON', fc.json(), 300],
  ])('never throws, and explains itself in the order of the file: %s', (_name, texts, numRuns) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { config, findings } = parseConfig(text, 'metsuke.yaml');
        const lines = text.split('\n');
        expect(config === null).toBe(findings.some(({ severity }) => severity === 'error'));
        for (const { source } of findings) {
          expect(source?.line).toBeGreaterThanOrEqual(1);
          expect(source?.line).toBeLessThanOrEqual(lines.length);
          expect(source?.column).toBeGreaterThanOrEqual(1);
        }
        const said = findings.map(formatFinding);
        expect(new Set(said).size).toBe(said.length);
        // One line each, whatever was in the file.
        expect(said.filter((line) => /[\p{Cc}\p{Zl}\p{Zp}]/u.test(line))).toEqual([]);
        const positions = findings.map(({ source }) => (source?.line ?? 0) * 1e6 + (source?.column ?? 0));
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
      }),
      { numRuns },
    );
  });

  it('takes time in proportion to the size of the file', () => {
    costOf(1_000);
    // Ten times the keys: ten times the work, where a comparison of each with each would take a hundred times.
    expect(costOf(30_000) / costOf(3_000)).toBeLessThan(40);
  });
});
