import type { Finding } from '../../../domain/finding.ts';
import { note } from '../../../domain/say.ts';
import { forShell } from '../../../domain/text/media.ts';
import type { ObservedSuspect, SuspectState } from '../../observe/snapshot.ts';
import type { PlanInput } from '../../plan/input.ts';
import { keepsNames, mayBeMadeAnew } from './plan.ts';

/** What nobody could look at, and what a person has to decide: an apply repairs neither. */
export function repairFindings(input: PlanInput): readonly Finding[] {
  const suspects = input.snapshot.suspects ?? [];
  return [...unknown(suspects), ...suspects.flatMap((suspect) => findingOf(suspect, input) ?? [])];
}

/** A place that lets nobody in is one finding, whatever is there; what is to be looked at by hand is one for each stack. */
function unknown(suspects: readonly ObservedSuspect[]): readonly Finding[] {
  const causes = new Map<string, { readonly first: ObservedSuspect; readonly titles: readonly string[] }>();
  for (const suspect of suspects) {
    const { title, account, region, state, stack } = suspect;
    const reason = reasonOf(state);
    if (reason === null) continue;
    const key = [account, region, reason, isIncomparable(state) ? stack : ''].join(' ');
    const { first = suspect, titles = [] } = causes.get(key) ?? {};
    causes.set(key, { first, titles: [...titles, title] });
  }
  return [...causes.values()].map(({ first, titles }): Finding => {
    const { account, region, state } = first;
    const message = note`Whether ${titles.join(', ')} in ${account} ${region} is as it was deployed is unknown: ${reasonOf(state)}`;
    const about = { severity: 'warning' as const, code: 'unknown', message, account: { id: account } };
    return isIncomparable(state) ? { ...about, ...compareByHand(first) } : about;
  });
}

function isIncomparable(state: SuspectState): boolean {
  return state.kind === 'drifted' || (state.kind === 'unknown' && state.isIncomparable === true);
}

function compareByHand({ stack, region }: ObservedSuspect): Pick<Finding, 'hint' | 'command'> {
  return {
    hint: note`Compare these resources with the template, with credentials of the account, and put back by the API of the service what differs:`,
    command: `aws cloudformation get-template --region ${region} --stack-name ${forShell(stack)}`,
  };
}

/** What is repaired may stand beside what nobody could compare. */
function reasonOf(state: SuspectState): string | null {
  if (state.kind === 'drifted') return state.untold;
  return state.kind === 'unknown' ? state.reason : null;
}

function findingOf(suspect: ObservedSuspect, input: PlanInput): Finding | null {
  const { title, account, region, state, stackSet } = suspect;
  const about = { severity: 'warning' as const, account: { id: account } };
  switch (state.kind) {
    case 'gone': {
      if (stackSet === null || !keepsNames({ stackSet, account, region }, input)) return null;
      const message = note`The stack of ${title} in ${account} ${region} was deleted. What it keeps is still there, so that a new stack would find its names taken.`;
      const hint = note`Import what is there into a new stack, as docs/leaving.md describes for an account that comes back. Then forget the old stack:`;
      return { ...about, code: 'stack-gone', message, hint, command: forget(stackSet, suspect) };
    }
    case 'stuck': {
      if (state.status === 'UPDATE_ROLLBACK_FAILED') return null;
      if (stackSet !== null && mayBeMadeAnew({ stackSet, account, region }, state.status, input)) return null;
      const message = note`The stack of ${title} in ${account} ${region} is stuck in ${state.status}. Metsuke does not delete it, because what it holds would be lost.`;
      const hint = note`Read the stack's events, remove the cause, and look again:`;
      const command = `aws cloudformation describe-stack-events --stack-name ${forShell(suspect.stack)} --region ${region}`;
      return { ...about, code: 'stack-stuck', message, hint, command };
    }
    case 'well':
    case 'unknown':
    case 'drifted':
      return null;
    default:
      return state satisfies never;
  }
}

function forget(stackSet: string, { account, region }: ObservedSuspect): string {
  return `aws cloudformation delete-stack-instances --stack-set-name ${forShell(stackSet)} --accounts ${account} --regions ${region} --retain-stacks`;
}
