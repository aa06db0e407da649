import { MetsukeError } from '../../domain/errors.ts';

export interface NotRead {
  readonly state: 'not-read';
  readonly reason: string;
  readonly isOff?: true;
}

/** What a source said; or, when AWS or the system refuses, that it was not read and why. A broken promise is thrown. */
export async function readSection<Content extends object>(
  at: string,
  read: () => Promise<Content | NotRead>,
): Promise<NotRead | ({ state: 'read'; at: string } & Content)> {
  try {
    const content = await read();
    if ('state' in content && content.state === 'not-read') return content as NotRead;
    return { state: 'read', at, ...(content as Content) };
  } catch (error) {
    if (error instanceof MetsukeError) return notRead(error.message);
    throw error;
  }
}

export function notRead(reason: string): NotRead {
  return { state: 'not-read', reason };
}

/** Because metsuke.yaml does not ask for it, and need not: nothing is wrong with that. */
export function switchedOff(reason: string): NotRead {
  return { ...notRead(reason), isOff: true };
}
