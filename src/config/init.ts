import { stringify } from 'yaml';
import type { Account } from '../domain/account.ts';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import { isAccountId } from '../domain/ids.ts';
import { commentedOut, explained } from './commented.ts';
import { guessAccounts } from './guess.ts';
import type { OrganizationNames } from './references.ts';
import { keysAt, shapeAt } from './shape.ts';
import { quote } from './text.ts';

export interface FoundOrganization extends OrganizationNames {
  readonly organizationId: OrganizationId;
}

/** What the person said; what they left open is guessed, or marked `change me`. */
export interface InitAnswers {
  readonly auditAccountId?: AccountId;
  readonly logAccountId?: AccountId;
  readonly securityEmail?: string;
  readonly homeRegion?: string;
  readonly governedRegions?: readonly string[];
  /** Where editors find the JSON Schema: relative to the file, or a URL. */
  readonly schemaLocation?: string;
}

const SCHEMA_LOCATION = './node_modules/metsuke/metsuke.schema.json';
const MOST_NAMES = 12;

type Lines = readonly string[];

/** The text of a new metsuke.yaml for an organization: short, explained, with every default to uncomment. */
export function makeConfigFile(organization: FoundOrganization, answers: InitAnswers = {}): string {
  const written = makeWrittenSections(organization, answers);
  const sections = keysAt([]).map((key) => [
    ...explained([key]),
    ...(key === 'exclude' ? makeSkippedComment(organization) : []),
    ...(written.get(key) ?? commentedOut([key])),
  ]);
  const head = [
    `# yaml-language-server: $schema=${answers.schemaLocation ?? SCHEMA_LOCATION}`,
    '# Settings that are commented out show their default, or an example.',
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
  ];
  return new Map(
    governedRegions ? [...sections, ['governedRegions', pair('governedRegions', governedRegions)]] : sections,
  );
}

function makeAccounts(organization: FoundOrganization, answers: InitAnswers): Lines {
  const guessed = guessAccounts(organization);
  const line = (duty: 'audit' | 'log', answer: AccountId | undefined): Lines => {
    const answered = organization.accounts.find((account) => account.id === answer);
    if (answered) return pair(duty, makeReference(answered, organization));
    const guess = guessed[duty];
    if (guess) return pair(duty, makeReference(guess, organization), 'guessed by its name');
    return pair(duty, `change-me-${duty}`, `change me: ${listNames(guessed.candidates)}`);
  };
  const audit = [...explained(['accounts', 'audit']), ...line('audit', answers.auditAccountId)];
  const log = [...explained(['accounts', 'log']), ...line('log', answers.logAccountId)];
  return ['accounts:', ...indent([...audit, ...log])];
}

function makeNotifications({ securityEmail }: InitAnswers): Lines {
  const email = securityEmail
    ? pair('securityEmail', securityEmail)
    : pair('securityEmail', 'security@example.com', 'change me');
  const rest = keysAt(['notifications']).filter((key) => key !== 'securityEmail');
  return ['notifications:', ...indent([...email, ...rest.flatMap((key) => commentedOut(['notifications', key]))])];
}

function makeSkippedComment({ accounts }: FoundOrganization): Lines {
  const skipped = accounts.filter((account) => account.state !== 'ACTIVE');
  return skipped.length > 0 ? [`# Not active now: ${listNames(skipped)}.`] : [];
}

function listNames(accounts: readonly Account[]): string {
  if (accounts.length === 0) return 'there is no account that could be it';
  const names = accounts.map(({ name }) => name).sort();
  const shown = names.slice(0, MOST_NAMES).map((name) => (/^\w[\w .-]*$/.test(name) ? name : quote(name)));
  const rest = names.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The name where it says enough, else the id: names may be shared, look like an id, or not survive an editor. */
function makeReference({ id, name }: Account, { accounts }: FoundOrganization): string {
  const isShared = accounts.some((other) => other.id !== id && other.name === name && other.state === 'ACTIVE');
  const isPlain = /^[\p{L}\p{N}\p{P}\p{S}]+( [\p{L}\p{N}\p{P}\p{S}]+)*$/u.test(name) && !name.includes('@');
  return isShared || !isPlain || isAccountId(name) ? id : name;
}

function pair(key: string, value: unknown, remark?: string): Lines {
  const lines = stringify({ [key]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n');
  return remark === undefined ? lines : [`${lines.join('\n')} # ${remark}`];
}

function indent(lines: Lines): Lines {
  return lines.map((line) => `  ${line}`);
}
