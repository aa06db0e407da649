import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findAccount } from '../../config/find-account.ts';
import { type FoundOrganization, type InitAnswers, makeConfigFile } from '../../config/init.ts';
import { parseConfig } from '../../config/load.ts';
import type { Duty, OrganizationNames } from '../../config/references.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { formatFinding } from '../../domain/finding.ts';
import type { AccountId } from '../../domain/ids.ts';
import { say } from '../../domain/say.ts';
import { forTerminal } from '../../domain/text/media.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { referToSchema } from '../schema-reference.ts';
import { connectTo, type Session } from '../session.ts';
import { undisturbed } from '../terminal.ts';
import { packageFolder } from '../version.ts';

export interface InitOptions {
  readonly audit?: string;
  readonly log?: string;
  readonly email?: string;
  readonly region?: string;
  readonly force: boolean;
}

const DEFAULT_REGION = 'ap-northeast-1';

/** Asks on a terminal when nothing is said; elsewhere it writes what is said and guessed, and plan says what is missing. */
export async function run(session: Session, options: InitOptions): Promise<number> {
  const file = session.options.config;
  await requireWritable(file, { isNew: !options.force }).catch((error: unknown) => {
    throw suggestForce(error, file);
  });
  const region = options.region ?? DEFAULT_REGION;
  const organization = await readOrganization(session, region);
  const isSaid = [options.audit, options.log, options.email, options.region].some((each) => each !== undefined);
  const mayAsk = session.terminal.isInteractive && !session.options.json && !isSaid;
  const answers = mayAsk ? await ask(session, organization) : answersFrom(options, region, organization);
  const root = packageFolder();
  const { location, copyTo } = referToSchema(file, root);
  const text = makeConfigFile(organization, { ...answers, schemaLocation: location });
  await writeWhole(file, text, { isNew: !options.force });
  if (copyTo !== undefined) await copyFile(join(root, 'metsuke.schema.json'), copyTo);
  tell(session, text, copyTo !== undefined);
  return EXIT.done;
}

function suggestForce(error: unknown, file: string): unknown {
  const isThere = error instanceof MetsukeError && (error.cause as NodeJS.ErrnoException).code === 'EEXIST';
  return isThere
    ? new MetsukeError('usage', say`${file} exists already.`, { hint: say`Overwrite it with --force.` })
    : error;
}

async function readOrganization(session: Session, region: string): Promise<FoundOrganization> {
  const { organizations } = await connectTo(session, region);
  const organization = await organizations.readOrganization();
  const [accounts, units] = await Promise.all([
    organizations.listAccounts(),
    organizations.listUnits(organization.rootId),
  ]);
  return { ...organization, organizationId: organization.id, accounts, units };
}

async function ask({ environment, terminal }: Session, organization: FoundOrganization): Promise<InitAnswers> {
  const { askInit } = await import('../ask-init.ts');
  const region = environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? DEFAULT_REGION;
  return undisturbed(terminal, () => askInit(organization, region));
}

function answersFrom(options: InitOptions, homeRegion: string, names: OrganizationNames): InitAnswers {
  const audit = accountId(options.audit, 'audit', names);
  const log = accountId(options.log, 'log', names);
  return {
    homeRegion,
    ...(audit === undefined ? {} : { auditAccountId: audit }),
    ...(log === undefined ? {} : { logAccountId: log }),
    ...(options.email === undefined ? {} : { securityEmail: options.email }),
  };
}

function accountId(reference: string | undefined, duty: Duty, names: OrganizationNames): AccountId | undefined {
  if (reference === undefined) return undefined;
  const { id, problem } = findAccount(reference, duty, names);
  if (problem)
    throw new MetsukeError('usage', problem.message, problem.hint === undefined ? {} : { hint: problem.hint });
  return id;
}

/** What was written, what is missing in it, and what to do next. */
function tell({ terminal, options: { json, config: file } }: Session, text: string, hasCopy: boolean): void {
  const { findings } = parseConfig(text, file);
  const schema = hasCopy ? say` metsuke.schema.json beside it is for editors.` : '';
  if (json) return terminal.out(`${JSON.stringify({ written: file, findings }, null, 2)}\n`);
  terminal.out(say`${file} is written.${schema}\n`);
  const written = text.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  terminal.out(`${terminal.style.dim(written.map((line) => `  ${line}`).join('\n'))}\n`);
  for (const finding of findings) terminal.err(`${terminal.errStyle.yellow(forTerminal(formatFinding(finding)))}\n`);
  const first = findings.length > 0 ? say`Write what is missing, then: ` : say`Read it, then: `;
  terminal.out(say`${first}metsuke check, metsuke plan\n`);
}
