import type { AccountId } from '../../domain/ids.ts';
import { retell } from '../../domain/say.ts';
import type { Plan, ResourceChange, StackSetStep, Step, ValueChange } from '../../engine/plan/plan.ts';
import { resourceChangesOf } from '../../engine/plan/plan.ts';
import type { Terminal } from '../terminal.ts';

type Style = Terminal['style'];

/** `+` something new, `~` a change, `-` something goes, `!` something is replaced or its data is lost. */
export type Sign = '+' | '~' | '-' | '!';

export function signOf(step: Step): Sign {
  if (step.losses || resourceChangesOf(step).some(isDangerous)) return '!';
  switch (step.kind) {
    case 'stack-set':
      return stackSetSign(step);
    case 'session-defaults':
      return step.id === 'session-defaults:restore' ? '-' : '~';
    case 'repair':
      return '!';
    case 'stack':
    case 'policy':
    case 'guard-duty':
      return SIGNS[step.action];
    default:
      return '+';
  }
}

const SIGNS = { create: '+', enable: '+', update: '~', attach: '~', delete: '-', disable: '-' } as const;

export function stackSetSign({ action, instances }: StackSetStep): Sign {
  if (action === 'create') return '+';
  if (action === 'delete') return '-';
  if (action === 'update' || instances.update.length > 0) return '~';
  if (instances.delete.length === 0) return '+';
  return instances.create.length > 0 ? '~' : '-';
}

export function isDangerous(change: ResourceChange): boolean {
  const { action, losesData, losses } = change;
  return action === 'replace' || action === 'may-replace' || losesData || losses !== undefined;
}

export function colorFor(sign: Sign, style: Style): (text: string) => string {
  switch (sign) {
    case '+':
      return style.green;
    case '~':
      return style.yellow;
    case '-':
    case '!':
      return style.red;
    default:
      return sign satisfies never;
  }
}

export function showChange({ path, from, to }: ValueChange): string {
  if (from === null) return `${told(path)}  + ${shorten(to ?? '')}`;
  if (to === null) return `${told(path)}  - ${shorten(from)}`;
  return `${told(path)} ${shorten(from)} → ${shorten(to)}`;
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 117)}…` : told(text);
}

/** One word is a name or a value of AWS, never a text. */
function told(text: string): string {
  return text.includes(' ') ? retell(text) : text;
}

export function nameOf(id: AccountId, plan: Plan): string {
  const all = [...plan.accounts.governed, ...plan.accounts.skipped];
  return all.find((account) => account.id === id)?.name ?? id;
}
