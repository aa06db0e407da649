import type { AccountId } from '../../domain/ids.ts';

/** What IAM Access Analyzer found and nobody archived. */
export interface AccessFinding {
  readonly id: string;
  /** `PublicAccess`, or what AWS calls the kind: ExternalAccess, UnusedIAMRole and others. */
  readonly type: string;
  /** ARN; empty where AWS does not say. */
  readonly resource: string;
  readonly resourceType: string;
  readonly account: AccountId;
  readonly region: string;
  /** Whom it lets in: `AWS: 999988887777`. Empty for unused access. */
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  /** Why it could not be analyzed; null: it was. */
  readonly error: string | null;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

export interface FoundAccess {
  readonly findings: readonly AccessFinding[];
  /** There are more than were asked for. */
  readonly isCut: boolean;
}

export interface AccessAnalyzerPort {
  /** Null when there is no analyzer of this name. Throws where it is there and does not work. */
  listActive(analyzer: string, kind: 'external' | 'unused', region: string): Promise<FoundAccess | null>;
}
