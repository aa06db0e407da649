import type { OrganizationNames } from '../config/references.ts';
import { type ResolvedReferences, resolveReferences } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { ValidConfig } from '../engine/governance.ts';
import { connectTo, type Session } from './session.ts';

const known = new WeakMap<Session, Promise<OrganizationNames>>();

/** Once a run, whoever asks. */
export function readOrganization(session: Session, config: Pick<Config, 'homeRegion'>): Promise<OrganizationNames> {
  const read = known.get(session) ?? askOrganization(session, config);
  known.set(session, read);
  return read;
}

async function askOrganization(
  session: Session,
  { homeRegion }: Pick<Config, 'homeRegion'>,
): Promise<OrganizationNames> {
  const { organizations } = await connectTo(session, homeRegion);
  const { rootId, managementAccountId } = await organizations.readOrganization();
  const [accounts, units] = await Promise.all([organizations.listAccounts(), organizations.listUnits(rootId)]);
  return { accounts, units, rootId, managementAccountId };
}

/** What metsuke.yaml says of accounts, by the way that a plan goes too: where that is refused, so is this. */
export async function resolveConfiguration(
  session: Session,
  { config, locate, findings: warnings }: ValidConfig,
): Promise<ResolvedReferences> {
  const today = new Date(session.clock.now()).toISOString().slice(0, 10);
  const { resolved, findings } = resolveReferences(config, await readOrganization(session, config), locate, today);
  if (resolved !== null) return resolved;
  throw new MetsukeError('config-invalid', say`metsuke.yaml does not fit the organization.`, {
    findings: [...warnings, ...findings],
  });
}

/** The caller may not ask about the organization: an auditor in the log account, for one. */
export function isUnasked(error: unknown): error is MetsukeError {
  return error instanceof MetsukeError && UNASKED.has(error.code);
}

const UNASKED = new Set(['access-denied', 'not-management-account', 'not-in-organization']);
