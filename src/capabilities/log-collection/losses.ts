import type { Json } from '../../domain/json.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';

/** What the stacks of before collect, or keep for ever, and those of after do not: read from the state machines themselves. */
export function collectionLosses(before: Template, after: Template): readonly string[] {
  const collected = uncovered(collectedBy(before), collectedBy(after));
  const kept = uncovered(keptBy(before), keptBy(after));
  return [
    ...(collected.length > 0 ? [note`log groups called ${collected.join(', ')} reach the archive no longer`] : []),
    ...(kept.length > 0
      ? [note`log groups called ${kept.join(', ')} are kept for ever no longer: those without a retention get one`]
      : []),
  ];
}

/** An account policy streams every log group; else the machine has the patterns. */
function collectedBy({ Resources }: Template): readonly string[] {
  const streamsAll = Object.values(Resources).some(({ Type }) => Type === 'AWS::Logs::AccountPolicy');
  return streamsAll ? ['*'] : patternsIn(Resources, /'collect': .*?\/\^\((.*?)\)\$\//);
}

function keptBy({ Resources }: Template): readonly string[] {
  return patternsIn(Resources, /'retain': .*?\$not\(\$contains\(LogGroupName, \/\^\((.*?)\)\$\//);
}

function patternsIn(resources: Template['Resources'], where: RegExp): readonly string[] {
  const machines = Object.values(resources).filter(({ Type }) => Type === 'AWS::StepFunctions::StateMachine');
  const texts = machines.flatMap(({ Properties }) => textsIn(Properties as Json));
  return texts.flatMap((text) => where.exec(text)?.[1]?.split('|') ?? []).map(toPattern);
}

function textsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.values(value).flatMap(textsIn);
}

/** `\/var\/log\/.*` → the pattern of metsuke.yaml that it was made of: `/var/log/*` */
function toPattern(expression: string): string {
  return expression.replace(/\\([./])|\.\*/g, (_all, literal?: string) => literal ?? '*');
}

/** A pattern is covered by one that fits it letter by letter, its asterisks among them. */
function uncovered(before: readonly string[], after: readonly string[]): readonly string[] {
  const fits = after.map((pattern) => new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`));
  return before.filter((pattern) => !fits.some((fit) => fit.test(pattern)));
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
