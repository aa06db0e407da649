import { refuseStrangers } from '../../access/asked.ts';
import { readConfirmed } from '../../access/confirmed.ts';
import { readOf } from '../../access/diff.ts';
import { importReview } from '../../access/import.ts';
import { whyUnproven } from '../../access/prove.ts';
import type { AccessRow } from '../../access/row.ts';
import { makeSheet, type Sheet, sheetCsv, sheetName } from '../../access/sheet.ts';
import { sheetHtml } from '../../access/sheet-html.ts';
import type { Snapshot } from '../../access/snapshot.ts';
import { type AccessStore, chooseSnapshot, getSnapshot, listSnapshots } from '../../access/store.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note, say, spokenLanguage } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { readPlain } from '../../files/read-plain.ts';
import { openAccessStore } from '../open-access-store.ts';
import { tellUnread } from '../render/access.ts';
import { renderList } from '../render/list.ts';
import { connectOptions, loadConfiguration, type Session } from '../session.ts';
import { writeSheets } from '../sheet-folder.ts';

export interface AccessReviewOptions {
  readonly archive?: string;
  readonly out?: string;
  readonly at?: string;
  readonly account?: readonly string[];
  readonly import?: string;
  readonly signature?: string;
}

/** Writes sheets, takes one back, or says what is confirmed. */
export async function run(session: Session, options: AccessReviewOptions): Promise<number> {
  const { import: file, signature, out } = options;
  const store = await openAccessStore(session, options);
  if (file !== undefined) return takeBack(session, store, { file, signature: signature ?? `${file}.sig` });
  if (signature !== undefined) {
    throw new MetsukeError('usage', say`--signature is of a sheet that is imported.`, {
      hint: say`Name the sheet with --import.`,
    });
  }
  const { archive } = store;
  const snapshot = await getSnapshot(archive, chooseSnapshot(await listSnapshots(archive), '--at', options.at));
  const accounts = accountsOf(snapshot, options.account);
  return out === undefined
    ? tellReviews(session, store, { snapshot, accounts })
    : handOut(session, store, { snapshot, accounts, out });
}

/** No sheet of an archive is as large. */
const MOST_BYTES = 64 * 1024 ** 2;

async function takeBack(
  session: Session,
  store: AccessStore,
  { file, signature }: { readonly file: string; readonly signature: string },
): Promise<number> {
  const { config } = await loadConfiguration(session);
  const { reviewers } = config.accessReview;
  const now = new Date(session.clock.now());
  const readPublicKey = async (kmsKey: string): Promise<string> => {
    const { readKmsPublicKey } = await import('../../aws/kms-public-key.ts');
    return readKmsPublicKey(connectOptions(session, config.homeRegion), kmsKey);
  };
  const returned = { sheet: readFile(file), signature: readFile(signature).toString() };
  const { lines, ...review } = await importReview(returned, { store, reviewers, now, readPublicKey });
  if (session.options.json) session.terminal.out(`${JSON.stringify({ ...review, rows: lines.length }, null, 2)}\n`);
  else {
    const open = lines.filter(({ decision }) => decision !== 'keep').length;
    const { reviewer, account, signingKey } = review;
    session.terminal.out(
      say`${reviewer} (${signingKey}) confirmed ${countOf(lines.length, 'row')} of the account ${account}; ${open} are to be changed or removed.\n`,
    );
  }
  return EXIT.done;
}

function readFile(path: string): Buffer {
  try {
    return readPlain(path, MOST_BYTES);
  } catch (cause) {
    throw new MetsukeError('usage', say`${path} cannot be read.`, { cause });
  }
}

interface Wanted {
  readonly snapshot: Snapshot;
  readonly accounts: readonly AccountId[];
}

/** Those that were asked, read or not; an account that is named must be among them. */
function accountsOf({ rows }: Snapshot, wanted: readonly string[] | undefined): readonly AccountId[] {
  const asked = rows.filter(({ kind, state }) => kind === 'account' && state !== 'not-asked').map((row) => row.account);
  refuseStrangers(wanted, asked);
  return asked.filter((account) => wanted?.includes(account) ?? true);
}

async function handOut(
  session: Session,
  { archive }: AccessStore,
  { snapshot, accounts, out }: Wanted & { readonly out: string },
): Promise<number> {
  const sheets: Sheet[] = [];
  for (const account of accounts) {
    const reviews = await readConfirmed(archive, account);
    const sheet = makeSheet(snapshot, account, reviews.at(-1));
    if (sheet !== undefined) sheets.push(sheet);
  }
  const files = sheets.map((sheet) => ({
    name: sheetName(sheet),
    csv: sheetCsv(sheet),
    html: sheetHtml(sheet, spokenLanguage()),
  }));
  await writeSheets(out, files);
  if (session.options.json) {
    const summary = { snapshot: snapshot.id, sheets: files.map(({ name }) => `${name}.csv`) };
    session.terminal.out(`${JSON.stringify(summary, null, 2)}\n`);
  } else {
    const isAbout = ({ account, kind }: AccessRow): boolean => kind === 'identity-center' || accounts.includes(account);
    tellUnread(
      snapshot.rows.filter((row) => row.state === 'unread' && isAbout(row)),
      session.terminal,
    );
    session.terminal.out(say`${countOf(files.length, 'sheet')} of the snapshot ${snapshot.id} in ${out}\n`);
  }
  return sheets.length < accounts.length || !readOf(snapshot).hasCenter ? EXIT.failed : EXIT.done;
}

async function tellReviews(session: Session, { archive }: AccessStore, { accounts }: Wanted): Promise<number> {
  const last = await Promise.all(
    accounts.map(async (account) => {
      const review = (await readConfirmed(archive, account)).at(-1);
      return { account, review, problem: review && (await whyUnproven(archive, review)) };
    }),
  );
  if (session.options.json) {
    const summary = last.map(({ account, review, problem }) => {
      const { lines: _, ...about } = review ?? { lines: [] };
      const isProven = review !== undefined && problem === undefined;
      return { ...about, account, isConfirmed: review !== undefined, isProven, ...(problem && { problem }) };
    });
    session.terminal.out(`${JSON.stringify(summary, null, 2)}\n`);
  } else {
    for (const { account, problem } of last) {
      if (problem !== undefined) session.terminal.err(say`The last review of ${account} is not proven: ${problem}\n`);
    }
    const rows = last.map(({ account, review }) => [
      account,
      review?.reviewedAt ?? say`never`,
      review?.reviewer ?? '',
      String(review?.lines.filter(({ decision }) => decision !== 'keep').length ?? ''),
    ]);
    const columns = ['account', note`confirmed`, note`by`, note`to be changed or removed`];
    session.terminal.out(renderList({ columns, rows }, session.terminal, countOf(rows.length, 'account')));
  }
  return last.some(({ problem }) => problem !== undefined) ? EXIT.failed : EXIT.done;
}
