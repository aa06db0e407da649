import { readFile } from 'node:fs/promises';
import type { NamedAccount } from '../../config/resolve.ts';
import { quote } from '../../config/text.ts';
import { writeIds } from '../../config/write-ids.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { checkOrganization } from '../../engine/check.ts';
import { readGovernance } from '../../engine/governance.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { renderCheck } from '../render/check.ts';
import { renderFindings } from '../render/findings.ts';
import { makeSalt, openGovernance, type Session } from '../session.ts';

export interface CheckCommandOptions {
  readonly accounts: boolean;
  readonly fix: boolean;
}

export async function run(session: Session, options: CheckCommandOptions): Promise<number> {
  const { terminal } = session;
  const opened = await openGovernance(session, makeSalt());
  const { input, findings: told, named } = await readGovernance(opened);
  if (options.fix && named.length > 0) await replaceNames(session, named);
  const findings = options.fix ? told.filter(({ code }) => code !== 'account-name') : told;
  const items = await checkOrganization(opened.ports, input, { ...options, track: session.progress.track });
  const errors = items.flatMap((item) => item.findings).filter(({ severity }) => severity === 'error');
  if (session.options.json) terminal.out(`${JSON.stringify({ ok: errors.length === 0, findings, items }, null, 2)}\n`);
  else {
    renderFindings(findings, terminal);
    terminal.out(renderCheck(items, terminal.view));
  }
  if (errors.some(({ code }) => code === 'bucket-of-others')) return EXIT.usage;
  return errors.length === 0 ? EXIT.done : EXIT.failed;
}

/** What metsuke.yaml says stays the same: the ids are those that the names lead to now. */
async function replaceNames({ options, terminal }: Session, named: readonly NamedAccount[]): Promise<void> {
  const file = options.config;
  const text = writeIds(await readFile(file, 'utf8'), named);
  if (text === null) {
    throw new MetsukeError(
      'usage',
      say`${file} has a name of an account in an anchor or a block, which --fix leaves alone.`,
      {
        hint: say`Write the ids by hand: ${named.map(({ name, id }) => `${name} ${id}`).join(', ')}`,
      },
    );
  }
  await writeWhole(file, text);
  for (const { name, id } of named) terminal.err(say`${file}: ${quote(name)} is "${id}" now.\n`);
}
