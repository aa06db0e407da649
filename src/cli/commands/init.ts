import { findAccount } from '../../config/find-account.ts';
import { makeConfigFile } from '../../config/init.ts';
import type { Duty, OrganizationNames } from '../../config/references.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { connectTo, type Session } from '../session.ts';

export interface InitOptions {
  readonly audit?: string;
  readonly log?: string;
  readonly email?: string;
  readonly region: string;
  readonly force: boolean;
}

export async function run(session: Session, options: InitOptions): Promise<number> {
  const { terminal } = session;
  const { organizations } = await connectTo(session, options.region);
  const organization = await organizations.readOrganization();
  const [accounts, units] = await Promise.all([
    organizations.listAccounts(),
    organizations.listUnits(organization.rootId),
  ]);
  const names = { ...organization, organizationId: organization.id, accounts, units };
  const audit = accountId(options.audit, 'the audit account', names);
  const log = accountId(options.log, 'the log account', names);
  const text = makeConfigFile(names, {
    homeRegion: options.region,
    ...(audit === undefined ? {} : { auditAccountId: audit }),
    ...(log === undefined ? {} : { logAccountId: log }),
    ...(options.email === undefined ? {} : { securityEmail: options.email }),
  });
  await writeWhole(session.options.config, text, { isNew: !options.force });
  terminal.out(`${session.options.config} is written. Read it, then: metsuke check, metsuke plan\n`);
  return EXIT.done;
}

function accountId(reference: string | undefined, duty: Duty, names: OrganizationNames): AccountId | undefined {
  if (reference === undefined) return undefined;
  const { id, problem } = findAccount(reference, duty, names);
  if (problem)
    throw new MetsukeError('usage', problem.message, problem.hint === undefined ? {} : { hint: problem.hint });
  return id;
}
