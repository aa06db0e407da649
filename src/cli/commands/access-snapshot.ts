import { collectAccess } from '../../access/collect.ts';
import type { AccessRow } from '../../access/row.ts';
import { isAccess } from '../../access/row.ts';
import { makeSnapshot } from '../../access/snapshot.ts';
import type { Account } from '../../domain/account.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { note, say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { openAccessStore } from '../open-access-store.ts';
import { readOrganization } from '../references.ts';
import { renderSnapshotTaken, tellUnread } from '../render/access.ts';
import { connectOptions, connectTo, loadConfiguration, type Session } from '../session.ts';
import { governedAccounts } from '../session-places.ts';

export interface AccessSnapshotOptions {
  readonly archive?: string;
  /** Ids or names. */
  readonly account?: readonly string[];
  readonly role?: string;
}

/** Ends with 1 when an account or IAM Identity Center could not be read. */
export async function run(session: Session, options: AccessSnapshotOptions): Promise<number> {
  const { terminal } = session;
  const store = await openAccessStore(session, options);
  const { snapshot, key, body } = makeSnapshot(new Date(session.clock.now()), await collect(session, options));
  if (!(await store.put(key, body))) {
    throw new MetsukeError('file-failed', say`There is an object ${key} already.`, { hint: say`Repeat the command.` });
  }
  const unread = snapshot.rows.filter(({ state }) => state === 'unread');
  if (session.options.json) {
    const { id, takenAt } = snapshot;
    const asked = snapshot.rows.filter(({ kind, state }) => kind === 'account' && state !== 'not-asked').length;
    const told = unread.map(({ account, kind, reason }) => ({ what: kind, account, reason }));
    const summary = { id, takenAt, key, accounts: asked, unread: told, rows: snapshot.rows.filter(isAccess).length };
    terminal.out(`${JSON.stringify(summary, null, 2)}\n`);
  } else {
    tellUnread(unread, terminal);
    terminal.out(renderSnapshotTaken(snapshot));
  }
  return unread.length > 0 ? EXIT.failed : EXIT.done;
}

async function collect(session: Session, options: AccessSnapshotOptions): Promise<readonly AccessRow[]> {
  const { config } = await loadConfiguration(session);
  const { homeRegion, stackSets, accessReview } = config;
  const [{ openAccess }, organization, asked, { organizations }] = await Promise.all([
    import('../../aws/access/open-access.ts'),
    readOrganization(session, config),
    governedAccounts(session, options),
    connectTo(session, homeRegion),
  ]);
  const port = openAccess({
    ...connectOptions(session, homeRegion),
    role: options.role ?? stackSets.bootstrapRole,
  });
  const accounts = asked.map(({ id }) => id);
  let read = 0;
  const line = (): string => say`Reading who has access: ${read} of ${countOf(accounts.length, 'account')}`;
  const wanted = {
    accounts,
    notAsked: organization.accounts
      .filter(({ id }) => !accounts.includes(id))
      .map((account) => ({ account: account.id, reason: whyNotAsked(account) })),
    managementAccount: organization.managementAccountId,
    home: {
      organizationId: (await organizations.readOrganization()).id,
      accounts: new Set<string>(organization.accounts.map(({ id }) => id)),
    },
    identityCenterRegion: accessReview.identityCenterRegion ?? homeRegion,
    onRead: () => {
      read += 1;
    },
  };
  return session.progress.during(line, () => collectAccess(port, wanted));
}

function whyNotAsked({ state }: Account): string {
  return state === 'ACTIVE' ? note`left out by metsuke.yaml or --account` : state;
}
