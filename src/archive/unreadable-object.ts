import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { visible } from '../domain/text/visible.ts';

/** An object is there and cannot be read. The others can: who reads many names this one and goes on. */
export class UnreadableObject extends MetsukeError {
  /** In words that follow the key, with what to do. */
  readonly why: string;

  constructor(key: string, location: string, why: string) {
    super('file-failed', say`The object ${visible(key)} of ${location} ${why}.`);
    this.why = why;
  }
}
