import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { exportBundle } from '../../evidence/bundle/export.ts';
import { refusalProblems } from '../../files/refusals.ts';
import { type ArchiveOptions, openArchive } from '../open-archive.ts';
import { openSigner, type SignerOptions } from '../open-signer.ts';
import { renderExported } from '../render/evidence-bundle.ts';
import { tellProblems } from '../render/problems.ts';
import type { Session } from '../session.ts';
import { openKeys } from './evidence-verify.ts';

export interface EvidenceExportOptions extends SignerOptions {
  readonly account: readonly string[];
  readonly region?: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly case: string;
  readonly askedBy?: string;
  readonly reason?: string;
  readonly out?: string;
  readonly reports: boolean;
  readonly archive?: string;
  readonly bucket?: string;
  readonly bucketOwner?: string;
  readonly publicKeys?: string;
}

/** The regions of an export are those of its logs, not of the bucket. */
function archiveOf({ archive, bucket, bucketOwner }: EvidenceExportOptions): ArchiveOptions {
  return { ...(archive && { archive }), ...(bucket && { bucket }), ...(bucketOwner && { bucketOwner }) };
}

/** Ends with 1 when the log that was exported is not wholly proven, or objects were left out: who hands it out should know. */
export async function run(session: Session, options: EvidenceExportOptions): Promise<number> {
  const { terminal, clock, version } = session;
  const { account: accounts, region: regions, from, to } = options;
  if (from > to) throw new MetsukeError('usage', say`--from ${from} is after --to ${to}.`);
  const opened = await openArchive(session, archiveOf(options));
  const signer = await openSigner(session, options, opened.region);
  let objects = 0;
  const wanted = {
    store: opened.store,
    publicKeys: await openKeys(session, { file: options.publicKeys, region: opened.region }),
    accounts,
    regions,
    span: { from, to },
    name: options.case,
    askedBy: options.askedBy,
    reason: options.reason,
    folder: options.out ?? folderOf(options.case),
    now: new Date(clock.now()),
    metsukeVersion: version,
    ...(signer === undefined ? {} : { signer }),
    ...(options.reports ? { makeReports: (folder: string) => askReports(session, options, folder) } : {}),
    onProgress: (copied: number) => {
      objects += copied;
    },
  };
  const line = (): string => say`Copying and verifying the log: ${countOf(objects, 'object')} copied`;
  const exported = await session.progress.during(line, () => exportBundle(wanted));
  const refused = [...opened.refusals.list(), ...exported.refused];
  tellProblems(session.options.json ? [] : refusalProblems(refused), terminal);
  terminal.out(
    session.options.json
      ? `${JSON.stringify({ ...exported, refused }, null, 2)}\n`
      : renderExported(exported, terminal.view),
  );
  return exported.verification.findingCount > 0 || refused.length > 0 ? EXIT.failed : EXIT.done;
}

/** Of a case, whatever it is called. */
function folderOf(name: string): string {
  return `evidence-${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}`;
}

/** Every report that has something to say of these log files, asked of the copy and of nothing else. */
async function askReports(session: Session, options: EvidenceExportOptions, folder: string) {
  const { answerBundle } = await import('../bundle-reports.ts');
  const span = { from: options.from, to: options.to };
  return session.progress.during(say`Asking the audit reports`, () => answerBundle(folder, span));
}
