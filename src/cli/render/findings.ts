import { type Finding, formatFinding } from '../../domain/finding.ts';
import type { Terminal } from '../terminal.ts';

/** Warnings and notes, to stderr. */
export function renderFindings(findings: readonly Finding[], { err, errStyle }: Terminal): void {
  for (const finding of findings) {
    const color = { error: errStyle.red, warning: errStyle.yellow, info: errStyle.dim }[finding.severity];
    err(`${color(formatFinding(finding))}\n`);
  }
}
