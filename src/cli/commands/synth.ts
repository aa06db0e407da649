import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { synthesize } from '../../blueprints/synth.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { loadConfiguration, type Session } from '../session.ts';

export interface SynthOptions {
  readonly out: string;
}

export async function run(session: Session, { out }: SynthOptions): Promise<number> {
  const { config } = await loadConfiguration(session);
  const files = synthesize(config).map(({ path, content }) => ({ path: join(out, path), content }));
  try {
    for (const { path, content } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  } catch (cause) {
    throw new MetsukeError('usage', `${out} cannot be written: ${(cause as Error).message}`, { cause });
  }
  const written = files.map(({ path }) => path);
  session.terminal.out(session.options.json ? `${JSON.stringify({ written })}\n` : `${written.join('\n')}\n`);
  return EXIT.done;
}
