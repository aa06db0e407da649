import { Interruption, MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { forTerminal } from '../domain/text/media.ts';
import { describeInstance, type Instance } from '../sessions/instance.ts';
import { ASKED } from './confirm.ts';
import { type Terminal, undisturbed } from './terminal.ts';

const LISTED = 20;

/** The only one, or the one that a person picks. Where nobody can be asked, all are named. */
export async function pickInstance(terminal: Terminal, instances: readonly Instance[]): Promise<Instance> {
  const [only] = instances;
  if (only !== undefined && instances.length === 1) return only;
  if (!terminal.isInteractive) throw ambiguous(instances);
  const { isCancel, select } = await import('@clack/prompts');
  const question = {
    message: say`Which one?`,
    options: instances.map((instance, index) => ({ value: index, label: forTerminal(describeInstance(instance)) })),
    maxItems: 12,
    ...ASKED,
  };
  const picked = await undisturbed(terminal, () => select(question));
  if (isCancel(picked)) throw new Interruption(say`Interrupted; no session was opened.`);
  const instance = instances[picked];
  if (instance === undefined) throw new MetsukeError('not-confirmed', say`No session was opened.`);
  return instance;
}

function ambiguous(instances: readonly Instance[]): MetsukeError {
  const named = instances.slice(0, LISTED).map((instance) => `  ${forTerminal(describeInstance(instance))}`);
  const more = instances.length > LISTED ? [say`  and ${instances.length - LISTED} more: metsuke session --list`] : [];
  return new MetsukeError('usage', [say`${instances.length} instances match:`, ...named, ...more].join('\n'), {
    hint: say`Say which one: its id, or --account and --region as well.`,
  });
}
