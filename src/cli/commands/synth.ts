import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { synthesize } from '../../blueprints/synth.ts';
import { EXIT } from '../../domain/errors.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { loadConfiguration, type Session } from '../session.ts';

export interface SynthOptions {
  readonly out: string;
}

export async function run(session: Session, { out }: SynthOptions): Promise<number> {
  const { config } = await loadConfiguration(session);
  const files = synthesize(config).map(({ path, content }) => ({ path: join(out, path), content }));
  for (const { path, content } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, content);
  }
  const written = files.map(({ path }) => path);
  session.terminal.out(session.options.json ? `${JSON.stringify({ written })}\n` : `${written.join('\n')}\n`);
  return EXIT.done;
}
