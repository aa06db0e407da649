import type { Level } from '../notification.ts';

/** Everything that is said to a person, in one language. */
export interface Words {
  readonly language: 'en' | 'ja';
  readonly levels: Readonly<Record<Level, string>>;
  readonly labels: Readonly<Record<'severity' | 'account' | 'region' | 'resource' | 'when' | 'who' | 'from', string>>;
  readonly headings: Readonly<Record<'next' | 'look', string>>;
  /** First line of a mail: account and sentence. */
  opening(account: string, what: string, level: Level): string;
  /** Why more of the same does not come. */
  groupedFooter(hours: number): string;
  lastOfTheHour(limit: number): string;
  reference(id: string): string;
  /** Who did it: a name, and where the request came from. */
  actor: {
    root(): string;
    role(role: string, session: string | undefined): string;
    user(name: string): string;
    service(name: string): string;
    from(address: string): string;
  };
  guardDuty: {
    what(type: string, isSample: boolean): string;
    /** By the first word of the finding's type. */
    readonly purposes: Readonly<Record<string, string>>;
    count(count: number): string;
    remote(address: string, country: string | undefined): string;
    /** By the kind of resource: Instance, AccessKey, S3Bucket. */
    readonly next: Readonly<Record<string, readonly string[]>>;
    readonly nextElse: readonly string[];
  };
  config: {
    what(rule: string): string;
    next(rule: string): readonly string[];
  };
  root: {
    signedIn(hasMfa: boolean): string;
    failedToSignIn(): string;
    did(call: string): string;
    readonly nextSignIn: readonly string[];
    readonly nextCall: readonly string[];
  };
  breakGlass: {
    what(role: string): string;
    readonly next: readonly string[];
  };
  call: {
    /** Of what is in the table of sensitive calls, where a sentence says more than the call's name. */
    readonly sentences: Readonly<Record<string, string>>;
    what(call: string): string;
    ownResource(call: string, resource: string): string;
    tried(call: string): string;
    denied(error: string): string;
    readonly next: readonly string[];
    readonly nextDenied: readonly string[];
  };
  health: {
    what(service: string, code: string): string;
    readonly exposedCredentials: string;
    readonly nextExposedCredentials: readonly string[];
    readonly nextIssue: readonly string[];
    readonly nextElse: readonly string[];
    entities(names: readonly string[], total: number): string;
  };
  alarm: {
    what(name: string): string;
    readonly next: readonly string[];
  };
  image: {
    failed(name: string, during: string | undefined): string;
    available(name: string): string;
    cancelled(name: string): string;
    goingOn(name: string, status: string): string;
    disabled(name: string, failures: string | undefined): string;
    readonly nextFailed: readonly string[];
    readonly nextAvailable: readonly string[];
    readonly nextDisabled: readonly string[];
  };
  access: {
    public(resource: string): string;
    external(resource: string, principal: string): string;
    failed(resource: string, error: string): string;
    actions(names: readonly string[], total: number): string;
    /** By the type of the finding. */
    readonly unused: Readonly<Record<string, (resource: string) => string>>;
    unusedElse(resource: string): string;
    readonly nextPublic: readonly string[];
    readonly nextExternal: readonly string[];
    readonly nextFailed: readonly string[];
    readonly nextUnused: readonly string[];
  };
  other: {
    what(source: string, detailType: string): string;
    readonly test: string;
    readonly next: readonly string[];
  };
  digest: {
    subject(date: string, count: number): string;
    opening(from: string, count: number): string;
    readonly reasons: Readonly<Record<DigestReason, string>>;
    times(count: number): string;
    more(lines: number, events: number): string;
    readonly closing: readonly string[];
  };
}

/** Why something was not told at once. */
export type DigestReason = 'minor' | 'quiet' | 'refused' | 'repeated' | 'crowded';
