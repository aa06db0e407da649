import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import type { Action } from '../action.ts';

/** Policies of the organization: what they would do, before they do it. */
export function registerGuardrails(program: CommandUnknownOpts, action: Action): void {
  const guardrails = program
    .command('guardrails')
    .description(say`organization policies: whom would they have stopped`)
    .addHelpText('after', say`\nExamples:\n  metsuke guardrails preview --archive ./archive`);
  guardrails
    .command('preview')
    .description(say`who did in the last days what the guardrails of metsuke.yaml would deny; changes nothing`)
    .requiredOption('--archive <folder>', say`a copy of the log archive, as metsuke archive sync makes it`)
    .option('--days <number>', say`how far back`, '30')
    .option('--exit-code', say`end with 3 when something would have been denied`, false)
    .addHelpText('after', EXAMPLES)
    .action(action(() => import('./guardrails-preview.ts')));
}

const EXAMPLES = say`
Examples:
  metsuke archive sync ./archive --from 2026-10-26 && metsuke guardrails preview --archive ./archive
  metsuke guardrails preview --archive ./archive --days 7 --json
  metsuke plan --archive ./archive        the same for the policies that the plan attaches or changes`;
