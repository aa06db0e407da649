import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { Mail, PendingSubscription } from '../../sandbox/event-chain.ts';
import { layRows } from '../render/rows.ts';
import { paragraph } from '../render/wrap.ts';
import type { Screen } from '../terminal.ts';

export function describeMails(mails: readonly Mail[], pending: readonly PendingSubscription[], screen: Screen): string {
  const rows = mails.map(({ number, at, to, subject }) => ({
    cells: [String(number), at.slice(0, 19).replace('T', ' '), to, subject],
  }));
  const waiting = say`${countOf(pending.length, 'subscription waits', 'subscriptions wait')} for confirmation and will receive nothing: metsuke sandbox mail confirm`;
  return [
    ...(mails.length === 0 ? [say`No mail.`] : layRows(rows, { screen }).flat()),
    ...(pending.length === 0 ? [] : ['', ...paragraph(waiting, screen)]),
  ].join('\n');
}

export function describeMail({ from, to, at, subject, body }: Mail): string {
  return [say`From: ${from}`, say`To: ${to}`, say`Date: ${at}`, say`Subject: ${subject}`, '', body.trimEnd()].join(
    '\n',
  );
}

export function describeConfirmed(confirmed: readonly PendingSubscription[], screen: Screen): string {
  if (confirmed.length === 0) return say`No subscription waits for confirmation.`;
  return confirmed
    .flatMap(({ to, topic }) =>
      paragraph(say`${to} receives what ${topic.split(':').at(-1)} says from now on.`, screen),
    )
    .join('\n');
}
