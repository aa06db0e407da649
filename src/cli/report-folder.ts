import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { MetsukeError } from '../domain/errors.ts';
import { refuseNewer } from '../domain/newer-format.ts';
import { say } from '../domain/say.ts';
import { type Inside, openInside } from '../files/inside.ts';
import { readPlain } from '../files/read-plain.ts';
import { requireWritable, writeWhole } from '../files/write-whole.ts';
import { isAnswered, type Outcome, resultOf } from '../reports/answer.ts';
import { countNotRead } from '../reports/render/json.ts';

/** What lies beside the reports of a folder: what came of each, and which files are ours. */
export const SUMMARY_FILE = 'summary.json';
const VERSION = 1;
/** Rather than reading whatever lies there. */
const LARGEST = 512 * 1024 * 1024;

const OURS = z.object({
  format: z.literal('metsuke-reports'),
  version: z.number(),
  files: z.record(z.string(), z.string()),
});

/** Name of a file → SHA-256 of what Metsuke wrote into it. */
type Files = Readonly<Record<string, string>>;

export interface ReportFolder {
  readonly path: string;
  /** @param texts name of a file → its text */
  write(texts: ReadonlyMap<string, string>, summary: ReportSummary): Promise<void>;
}

export interface ReportSummary {
  /** ISO 8601. */
  readonly madeAt: string;
  readonly reports: readonly ReturnType<typeof summaryOf>[];
}

/** Refuses, before anything is asked, a folder in which one of the files is not ours or was changed since. */
export async function openReportFolder(path: string, names: readonly string[]): Promise<ReportFolder> {
  await mkdir(path, { recursive: true });
  await requireWritable(join(path, SUMMARY_FILE));
  const inside = openInside(path);
  const before = readFiles(inside, path);
  for (const name of names) {
    const file = placeOf(inside, path, name);
    if (existsSync(file) && before[name] !== hashOf(readPlain(file, LARGEST))) throw notOurs(file);
  }
  return {
    path,
    async write(texts, summary) {
      for (const [name, text] of texts) await writeWhole(placeOf(inside, path, name), text);
      const files = { ...before, ...Object.fromEntries([...texts].map(([name, text]) => [name, hashOf(text)])) };
      const content = { format: 'metsuke-reports', version: VERSION, ...summary, files };
      await writeWhole(placeOf(inside, path, SUMMARY_FILE), `${JSON.stringify(content, null, 2)}\n`);
    },
  };
}

/** One report in the summary. */
export function summaryOf(outcome: Outcome, file: string | null) {
  const { id, severity } = outcome.report;
  const about = { report: id, severity, ...outcome.period, result: resultOf(outcome), file };
  if (!isAnswered(outcome)) return { ...about, reason: outcome.reason };
  return {
    ...about,
    rows: outcome.rows.length,
    isCut: outcome.isCut,
    notRead: countNotRead(outcome),
    basis: outcome.basis,
  };
}

/** A summary of another program is not overwritten either. */
function readFiles(inside: Inside, path: string): Files {
  const file = placeOf(inside, path, SUMMARY_FILE);
  if (!existsSync(file)) return {};
  const found = OURS.safeParse(asJson(readPlain(file, LARGEST).toString()));
  if (!found.success) throw notOurs(file);
  refuseNewer(file, found.data.version, VERSION);
  return found.data.files;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placeOf(inside: Inside, path: string, name: string): string {
  const placed = inside.toWrite(name);
  if ('path' in placed) return placed.path;
  throw new MetsukeError('usage', say`The file ${join(path, name)} ${placed.refused}.`, { hint: ANOTHER });
}

function notOurs(file: string): MetsukeError {
  return new MetsukeError(
    'usage',
    say`${file} was not written by Metsuke, or was changed since: Metsuke leaves it alone.`,
    {
      hint: ANOTHER,
    },
  );
}

const ANOTHER = say`Name another folder with --out, or move the file away.`;

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
