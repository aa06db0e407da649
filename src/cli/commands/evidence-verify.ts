import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { type Checkpoint, openCheckpoint } from '../../evidence/checkpoint.ts';
import { type PublicKeys, publicKeysFrom } from '../../evidence/public-keys.ts';
import { verifyArchive } from '../../evidence/verify.ts';
import { refusalProblems } from '../../files/refusals.ts';
import { keepResult } from '../keep-verification.ts';
import { type ArchiveOptions, openArchive } from '../open-archive.ts';
import { cacheFolder } from '../open-curated.ts';
import { verifiedLocation } from '../open-history.ts';
import { readInput } from '../read-input.ts';
import { renderVerification } from '../render/evidence.ts';
import { makeVerifyCounter } from '../render/evidence-counter.ts';
import { tellProblems } from '../render/problems.ts';
import { connectOptions, type Session } from '../session.ts';

export interface EvidenceVerifyOptions extends Omit<ArchiveOptions, 'region'> {
  readonly account?: readonly string[];
  readonly region?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly publicKeys?: string;
  readonly checkpoint?: string;
  readonly fresh: boolean;
}

/** Ends with 1 on any finding, and when an object was refused. */
export async function run(session: Session, options: EvidenceVerifyOptions): Promise<number> {
  const { terminal, clock } = session;
  const { account: accounts, region: regions, region: _, ...where } = options;
  const { store, region, retentionDays, refusals } = await openArchive(session, where);
  const publicKeys = await openKeys(session, { file: options.publicKeys, region });
  const span = { from: options.from ?? null, to: options.to ?? null };
  const location = verifiedLocation(store);
  const question = { location, keys: publicKeys.source, span, accounts, regions, retentionDays };
  const file = options.checkpoint ?? checkpointFile(session, question);
  const checkpoint = await openCheckpoint(file, options.fresh ? { fresh: clock.now() } : question);
  tellCheckpoint(session, checkpoint);
  const counter = makeVerifyCounter();
  const wanted = {
    store,
    publicKeys,
    span,
    accounts,
    regions,
    asOf: new Date(clock.now()).toISOString(),
    retentionDays,
    checkpoint,
    onEvent: counter.onEvent,
  };
  const verification = await session.progress.during(counter.line, () => verifyArchive(wanted));
  terminal.err(`${counter.line()}\n`);
  await checkpoint.remove();
  if (verification.places.length === 0) {
    throw new MetsukeError('not-found', say`${store.location} holds no log of CloudTrail that was asked for.`, {
      hint: say`Is it the right bucket or folder? It should hold AWSLogs/, below a prefix or not.`,
    });
  }
  const refused = refusals.list();
  // Of a part of the accounts or regions nothing is known of the others.
  if (accounts === undefined && regions === undefined) {
    await keepResult(session, verification, { location, refused: refused.length });
  }
  tellProblems(session.options.json ? [] : refusalProblems(refused), terminal);
  terminal.out(
    session.options.json
      ? `${JSON.stringify({ ...verification, refused }, null, 2)}\n`
      : renderVerification(verification, terminal.view),
  );
  return verification.findingCount > 0 || refused.length > 0 ? EXIT.failed : EXIT.done;
}

/** Never in the archive or the current folder: whoever hands one out could say in it that all is proven. */
function checkpointFile(session: Session, question: object): string {
  const name = createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 16);
  return join(cacheFolder(session, 'evidence-verify'), `${name}.jsonl`);
}

export async function openKeys(
  session: Session,
  from: { readonly file: string | undefined; readonly region: string },
): Promise<PublicKeys> {
  if (from.file !== undefined) return publicKeysFrom(await readInput(from.file), from.file);
  const { openPublicKeys } = await import('../../aws/public-keys.ts');
  return openPublicKeys(connectOptions(session, from.region));
}

function tellCheckpoint({ terminal }: Session, { done }: Checkpoint): void {
  if (done === 0) return;
  terminal.err(
    say`Going on where an interrupted run stopped: ${done} account × region done (--fresh starts from the beginning).\n`,
  );
}
