import type { Examined } from './examination.ts';
import { redactConfiguration } from './redact.ts';

export interface BundleInput {
  readonly madeAt: string;
  readonly examined: readonly Examined[];
  /** As it is understood, with defaults; null when it has errors. */
  readonly configuration: unknown;
  /** Codes with their places: a message may quote the file. */
  readonly findings: readonly { readonly code: string; readonly line: number | null; readonly column: number | null }[];
  readonly plan: PlanLike | { readonly failed: string };
}

/** What is read of a plan. */
interface PlanLike {
  readonly accounts: {
    readonly total: number;
    readonly governed: readonly unknown[];
    readonly skipped: readonly unknown[];
  };
  readonly steps: readonly { readonly kind: string; readonly dependsOn: readonly string[] }[];
  readonly findings: readonly { readonly code: string }[];
}

/** What goes with a report of a bug. Holds nothing that names an account, a person or a thing of theirs. */
export function makeBundle({ madeAt, examined, configuration, findings, plan }: BundleInput): string {
  const content = {
    format: 'metsuke-doctor/1',
    madeAt,
    examined,
    configuration: redactConfiguration(configuration),
    findings,
    plan: 'failed' in plan ? plan : shapeOf(plan),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** How many of what, and nothing of whom. */
function shapeOf({ accounts, steps, findings }: PlanLike): object {
  return {
    accounts: { total: accounts.total, governed: accounts.governed.length, skipped: accounts.skipped.length },
    steps: countBy(steps.map(({ kind }) => kind)),
    dependencies: steps.reduce((sum, { dependsOn }) => sum + dependsOn.length, 0),
    findings: countBy(findings.map(({ code }) => code)),
  };
}

function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
