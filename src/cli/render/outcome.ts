import type { Finding } from '../../domain/finding.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { type ApplyResult, failuresOf } from '../../engine/apply/apply-plan.ts';
import type { View } from '../terminal.ts';
import {
  accountsOf,
  type Cause,
  causeLines,
  causesOf,
  isCutShort,
  manyOf,
  type Occurrence,
  withoutNotTried,
} from './causes.ts';
import { findingLines } from './findings.ts';
import type { Names } from './progress.ts';
import { paragraph } from './wrap.ts';

interface Told {
  readonly names: Names;
  /** What somebody has to do, though nothing failed. */
  readonly notes: readonly Finding[];
  /** `8 of 10 changes done in 12 s` */
  readonly counts: string;
}

/** How a run ended: each cause of a failure once, with its accounts and one command; then what was not tried because of it. */
export function outcomeLines(result: ApplyResult, { names, notes, counts }: Told, view: View): readonly string[] {
  const { style, screen } = view;
  const { failed, notTried, notes: others } = withNotes(occurrencesOf(result, names), notes);
  const causes = causesOf(failed);
  const rest = causesOf(notTried);
  const label = { text: say`failed`, paint: style.red };
  return [
    ...findingLines(
      others.map((note) => withName(note, names)),
      view,
    ),
    ...causes.flatMap((cause) => causeLines(cause, label, view)),
    ...rest.flatMap((cause) => paragraph(notTriedText(cause), { width: screen.width, rest: '       ' })),
    ...conclusion(result, [counts, ...countsOf(result, causes)], view),
    ...([...causes, ...rest].some((cause) => isCutShort(cause.names))
      ? [say`With --json every account is listed.`]
      : []),
  ];
}

function occurrencesOf(result: ApplyResult, names: Names): readonly Occurrence[] {
  return failuresOf(result).map(({ step, failure }) => ({
    ...failure,
    what: step.title,
    name: failure.account === null ? '' : names.account(failure.account),
  }));
}

interface Sorted {
  readonly failed: readonly Occurrence[];
  readonly notTried: readonly Occurrence[];
  /** Those that no failure tells already. */
  readonly notes: readonly Finding[];
}

/** An account that a note was about, and in which a step then was not tried, needs the same command as those that failed. */
function withNotes(all: readonly Occurrence[], notes: readonly Finding[]): Sorted {
  const isFailure = ({ notTried }: Occurrence): boolean => !notTried;
  const repairs = new Map(all.filter(isFailure).flatMap((one) => (one.command ? [[one.command, one]] : [])));
  const repairOf = ({ account }: Occurrence): Occurrence | undefined =>
    notes.flatMap((note) => (note.account?.id === account && repairs.get(note.command ?? '')) || []).at(0);
  const sorted = all.map((one) => {
    const repair = isFailure(one) ? undefined : repairOf(one);
    return repair ? alike(one, repair) : one;
  });
  const isToBeRepaired = ({ account, command }: Finding): boolean =>
    sorted.some((one) => one.command !== undefined && one.command === command && one.account === account?.id);
  return {
    failed: sorted.filter((one) => isFailure(one) || one.command !== undefined),
    notTried: sorted.filter((one) => !isFailure(one) && one.command === undefined),
    notes: notes.filter((note) => !isToBeRepaired(note)),
  };
}

function alike({ what, account, name, region }: Occurrence, repair: Occurrence): Occurrence {
  const { reason, advice, command } = repair;
  const said = (text = ''): string => text.replaceAll(repair.account ?? '', account ?? '');
  return {
    what,
    account,
    name,
    region,
    reason: said(reason),
    advice: said(advice),
    command: said(command),
    notTried: true,
  };
}

/** `11 failures of 1 cause`, `29 not tried` */
function countsOf(result: ApplyResult, causes: readonly Cause[]): readonly string[] {
  const all = failuresOf(result);
  const failed = all.filter(({ failure }) => !failure.notTried).length;
  const failures = countOf(failed, 'failure');
  return [
    causes.length < failed ? say`${failures} of ${countOf(causes.length, 'cause')}` : failures,
    ...(failed < all.length ? [say`${all.length - failed} not tried`] : []),
  ];
}

/** Only what failed is to be repaired; this follows from it. */
function notTriedText({ whats, names, reason }: Cause): string {
  const changes = manyOf(whats, countOf(whats.length, 'change'));
  const why = withoutNotTried(reason);
  return names.length === 0
    ? say`not tried ${changes}: ${why}`
    : say`not tried ${changes} in ${accountsOf(names)}: ${why}`;
}

function conclusion({ status }: ApplyResult, counts: readonly string[], { style, screen }: View): readonly string[] {
  if (status === 'interrupted') return [];
  if (status === 'done') return paragraph([{ text: say`Done.`, paint: style.green }, ` ${counts[0]}.`], screen);
  const text = say`${counts.join(', ')}. What is done stays done; apply again to finish.`;
  return paragraph([{ text: say`Not everything is done.`, paint: style.red }, ` ${text}`], screen);
}

/** The engine knows accounts by their ids. */
function withName(finding: Finding, names: Names): Finding {
  const { account, message } = finding;
  if (account === undefined || account.name !== undefined) return finding;
  const { id } = account;
  const label = names.account(id);
  if (label === id) return finding;
  return {
    ...finding,
    message: message.replace(id, () => label),
    account: { id, name: label.replace(` (${id})`, '') },
  };
}
