import { stringify } from 'yaml';
import type { Account } from '../domain/account.ts';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { commentedOut, explained } from './commented.ts';
import { guessAccounts } from './guess.ts';
import type { OrganizationNames } from './references.ts';
import { keysAt, shapeAt } from './shape.ts';
import { quote } from './text.ts';

export interface FoundOrganization extends OrganizationNames {
  readonly organizationId: OrganizationId;
}

/**
 * What the person said. Accounts that they left open are guessed; what cannot be guessed stays empty, which a plan refuses:
 * a made-up address would get mail.
 */
export interface InitAnswers {
  readonly auditAccountId?: AccountId;
  readonly logAccountId?: AccountId;
  readonly securityEmail?: string;
  readonly homeRegion?: string;
  readonly governedRegions?: readonly string[];
  /** Allowed by the region restriction, besides the governed ones. */
  readonly allowedRegions?: readonly string[];
  /** What is switched off. */
  readonly off?: readonly Costly[];
  /** Where editors find the JSON Schema: relative to the file. */
  readonly schemaLocation?: string;
}

const MOST_NAMES = 12;

type Lines = readonly string[];

/** What `init` lets a person begin without, since AWS charges for it. */
export const COSTLY = ['config', 'guardDuty', 'logCollection', 'trail'] as const;
export type Costly = (typeof COSTLY)[number];

/** Section → key → its lines, when it is off. */
const OFF: Readonly<Record<Costly, Readonly<Record<string, Readonly<Record<string, Lines>>>>>> = {
  config: { configRecorder: { enabled: ['enabled: false'] }, configRules: { enabled: ['enabled: false'] } },
  guardDuty: { guardDuty: { enabled: ['enabled: false'] } },
  logCollection: { logCollection: { enabled: ['enabled: false'] } },
  trail: { cloudTrail: { mode: ["mode: 'OFF'"] } },
};

/** The text of a new metsuke.yaml for an organization: short, explained, with every default to uncomment. */
export function makeConfigFile(organization: FoundOrganization, answers: InitAnswers = {}): string {
  const written = makeWrittenSections(organization, answers);
  const sections = keysAt([]).map((key) => [
    ...explained([key]),
    ...(key === 'exclude' ? makeSkippedComment(organization) : []),
    ...(written.get(key) ?? commentedOut([key])),
  ]);
  const head = [
    ...(answers.schemaLocation === undefined ? [] : [`# yaml-language-server: $schema=${answers.schemaLocation}`]),
    `# ${say`Settings that are commented out show their default, or an example.`}`,
  ];
  return `${[head, ...sections].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The sections that are not left at their defaults. */
function makeWrittenSections(organization: FoundOrganization, answers: InitAnswers): ReadonlyMap<string, Lines> {
  const { homeRegion = shapeAt(['homeRegion'])?.default, governedRegions } = answers;
  const sections: [string, Lines][] = [
    ['version', pair('version', 1)],
    ['organizationId', pair('organizationId', organization.organizationId)],
    ['homeRegion', pair('homeRegion', homeRegion)],
    ['accounts', makeAccounts(organization, answers)],
    ['notifications', makeNotifications(answers)],
    ...(governedRegions ? [['governedRegions', pair('governedRegions', governedRegions)] as [string, Lines]] : []),
    ...(answers.allowedRegions ?? []).slice(0, 1).map((): [string, Lines] => ['guardrails', makeGuardrails(answers)]),
    ...(answers.off ?? []).flatMap((costly) =>
      Object.entries(OFF[costly]).map(([key, lines]): [string, Lines] => [key, makeSection(key, lines)]),
    ),
  ];
  return new Map(sections);
}

function makeAccounts(organization: FoundOrganization, answers: InitAnswers): Lines {
  const guessed = guessAccounts(organization);
  const line = (duty: 'audit' | 'log', answer: AccountId | undefined): Lines => {
    const answered = organization.accounts.find((account) => account.id === answer);
    if (answered) return makeReference(duty, answered);
    const guess = guessed[duty];
    if (guess) return makeReference(duty, guess, { isGuessed: true });
    return [`${duty}: # ${say`write one of: ${listNames(guessed.candidates)}`}`];
  };
  const audit = [...explained(['accounts', 'audit']), ...line('audit', answers.auditAccountId)];
  const log = [...explained(['accounts', 'log']), ...line('log', answers.logAccountId)];
  return ['accounts:', ...indent([...audit, ...log])];
}

function makeNotifications({ securityEmail }: InitAnswers): Lines {
  const email = securityEmail
    ? pair('securityEmail', securityEmail)
    : [`securityEmail: # ${say`write the address that receives them`}`];
  return makeSection('notifications', { securityEmail: email });
}

function makeGuardrails({ allowedRegions = [] }: InitAnswers): Lines {
  const inner = ['regionRestriction:', ...indent(pair('allowedRegions', allowedRegions))];
  return makeSection('guardrails', { regionRestriction: inner });
}

/** A section with some keys written, and the others as comments. */
function makeSection(section: string, written: Readonly<Record<string, Lines>>): Lines {
  const rest = keysAt([section]).filter((key) => written[key] === undefined);
  const lines = [...Object.values(written).flat(), ...rest.flatMap((key) => commentedOut([section, key]))];
  return [`${section}:`, ...indent(lines)];
}

function makeSkippedComment({ accounts }: FoundOrganization): Lines {
  const skipped = accounts.filter((account) => account.state !== 'ACTIVE');
  return skipped.length > 0 ? [`# ${say`Not active now: ${listNames(skipped)}.`}`] : [];
}

function listNames(accounts: readonly Account[]): string {
  if (accounts.length === 0) return say`there is no account that could be it`;
  const names = accounts.map(({ name }) => name).sort();
  const shown = names.slice(0, MOST_NAMES).map((name) => (/^\w[\w .-]*$/.test(name) ? name : quote(name)));
  const rest = names.length - shown.length;
  const listed = shown.join(say`, `);
  return rest > 0 ? say`${listed} and ${rest} more` : listed;
}

/** The id, for names may change or be shared; the name is for people. */
function makeReference(duty: 'audit' | 'log', { id, name }: Account, { isGuessed } = { isGuessed: false }): Lines {
  const shown = quote(name).slice(1, -1);
  return [`${duty}: "${id}" # ${isGuessed ? say`${shown}, guessed by its name` : shown}`];
}

function pair(key: string, value: unknown): Lines {
  return stringify({ [key]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
}

function indent(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}
