import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { Argument, Option } from '@commander-js/extra-typings';
import { say } from '../../domain/say.ts';
import { PROFILES } from '../../rules/managed-rule.ts';
import { languageOf } from '../language.ts';
import type { Session } from '../session.ts';
import type { RulesListOptions } from './rules-list.ts';
import type { RulesStatusOptions } from './rules-status.ts';

type Run<Options> = (session: Session, options: Options) => Promise<number>;
type Action = <Options>(load: () => Promise<{ readonly run: Run<Options> }>) => (options: Options) => Promise<void>;

const LIST_EXAMPLES = say`
Examples:
  metsuke rules list                       the whole catalogue
  metsuke rules list recommended           what that profile deploys
  metsuke rules list --language ja --json | jq '.[] | select(.cis | index("5.2"))'`;

const STATUS_EXAMPLES = say`
Examples:
  metsuke rules status                     every rule with violations
  metsuke rules status --all               the others too
  metsuke rules status --json | jq '.rules[] | select(.severity >= 7 and .nonCompliant > 0)'

It asks the aggregator in the audit account: what happened in the last minutes may be missing.`;

/** Rules of AWS Config: which there are, whether one's own do what they say, and what all of them found. */
export function registerRules(program: CommandUnknownOpts, action: Action): void {
  const rules = program
    .command('rules')
    .description(say`rules of AWS Config: the catalogue, your own, what they found`)
    .addHelpText('after', say`\nExamples:\n  metsuke rules list recommended\n  metsuke rules status`);
  rules
    .command('list')
    .description(say`the rules that Metsuke knows: severity, CIS numbers, parameters and why; needs no AWS`)
    .addArgument(new Argument('[profile]', say`only those of a profile`).choices(PROFILES))
    .addOption(
      new Option('--language <language>', say`of the reason`)
        .choices(['en', 'ja'] as const)
        .default(languageOf([], process.env)),
    )
    .addHelpText('after', LIST_EXAMPLES)
    .action((profile, options) =>
      action<RulesListOptions>(() => import('./rules-list.ts'))({
        language: options.language === 'ja' ? 'ja' : 'en',
        profile: PROFILES.find((one) => one === profile) ?? null,
      }),
    );
  rules
    .command('test')
    .description(say`evaluate the Guard rules of metsuke.yaml on their test items; needs no AWS`)
    .addHelpText('after', say`\nExamples:\n  metsuke rules test\n\nThe same tests run before every plan and apply.`)
    .action(action(() => import('./rules-test.ts')));
  rules
    .command('status')
    .description(say`compliance of the whole organization by rule and account, exceptions marked`)
    .option('--all', say`also the rules without violations`, false)
    .addHelpText('after', STATUS_EXAMPLES)
    .action((options) => action<RulesStatusOptions>(() => import('./rules-status.ts'))(options));
}
