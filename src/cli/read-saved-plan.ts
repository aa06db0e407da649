import { readFile } from 'node:fs/promises';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { parsePlan, type SavedPlan } from '../engine/plan/plan-file.ts';

/** What `metsuke plan --out` wrote. */
export async function readSavedPlan(file: string): Promise<SavedPlan> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'ENOENT' ? say`There is no file ${file}.` : say`${file} cannot be read (${cause.code}).`;
    throw new MetsukeError('plan-unreadable', why, {
      hint: say`Write a plan with: metsuke plan --out plan.json`,
      cause,
    });
  });
  return parsePlan(text, file);
}
