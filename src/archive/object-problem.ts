import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { UnreadableObject } from './unreadable-object.ts';

/** Why one object cannot be had while others can, in words that follow its key; undefined for what concerns all of them. */
export function problemOfObject(error: unknown): string | undefined {
  if (error instanceof UnreadableObject) return error.why;
  if (!(error instanceof MetsukeError)) return undefined;
  switch (error.code) {
    case 'not-found':
      return say`is gone since it was listed`;
    case 'access-denied':
      return say`cannot be read, because AWS denies it: look at the policies of the bucket and of its key`;
    // An object in Glacier, for one.
    case 'aws-error':
      return say`cannot be read: ${error.message}`;
    default:
      return undefined;
  }
}

/** So many that cannot be had, and not one that can: it is not the objects. */
const ENOUGH = 64;

/** Skips an object that cannot be had, unless none can. */
export function makeSkipping(): <Read>(read: () => Promise<Read>) => Promise<Read | { readonly problem: string }> {
  let [had, skipped] = [false, 0];
  return async (read) => {
    try {
      const found = await read();
      had = true;
      return found;
    } catch (error) {
      const problem = problemOfObject(error);
      skipped += 1;
      if (problem === undefined || (!had && skipped >= ENOUGH)) throw error;
      return { problem };
    }
  };
}
