import { MetsukeError } from '../domain/errors.ts';
import { type AccountId, isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { forCsv } from '../domain/text/media.ts';
import { listed } from '../domain/text/phrases.ts';
import {
  type Confirmed,
  confirmedKey,
  hashOfSheet,
  readConfirmed,
  serializeConfirmed,
  sheetKeys,
} from './confirmed.ts';
import { parseCsv } from './csv.ts';
import { isKmsSignature, parseKmsSignature } from './kms-signature.ts';
import { NAMESPACE } from './namespace.ts';
import { COLUMNS, DECISIONS, GIVEN, givenCells, makeSheet, type Sheet } from './sheet.ts';
import { isSnapshotId } from './snapshot.ts';
import { fingerprintOf, parseSshKey, parseSshSignature, type SshSignature, whyNotSigned } from './ssh-signature.ts';
import { type AccessStore, getSnapshot, listSnapshots } from './store.ts';

/** Who may confirm the access of which accounts, as metsuke.yaml lists them. */
export interface Reviewer {
  readonly name: string;
  /** As `~/.ssh/id_ed25519.pub` has it. */
  readonly key?: string | undefined;
  /** ARN of a key of AWS KMS: who may sign with it is a matter of its policy. */
  readonly kmsKey?: string | undefined;
  /** Ids. */
  readonly accounts: readonly string[];
}

export interface Returned {
  readonly sheet: Uint8Array;
  /** What `ssh-keygen -Y sign` wrote, or `aws kms sign` answered as base64. */
  readonly signature: string;
}

interface Import {
  readonly store: AccessStore;
  readonly reviewers: readonly Reviewer[];
  /** PEM, of the ARN of a key of AWS KMS. */
  readonly readPublicKey: (kmsKey: string) => Promise<string>;
  readonly now: Date;
}

/**
 * Keeps a sheet that came back, if a reviewer of its account signed exactly it and it says what Metsuke wrote, with a
 * decision for every row. Anything else is refused, and nothing is kept of it.
 */
export async function importReview(returned: Returned, { store, now, ...who }: Import): Promise<Confirmed> {
  const lines = readLines(returned.sheet);
  const { account, snapshot } = aboutOf(lines);
  const { reviewer, signingKey, publicKey } = await signerOf(returned, account, who);
  const reviews = await readConfirmed(store.archive, account);
  refuseReplay(reviews, snapshot);
  const sheet = await expectedSheet(store, { account, snapshot, before: reviews.at(-1) });
  compareCells(sheet, lines);
  const review: Confirmed = {
    account,
    snapshot,
    reviewedAt: now.toISOString(),
    reviewer,
    signingKey,
    sheetSha256: hashOfSheet(returned.sheet),
    lines: sheet.lines.map(({ row }, at) => ({ row, ...decisionOf(lines[at] ?? [], at) })),
  };
  await keep(store, review, { ...returned, publicKey });
  return review;
}

function refuse(message: string, hint: string): MetsukeError {
  return new MetsukeError('usage', message, { hint });
}

/** Without the headings, which must be those of a sheet. */
function readLines(sheet: Uint8Array): readonly (readonly string[])[] {
  const [headings = [], ...lines] = parseCsv(sheet);
  const isSheet = headings.length === COLUMNS.length && COLUMNS.every((name, at) => headings[at] === name);
  if (!isSheet || lines.length === 0) {
    throw refuse(say`The file is no sheet of an access review.`, say`Its first line must be: ${COLUMNS.join(',')}`);
  }
  return lines;
}

function aboutOf(lines: readonly (readonly string[])[]): { readonly account: AccountId; readonly snapshot: string } {
  const [[snapshot = '', place = ''] = []] = lines;
  const account = place.replace(/^account /, '');
  if (!isSnapshotId(snapshot) || !isAccountId(account)) {
    throw refuse(
      say`Row 1 names no snapshot and no account.`,
      say`Only the columns decision and remark are to be filled in. Write the sheet again: metsuke access review --out <folder>`,
    );
  }
  return { account, snapshot };
}

interface Signed {
  readonly reviewer: string;
  readonly signingKey: string;
  /** PEM, of a key that the signature does not have in it. */
  readonly publicKey?: string;
}

async function signerOf(
  returned: Returned,
  account: AccountId,
  { reviewers, readPublicKey }: Pick<Import, 'reviewers' | 'readPublicKey'>,
): Promise<Signed> {
  const signed = parseSshSignature(returned.signature);
  if (signed !== undefined) return sshSignerOf(returned.sheet, signed, { account, reviewers });
  const value = parseKmsSignature(returned.signature);
  if (value === undefined)
    throw refuse(say`The signature is none of ssh-keygen -Y sign, nor of aws kms sign.`, howToSign());
  for (const { name, kmsKey, accounts } of reviewers) {
    if (kmsKey === undefined || !accounts.includes(account)) continue;
    const publicKey = await readPublicKey(kmsKey);
    if (isKmsSignature(publicKey, returned.sheet, value)) return { reviewer: name, signingKey: kmsKey, publicKey };
  }
  throw refuse(
    say`No KMS key of a reviewer of the account ${account} made this signature of this file.`,
    say`accessReview.reviewers in metsuke.yaml says who reviews which accounts. A file that is changed after it is signed is refused, too.`,
  );
}

function sshSignerOf(
  sheet: Uint8Array,
  signed: SshSignature,
  { account, reviewers }: { readonly account: AccountId; readonly reviewers: readonly Reviewer[] },
): Signed {
  const problem = whyNotSigned(sheet, signed, NAMESPACE);
  if (problem !== undefined) throw refuse(problem, howToSign());
  const signingKey = fingerprintOf(signed.key);
  const theirs = reviewers.filter(({ key }) => key !== undefined && parseSshKey(key)?.blob.equals(signed.key.blob));
  if (theirs.length === 0) {
    throw refuse(
      say`The key ${signingKey} signed the sheet, and is no key of a reviewer in metsuke.yaml.`,
      say`The owner of the account must sign it. Add the key to accessReview.reviewers if it is theirs.`,
    );
  }
  const reviewer = theirs.find(({ accounts }) => accounts.includes(account));
  if (reviewer === undefined) {
    throw refuse(
      say`${listed(theirs.map(({ name }) => name))} signed the sheet, and does not review the account ${account}.`,
      say`accessReview.reviewers in metsuke.yaml says who reviews which accounts.`,
    );
  }
  return { reviewer: reviewer.name, signingKey };
}

function howToSign(): string {
  return say`Sign the finished file: ssh-keygen -Y sign -f ~/.ssh/id_ed25519 -n ${NAMESPACE} <file>`;
}

function refuseReplay(reviews: readonly Confirmed[], snapshot: string): void {
  const newer = reviews.find((review) => review.snapshot >= snapshot);
  if (newer === undefined) return;
  const { reviewer, reviewedAt } = newer;
  throw refuse(
    newer.snapshot === snapshot
      ? say`${reviewer} confirmed the access of this snapshot already, at ${reviewedAt}.`
      : say`The sheet is older than the review that ${reviewer} confirmed at ${reviewedAt}.`,
    say`A review is kept once. Take a new snapshot and write a new sheet.`,
  );
}

interface Expected extends Pick<Confirmed, 'account' | 'snapshot'> {
  readonly before: Confirmed | undefined;
}

async function expectedSheet(store: AccessStore, { account, snapshot: id, before }: Expected): Promise<Sheet> {
  const kept = (await listSnapshots(store.archive)).find((each) => each.id === id);
  if (kept === undefined) {
    throw refuse(
      say`The archive has no snapshot ${id}.`,
      say`Import the sheet where its snapshot is, or take a new one: metsuke access snapshot`,
    );
  }
  const sheet = makeSheet(await getSnapshot(store.archive, kept), account, before);
  if (sheet !== undefined) return sheet;
  throw refuse(
    say`The snapshot ${id} has not read the account ${account}.`,
    say`Take a new snapshot and write a new sheet.`,
  );
}

/** Cells are compared as they were written, so that what a spreadsheet must not run stays as it was made harmless. */
function compareCells(sheet: Sheet, lines: readonly (readonly string[])[]): void {
  const again = say`Only the columns decision and remark are to be filled in. Write the sheet again: metsuke access review --out <folder>`;
  if (lines.length !== sheet.lines.length) {
    throw refuse(say`The sheet has ${lines.length} rows, and ${sheet.lines.length} were written.`, again);
  }
  for (const [at, cells] of lines.entries()) {
    const expected = parseCsv(Buffer.from(givenCells(sheet, at).map(forCsv).join(',')))[0] ?? [];
    const changed = GIVEN.find((_name, column) => cells[column] !== expected[column]);
    if (cells.length !== COLUMNS.length || changed !== undefined) {
      throw refuse(say`Row ${at + 1} was changed: its column "${changed ?? 'remark'}" is not what was written.`, again);
    }
  }
}

function decisionOf(cells: readonly string[], at: number): { readonly decision: string; readonly remark: string } {
  const [given = '', remark = ''] = cells.slice(GIVEN.length);
  const decision = DECISIONS.find((word) => word === given.trim().toLowerCase());
  if (decision !== undefined) return { decision, remark };
  throw refuse(
    given.trim() === '' ? say`Row ${at + 1} has no decision.` : say`Row ${at + 1} has "${given}" as its decision.`,
    say`Every row needs one of: ${listed(DECISIONS)}`,
  );
}

/** What proves comes first. The review counts when its last object is there, which is written once. */
async function keep(
  { put }: AccessStore,
  review: Confirmed,
  { sheet, signature, publicKey }: Returned & { readonly publicKey: string | undefined },
): Promise<void> {
  const keys = sheetKeys(review);
  await put(keys.sheet, sheet);
  await put(keys.signature, signature);
  if (publicKey !== undefined) await put(keys.publicKey, publicKey);
  if (await put(confirmedKey(review), serializeConfirmed(review))) return;
  throw refuse(
    say`Another import confirmed the access of this snapshot in this moment.`,
    say`A review is kept once. Take a new snapshot and write a new sheet.`,
  );
}
