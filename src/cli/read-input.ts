import { readFile } from 'node:fs/promises';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/** A small file that the user names. */
export async function readInput(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new MetsukeError('usage', say`${file} cannot be read.`, { cause });
  }
}
