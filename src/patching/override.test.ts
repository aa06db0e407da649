import { describe, expect, it } from 'vitest';
import { parseChoice, patchesFor } from './choice.ts';
import { makeOverride } from './override.ts';

const of = (choice: Parameters<typeof parseChoice>[0]) =>
  Object.fromEntries((makeOverride(parseChoice(choice)) ?? []).map((one) => [one.OperatingSystem, one]));

describe('what replaces the baseline of an instance', () => {
  it('is nothing, when nothing is named', () => {
    expect(makeOverride(parseChoice({}))).toBeNull();
  });

  it('approves a severity at once, in the words of each system', () => {
    const { AMAZON_LINUX_2023: amazon, WINDOWS: windows, UBUNTU: ubuntu } = of({ severity: ['critical'] });
    expect(amazon?.ApprovalRules.PatchRules).toEqual([
      {
        ApproveAfterDays: 0,
        ComplianceLevel: 'CRITICAL',
        EnableNonSecurity: false,
        PatchFilterGroup: {
          PatchFilters: [
            { Key: 'CLASSIFICATION', Values: ['Security'] },
            { Key: 'SEVERITY', Values: ['Critical'] },
          ],
        },
      },
    ]);
    expect(windows?.ApprovalRules.PatchRules).toMatchObject([
      { PatchFilterGroup: { PatchFilters: [{}, { Key: 'MSRC_SEVERITY', Values: ['Critical'] }] } },
    ]);
    expect(ubuntu?.ApprovalRules.PatchRules).toHaveLength(1);
    expect(amazon?.ApprovedPatches).toEqual([]);
  });

  it('approves what is named and nothing else, each to the systems that can have it', () => {
    const { AMAZON_LINUX_2023: amazon, WINDOWS: windows } = of({ patch: ['CVE-2026-1', 'openssl*', 'KB5012345'] });
    expect(amazon).toMatchObject({
      ApprovalRules: { PatchRules: [] },
      ApprovedPatches: ['CVE-2026-1', 'openssl*'],
      ApprovedPatchesEnableNonSecurity: true,
    });
    expect(windows).toMatchObject({ ApprovedPatches: ['KB5012345'], ApprovedPatchesEnableNonSecurity: false });
    expect(Object.keys(of({ patch: ['CVE-2026-1'] }))).toEqual(['AMAZON_LINUX_2023', 'UBUNTU']);
  });
});

describe('patches that are named', () => {
  it.each([
    ['nothing', [''], /names no patch/],
    ['a sentence', ['all of them'], /names no patch/],
    ['too long', ['x'.repeat(101)], /names no patch/],
    ['too many', Array.from({ length: 51 }, (_, index) => `KB${index}`), /50 go into one run/],
  ])('are refused: %s', (_name, patch, message) => {
    expect(() => parseChoice({ patch })).toThrow(message);
  });

  it('belong to one kind of system', () => {
    expect(patchesFor('Windows', ['kb123', 'KB', 'bash'])).toEqual(['kb123']);
    expect(patchesFor('Linux', ['kb123', 'KB', 'bash'])).toEqual(['KB', 'bash']);
  });
});
