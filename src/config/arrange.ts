import type { Finding } from '../domain/finding.ts';
import { formatFinding } from '../domain/finding.ts';

/** In the order of the file, each said once. */
export function arrange(findings: readonly Finding[]): Finding[] {
  const unique = new Map(findings.map((finding) => [formatFinding(finding), finding]));
  return [...unique.values()].sort((a, b) => {
    const [from, to] = [a.source, b.source];
    return (from?.line ?? 0) - (to?.line ?? 0) || (from?.column ?? 0) - (to?.column ?? 0);
  });
}
