import type { Text } from '../language.ts';

/** Where a mapping was read. Nothing else than what AWS, or the framework's own text, says counts as one. */
export interface Source {
  readonly title: string;
  readonly address: string;
  /** The day on which it was read, ISO 8601. */
  readonly readOn: string;
}

/** A control of AWS Security Hub CSPM that AWS relates to a requirement, and the rule of AWS Config that AWS says evaluates it. */
export interface MappedControl {
  /** `IAM.4` */
  readonly control: string;
  /** A rule of the catalogue; null: none of them is known to evaluate it. */
  readonly rule: string | null;
  /** The requirement as AWS writes it, where it is a part of the one that is listed: `8.3.6`. */
  readonly parts?: readonly string[];
}

export interface Framework {
  readonly id: string;
  readonly title: Text;
  /** Numbers of all its requirements, in their order. Their text is the publisher's. Empty: not even these are known here. */
  readonly requirements: readonly string[];
  /** Empty: no mapping is in this version. */
  readonly sources: readonly Source[];
  /** Requirement → controls. A requirement that is not here is not mapped. */
  readonly controls: Readonly<Record<string, readonly MappedControl[]>>;
  /** Requirements that reports answer which name them in `cis`. */
  readonly isOfReports: boolean;
}

/** `3.1` to `3.9` */
export function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}
