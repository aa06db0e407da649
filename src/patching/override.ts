import { approvalRules, type PatchedSystem } from '../capabilities/patching/rules.ts';
import { type PatchChoice, patchesFor } from './choice.ts';

/** Patch Manager's words for a baseline that replaces that of an instance, for one run. */
export interface BaselineOverride {
  readonly OperatingSystem: PatchedSystem;
  readonly ApprovalRules: { readonly PatchRules: readonly object[] };
  readonly ApprovedPatches: readonly string[];
  /** Who names a package means it, security or not. */
  readonly ApprovedPatchesEnableNonSecurity: boolean;
}

const SYSTEMS = {
  AMAZON_LINUX_2023: 'Linux',
  UBUNTU: 'Linux',
  WINDOWS: 'Windows',
} as const satisfies Record<PatchedSystem, 'Linux' | 'Windows'>;
const AT_ONCE = { critical: 0, important: 0, other: 0 };

/** One for each system, as an instance takes its own out of the list; null: the baselines that are there. */
export function makeOverride(choice: PatchChoice): readonly BaselineOverride[] | null {
  if (choice.by === 'baseline') return null;
  const systems = Object.keys(SYSTEMS) as readonly PatchedSystem[];
  return systems.map((system) => overrideOf(system, choice)).filter(approvesSomething);
}

function overrideOf(system: PatchedSystem, choice: Exclude<PatchChoice, { by: 'baseline' }>): BaselineOverride {
  const isLinux = SYSTEMS[system] === 'Linux';
  return {
    OperatingSystem: system,
    ApprovalRules: { PatchRules: choice.by === 'severity' ? rulesOf(system, choice.severities) : [] },
    ApprovedPatches: choice.by === 'patch' ? patchesFor(SYSTEMS[system], choice.patches) : [],
    ApprovedPatchesEnableNonSecurity: choice.by === 'patch' && isLinux,
  };
}

function rulesOf(system: PatchedSystem, severities: readonly string[]): readonly object[] {
  return approvalRules(system, AT_ONCE)
    .filter(({ severity }) => severity === 'any' || severities.includes(severity))
    .map(({ approveAfterDays, complianceLevel, filters }) => ({
      ApproveAfterDays: approveAfterDays,
      ComplianceLevel: complianceLevel,
      EnableNonSecurity: false,
      PatchFilterGroup: { PatchFilters: filters.map(({ key, values }) => ({ Key: key, Values: values })) },
    }));
}

function approvesSomething({ ApprovalRules, ApprovedPatches }: BaselineOverride): boolean {
  return ApprovalRules.PatchRules.length + ApprovedPatches.length > 0;
}
