import { type Finding, formatFinding } from '../../domain/finding.ts';
import type { Terminal } from '../terminal.ts';

export function colorOf({ severity }: Finding, style: Terminal['style']): (text: string) => string {
  return { error: style.red, warning: style.yellow, info: style.dim }[severity];
}

/** Warnings and notes, to stderr. */
export function renderFindings(findings: readonly Finding[], { err, errStyle }: Terminal): void {
  for (const finding of findings) {
    err(`${colorOf(finding, errStyle)(formatFinding(finding))}\n`);
  }
}
