import type { Config } from '../../config/schema.ts';

export type PatchedSystem = Config['patching']['systems'][number];

/** Patches of a kind, and when they are approved. */
export interface ApprovalRule {
  /** `any`: the system knows none. */
  readonly severity: Severity | 'any';
  readonly approveAfterDays: number;
  readonly complianceLevel: 'CRITICAL' | 'HIGH' | 'MEDIUM';
  readonly filters: readonly { readonly key: string; readonly values: readonly string[] }[];
}

type ApprovalDays = Config['patching']['approveAfterDays'];
export type Severity = keyof ApprovalDays;
export const SEVERITY_NAMES = ['critical', 'important', 'other'] as const satisfies readonly Severity[];

/** What Patch Manager calls severities in each system; Ubuntu has none, and no release dates either. */
const SEVERITIES = {
  AMAZON_LINUX_2023: { key: 'SEVERITY', critical: ['Critical'], important: ['Important'], other: ['Medium', 'Low'] },
  WINDOWS: {
    key: 'MSRC_SEVERITY',
    critical: ['Critical'],
    important: ['Important'],
    other: ['Moderate', 'Low', 'Unspecified'],
  },
} as const;

const CLASSIFICATIONS = { AMAZON_LINUX_2023: ['Security'], WINDOWS: ['CriticalUpdates', 'SecurityUpdates'] } as const;

/** Security patches alone: what else is new comes with the next machine image. */
export function approvalRules(system: PatchedSystem, days: ApprovalDays, waitDays = 0): readonly ApprovalRule[] {
  if (system === 'UBUNTU') return [UBUNTU];
  const { key, ...severities } = SEVERITIES[system];
  const rule = (severity: Severity, complianceLevel: ApprovalRule['complianceLevel']): ApprovalRule => ({
    severity,
    // The longest that Patch Manager takes.
    approveAfterDays: Math.min(days[severity] + waitDays, 360),
    complianceLevel,
    filters: [
      { key: 'CLASSIFICATION', values: CLASSIFICATIONS[system] },
      { key, values: severities[severity] },
    ],
  });
  return [rule('critical', 'CRITICAL'), rule('important', 'HIGH'), rule('other', 'MEDIUM')];
}

const UBUNTU: ApprovalRule = {
  severity: 'any',
  approveAfterDays: 0,
  complianceLevel: 'HIGH',
  filters: [
    { key: 'PRODUCT', values: ['*'] },
    { key: 'PRIORITY', values: ['Required', 'Important', 'Standard', 'Optional', 'Extra'] },
  ],
};
