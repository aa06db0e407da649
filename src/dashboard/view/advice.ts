import type { Cell, Deployment, Posture } from '../posture/schema.ts';
import { daysUntil, isEvaluated, leastOf, SOON_DAYS } from './summary.ts';
import type { Word } from './words/en.ts';
import type { Values } from './words/tell.ts';

/** `bad`: wrong now. `unknown`: nobody looked, or could. `soon`: will be wrong. */
export type Urgency = 'bad' | 'unknown' | 'soon';

/** One thing to do, about one cause in all the accounts that have it. */
export interface Advice {
  readonly urgency: Urgency;
  /** The highest is done first. */
  readonly weight: number;
  readonly word: Word;
  readonly values: Values;
  /** Where it is; empty: in the organization itself. */
  readonly accounts: readonly string[];
  /** ISO 8601, when it is known. */
  readonly since: string | null;
  /** What the page shows of it. */
  readonly link: string;
  readonly command: string | null;
}

/** The worst first: what records comes before what it would have recorded, then threats and violations by severity. */
export function adviseOn(posture: Posture): readonly Advice[] {
  const all = [
    ...aboutDeployment(posture),
    ...aboutFindings(posture),
    ...aboutAccess(posture),
    ...aboutCompliance(posture),
    ...aboutEvidence(posture),
    ...aboutFleet(posture),
    ...aboutExceptions(posture),
    ...aboutOnly(posture),
    ...unevaluated(posture),
    ...unread(posture),
  ];
  return all.sort((a, b) => b.weight - a.weight || b.accounts.length - a.accounts.length);
}

export const SECTIONS = ['compliance', 'findings', 'access', 'deployment', 'evidence'] as const;

export function unreadSections(posture: Posture): readonly (typeof SECTIONS)[number][] {
  return SECTIONS.filter((name) => isUnread(posture[name]));
}

/** What metsuke.yaml need not ask for is no source that is missing. */
function isUnread(section: Posture[(typeof SECTIONS)[number]]): boolean {
  return section.state === 'not-read' && section.isOff !== true;
}

/** Both kinds of findings are in one view. */
const LINKS = {
  compliance: 'compliance',
  findings: 'findings',
  access: 'findings',
  deployment: 'deployment',
  evidence: 'evidence',
} as const;

function unread(posture: Posture): readonly Advice[] {
  const sections = unreadSections(posture).map((name): Advice => {
    const section = posture[name];
    const reason = section.state === 'not-read' ? section.reason : '';
    return about({
      urgency: 'unknown',
      weight: 60,
      word: 'doUnread',
      values: { source: name, reason },
      link: LINKS[name],
    });
  });
  const { findings, access } = posture;
  const regions = findings.state === 'read' ? findings.missing : [];
  const analyzers = access.state === 'read' ? access.missing : [];
  // An account may have those that were not read.
  const isCut = access.state === 'read' && access.isCut;
  return [
    ...sections,
    ...regions.map(({ region, reason }) =>
      about({ urgency: 'unknown', weight: 61, word: 'regionsMissing', values: { region, reason }, link: 'findings' }),
    ),
    ...analyzers.map((values) =>
      about({ urgency: 'unknown', weight: 61, word: 'analyzerMissing', values, link: 'findings' }),
    ),
    ...(isCut ? [about({ urgency: 'unknown', weight: 61, word: 'findingsCut', values: {}, link: 'findings' })] : []),
  ];
}

/** An account in which no rule has looked at anything is not called well. */
function unevaluated({ compliance, accounts }: Posture): readonly Advice[] {
  if (compliance.state === 'not-read') return [];
  const evaluated = new Set(compliance.cells.filter(isEvaluated).map(({ account }) => account));
  const without = accounts.filter(({ id, notGoverned }) => notGoverned === null && !evaluated.has(id));
  if (without.length === 0) return [];
  const unseen = without.map(({ id }) => id);
  return [
    about({ urgency: 'unknown', weight: 62, word: 'doUnevaluated', values: {}, accounts: unseen, link: 'compliance' }),
  ];
}

/** Of an account that has left, or that Metsuke leaves alone, nothing is known to be well. */
function aboutOnly({ only, accounts }: Posture): readonly Advice[] {
  if (only === null) return [];
  const unknown = { urgency: 'unknown', weight: 66, accounts: [only], link: 'overview' } as const;
  const account = accounts.find(({ id }) => id === only);
  if (account === undefined) return [about({ ...unknown, word: 'doAbsent', values: {} })];
  if (account.notGoverned === null) return [];
  return [about({ ...unknown, word: 'doNotGoverned', values: { reason: account.notGoverned } })];
}

function about(given: Pick<Advice, 'urgency' | 'weight' | 'word' | 'values' | 'link'> & Partial<Advice>): Advice {
  return { accounts: [], since: null, command: null, ...given };
}

function aboutCompliance({ compliance }: Posture): readonly Advice[] {
  if (compliance.state === 'not-read') return [];
  const severity = new Map(compliance.rules.map((rule) => [rule.name, rule.severity]));
  const broken = compliance.cells.filter(({ state }) => state === 'non-compliant');
  return [...groupBy(broken, ({ rule }) => rule)].map(([rule, cells]) =>
    about({
      urgency: 'bad',
      weight: (severity.get(rule) ?? 0) * 10 - 1,
      word: cells.some(({ count }) => count === null) ? 'doViolationsAtLeast' : 'doViolations',
      values: { rule, n: cells.reduce((sum, cell) => sum + leastOf(cell), 0) },
      accounts: accountsOf(cells),
      since: earliest(momentsOf(cells)),
      link: `compliance?rule=${encodeURIComponent(rule)}`,
    }),
  );
}

function* momentsOf(cells: readonly Cell[]): Iterable<string | null> {
  for (const { resources } of cells) for (const { recordedAt } of resources ?? []) yield recordedAt;
}

function aboutFindings({ findings }: Posture): readonly Advice[] {
  if (findings.state === 'not-read') return [];
  return [...groupBy(findings.findings, ({ type }) => type)].map(([type, found]) =>
    about({
      urgency: 'bad',
      weight: Math.max(...found.map(({ severity }) => severity)) * 10,
      word: 'doFinding',
      values: { type, n: found.length },
      accounts: accountsOf(found),
      since: earliest(found.map(({ firstSeen }) => firstSeen)),
      link: `findings?q=${encodeURIComponent(type)}`,
    }),
  );
}

function aboutAccess({ access }: Posture): readonly Advice[] {
  if (access.state === 'not-read') return [];
  return [...groupBy(access.findings, ({ type }) => type)].map(([type, found]) =>
    about({
      urgency: 'bad',
      weight: found.reduce((most, { severity }) => Math.max(most, severity), 0) * 10,
      word: 'doAccess',
      values: { type, n: found.length },
      accounts: accountsOf(found),
      since: earliest(found.map(({ firstSeen }) => firstSeen || null)),
      link: `findings?q=${encodeURIComponent(type)}`,
    }),
  );
}

function aboutDeployment({ deployment, only }: Posture): readonly Advice[] {
  if (deployment.state === 'not-read') return [];
  return [
    ...aboutRecordings(deployment),
    ...aboutNotices(deployment),
    ...aboutInstances(deployment),
    ...(only === null ? aboutPolicies(deployment) : []),
    ...aboutPending(deployment),
  ];
}

function aboutRecordings({ recordings }: Deployment): readonly Advice[] {
  return recordings
    .filter(({ state }) => state === 'off')
    .map(({ part, name, account, by }) =>
      about({
        urgency: 'bad',
        weight: 100,
        word: 'doRecordingOff',
        values: { part, name },
        accounts: [account],
        since: by?.at ?? null,
        link: 'deployment',
        command: 'metsuke apply',
      }),
    );
}

/** What nobody could look at; of trails and recorders that are gone, and of buckets, what to do. */
const UNSEEN: ReadonlySet<string> = new Set(['unknown', 'not-checked', 'topic-unread']);

function aboutNotices({ notices }: Deployment): readonly Advice[] {
  return notices.map(({ code, message, hint, command, account }) => {
    const isUnseen = UNSEEN.has(code);
    return about({
      urgency: isUnseen ? 'unknown' : 'bad',
      weight: isUnseen ? 65 : 98,
      word: 'doNotice',
      values: { message: [message, hint].filter((text) => text !== null).join(' ') },
      accounts: account === null ? [] : [account],
      link: 'deployment',
      command,
    });
  });
}

function aboutInstances({ deployments }: Deployment): readonly Advice[] {
  return deployments.flatMap(({ title, instances }) => {
    const failed = instances.filter(({ health }) => health === 'failed' || health === 'inoperable');
    const outdated = instances.filter(({ health }) => health === 'outdated');
    const tell = (word: Word, weight: number, found: typeof instances): readonly Advice[] =>
      found.length === 0
        ? []
        : [
            about({
              urgency: 'bad',
              weight,
              word,
              values: { title },
              accounts: accountsOf(found),
              link: `deployment?q=${encodeURIComponent(title)}`,
              command: 'metsuke apply',
            }),
          ];
    return [...tell('doInstanceFailed', 75, failed), ...tell('doInstanceOutdated', 46, outdated)];
  });
}

function aboutPolicies({ policies }: Deployment): readonly Advice[] {
  return policies
    .filter(({ targets }) => targets === null || targets.length === 0)
    .map(({ name, targets }) =>
      about({
        urgency: 'bad',
        weight: 72,
        word: targets === null ? 'doPolicyMissing' : 'doPolicyDetached',
        values: { name },
        link: 'deployment',
        command: 'metsuke apply',
      }),
    );
}

function aboutPending({ pending }: Deployment): readonly Advice[] {
  if (pending.length === 0) return [];
  const titles = [...new Set(pending.map(({ title }) => title))];
  const shown = titles.length > 4 ? [...titles.slice(0, 4), '…'] : titles;
  return [
    about({
      urgency: 'bad',
      weight: 45,
      word: 'doPending',
      values: { n: pending.length, titles: shown.join(', ') },
      accounts: [...new Set(pending.flatMap(({ accounts }) => accounts))],
      link: 'deployment',
      command: 'metsuke plan',
    }),
  ];
}

function aboutEvidence({ evidence }: Posture): readonly Advice[] {
  if (evidence.state === 'not-read') return [];
  const tell = (word: Word, weight: number, isOpen: boolean): readonly Advice[] => {
    const found = evidence.accounts.filter(({ gaps }) => gaps.length > 0 && gaps.some((gap) => gap.isOpen) === isOpen);
    const since = earliest(found.flatMap(({ gaps }) => gaps.map(({ from }) => from)));
    const accounts = found.map(({ account }) => account);
    return found.length === 0
      ? []
      : [about({ urgency: 'bad', weight, word, values: {}, accounts, since, link: 'evidence' })];
  };
  const { withoutLogs, verified } = evidence;
  const unproven = about({
    urgency: 'bad',
    weight: 97,
    word: 'doUnproven',
    values: { n: verified?.findings ?? 0 },
    since: verified?.at ?? null,
    link: 'evidence',
  });
  const nothing = about({
    urgency: 'bad',
    weight: 89,
    word: 'doNoLogs',
    values: {},
    accounts: withoutLogs,
    link: 'evidence',
  });
  return [
    ...(verified !== null && verified.findings > 0 ? [unproven] : []),
    ...tell('doGapOpen', 90, true),
    ...(withoutLogs.length > 0 ? [nothing] : []),
    ...tell('doGap', 50, false),
  ];
}

function aboutFleet({ fleet, evidence }: Posture): readonly Advice[] {
  if (fleet.state === 'not-read') {
    // Where no archive is named, its section says so for both.
    if (evidence.state === 'not-read') return [];
    const values = { source: 'fleet', reason: fleet.reason };
    return [about({ urgency: 'unknown', weight: 59, word: 'doUnread', values, link: 'fleet' })];
  }
  const without = fleet.instances.filter(({ patches }) => (patches?.critical ?? 0) > 0);
  if (without.length === 0) return [];
  const accounts = accountsOf(without);
  return [
    about({ urgency: 'bad', weight: 74, word: 'doPatch', values: { n: without.length }, accounts, link: 'fleet' }),
  ];
}

function aboutExceptions({ exceptions, at }: Posture): readonly Advice[] {
  if (exceptions.state === 'not-read') return [];
  return exceptions.exceptions
    .filter(({ expires }) => expires >= at.slice(0, 10) && daysUntil(expires, at) <= SOON_DAYS)
    .map(({ rule, accounts, expires }) =>
      about({
        urgency: 'soon',
        weight: 30,
        word: 'doExpiring',
        values: { rule, day: expires },
        accounts,
        link: `compliance?rule=${encodeURIComponent(rule)}`,
      }),
    );
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function accountsOf(items: readonly { readonly account: string }[]): readonly string[] {
  return [...new Set(items.map(({ account }) => account))];
}

function earliest(moments: Iterable<string | null>): string | null {
  let first: string | null = null;
  for (const one of moments) if (one !== null && (first === null || one < first)) first = one;
  return first;
}
