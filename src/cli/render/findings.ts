import { type Finding, formatFinding } from '../../domain/finding.ts';
import type { Terminal, View } from '../terminal.ts';
import type { Paint } from './pieces.ts';
import { paragraph } from './wrap.ts';

function colorOf({ severity }: Finding, style: Terminal['style']): Paint {
  return { error: style.red, warning: style.yellow, info: style.dim }[severity];
}

/** A paragraph a finding. */
export function findingLines(findings: readonly Finding[], { style, screen }: View, indent = ''): readonly string[] {
  const options = { width: screen.width, first: indent, rest: `${indent}    ` };
  return findings.flatMap((finding) =>
    paragraph([{ text: formatFinding(finding), paint: colorOf(finding, style) }], options),
  );
}

/** Warnings and notes, to stderr. */
export function renderFindings(findings: readonly Finding[], { err, errView }: Terminal): void {
  for (const line of findingLines(findings, errView)) err(`${line}\n`);
}
