import { sessionDocumentName } from '../capabilities/sessions/names.ts';
import type { Account } from '../domain/account.ts';
import { isAccountId } from '../domain/ids.ts';
import type { Place } from '../sessions/instance.ts';
import type { SessionsPort } from '../sessions/ports.ts';
import type { Target } from '../sessions/target.ts';
import { chooseAccounts } from './choose-accounts.ts';
import { readOrganization, resolveConfiguration } from './references.ts';
import { connectOptions, loadConfiguration, type Session } from './session.ts';

export interface PlaceOptions {
  /** Ids or names. */
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly role?: string;
}

export interface Places {
  readonly places: readonly Place[];
  readonly port: SessionsPort;
  /** Undefined: sessions run as each account has them. */
  readonly document: string | undefined;
}

/** The governed accounts and regions; who names accounts by their ids need not be able to read the organization. */
export async function placesFor(session: Session, options: PlaceOptions, target: Target | null): Promise<Places> {
  const { openSessions } = await import('../aws/sessions.ts');
  const { config } = await loadConfiguration(session);
  const regions = options.region ?? [...new Set([config.homeRegion, ...(config.governedRegions ?? [])])];
  const ids = options.account ?? (target?.by === 'account' ? [target.id] : []);
  const isReadFromOptions = ids.length > 0 && ids.every(isAccountId);
  const accounts = isReadFromOptions
    ? ids.filter(isAccountId).map((id) => ({ id, name: id }))
    : await governedAccounts(session, options);
  return {
    document: config.sessions.enabled ? sessionDocumentName(config) : undefined,
    places: accounts.flatMap(({ id, name }) => regions.map((region) => ({ account: id, accountName: name, region }))),
    port: openSessions({
      ...connectOptions(session, config.homeRegion),
      role: options.role ?? config.stackSets.bootstrapRole,
    }),
  };
}

/** Open accounts that metsuke.yaml does not exclude. */
export async function governedAccounts(
  session: Session,
  { account }: Pick<PlaceOptions, 'account'>,
): Promise<readonly Account[]> {
  const configuration = await loadConfiguration(session);
  const organization = await readOrganization(session, configuration.config);
  const { excludedAccountIds, excludedUnitIds } = await resolveConfiguration(session, configuration);
  const wanted = chooseAccounts(account ? { account } : {}, organization);
  return organization.accounts.filter(
    ({ id, state, path }) =>
      state === 'ACTIVE' &&
      (wanted === undefined || wanted.includes(id)) &&
      !excludedAccountIds.includes(id) &&
      !excludedUnitIds.some((unit) => path.includes(unit)),
  );
}
