import { retell, say } from './say.ts';

/** Something a person should know about their input or their organization; gathered in lists, never thrown. */
export interface Finding {
  readonly severity: 'error' | 'warning' | 'info';
  /** A word or two in kebab case, stable enough to search for: `unknown-account`. */
  readonly code: string;
  readonly message: string;
  /** What to do next, a sentence. */
  readonly hint?: string;
  /** What to run for it, to be copied; the hint leads to it. */
  readonly command?: string;
  /** Whom the message is about: findings that differ in this only are shown as one. */
  readonly account?: { readonly id: string; readonly name?: string };
  readonly source?: Source;
}

export interface Source {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** `metsuke.yaml:14:5 error unknown-account: … hint` */
export function formatFinding(finding: Finding): string {
  const where = finding.source ? `${finding.source.file}:${finding.source.line}:${finding.source.column} ` : '';
  const hint = finding.hint ? ` ${retell(finding.hint)}` : '';
  const command = finding.command ? ` ${finding.command}` : '';
  return `${where}${SEVERITIES[finding.severity]} ${finding.code}: ${retell(finding.message)}${hint}${command}`;
}

const SEVERITIES = { error: say`error`, warning: say`warning`, info: say`info` };
