import type { Finding } from '../domain/finding.ts';
import type { Path } from './node.ts';

/** A finding with its place as a path, before the path has become a line and a column. */
export interface Breach extends Omit<Finding, 'source'> {
  readonly at: Path;
}
