import { useMemo, useState } from 'preact/hooks';
import type { Posture } from '../../posture/schema.ts';
import { type Advice, adviseOn } from '../../view/advice.ts';
import type { Column } from '../../view/columns.ts';
import { adviceText, headline } from '../../view/headline.ts';
import { healthTree } from '../../view/health.ts';
import { limitTo } from '../../view/limit.ts';
import { usePage } from '../context.ts';
import { Command } from '../parts/command.tsx';
import { Counts } from '../parts/counts.tsx';
import { Exports } from '../parts/exports.tsx';
import { Mark } from '../parts/mark.tsx';
import { moment } from '../parts/moment.ts';
import { usePrinting } from '../parts/printing.ts';
import { shown } from '../parts/text.ts';
import { Tree } from '../parts/tree.tsx';

const AT_FIRST = 7;

/** Is anything wrong now, where, since when, and what comes first: of the organization, or of one account. */
export function Overview() {
  const { posture, place, directory, advice: all, say } = usePage();
  const account = place.account ?? posture.only ?? undefined;
  const limited = useMemo(() => (account === undefined ? posture : limitTo(posture, account)), [posture, account]);
  const advice = useMemo(() => (limited === posture ? all : adviseOn(limited)), [limited]);
  const tree = useMemo(() => healthTree(posture, all, directory), [posture]);
  return (
    <>
      {account !== undefined && (
        <p class="only">
          {say('onlyAccount', { account: `${directory.nameOf(account)} (${account})` })}{' '}
          {posture.only === null && <a href="#/overview">{say('overview')}</a>}
        </p>
      )}
      <Headline posture={limited} advice={advice} />
      <Counts posture={limited} account={account} />
      <History posture={limited} />
      <div class="columns">
        <First advice={advice} account={account} />
        {account === undefined && (
          <section aria-labelledby="tree">
            <h2 id="tree">{say('tree')}</h2>
            <Tree unit={tree} isOpen={posture.accounts.length <= 60} />
          </section>
        )}
      </div>
    </>
  );
}

function Headline({ posture, advice }: { readonly posture: Posture; readonly advice: readonly Advice[] }) {
  const { language, directory } = usePage();
  const [what = '', ...more] = headline(posture, advice, { language, directory });
  const worst =
    (['bad', 'unknown'] as const).find((urgency) => advice.some((one) => one.urgency === urgency)) ?? 'good';
  return (
    <div class={`headline ${worst}`}>
      <h1>
        <Mark shape={worst} /> {what}
      </h1>
      {more.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

/** Since when days are known, and which were left out. */
function History({ posture }: { readonly posture: Posture }) {
  const { say } = usePage();
  const { history } = posture;
  if (history.state === 'not-read') return null;
  const [first] = history.days;
  return (
    <>
      {first !== undefined && (
        <p class="muted">{say('historyOf', { n: history.days.length, day: first.day, source: history.source })}</p>
      )}
      {history.problems.map(({ file, reason }) => (
        <p key={file} class="not-read">
          {say('historyProblem', { file, reason })}
        </p>
      ))}
    </>
  );
}

function First({ advice, account }: { readonly advice: readonly Advice[]; readonly account: string | undefined }) {
  const { language, directory, say } = usePage();
  const [isWhole, setWhole] = useState(false);
  const printing = usePrinting();
  const columns = useMemo(() => columnsOf({ language, directory }), [language, directory]);
  const some = isWhole || printing ? advice : advice.slice(0, AT_FIRST);
  return (
    <section aria-labelledby="first">
      <h2 id="first">{say('first')}</h2>
      {advice.length === 0 && <p>{say('firstNothing')}</p>}
      <div class="list-head">
        <p class="muted">{say('shown', { n: some.length, all: advice.length })}</p>
        <Exports name="metsuke-first" rows={advice} columns={columns} />
      </div>
      <ol class="advice">
        {some.map((one) => (
          <Item key={`${one.word} ${JSON.stringify(one.values)} ${one.accounts[0]}`} advice={one} account={account} />
        ))}
      </ol>
      {some.length < advice.length && (
        <button type="button" onClick={() => setWhole(true)}>
          {say('showAll', { n: advice.length })}
        </button>
      )}
    </section>
  );
}

type Given = Parameters<typeof adviceText>[1];

/** As it is read, since a sentence says more than its parts. */
function columnsOf(given: Given): readonly Column<Advice>[] {
  return [
    { id: 'urgency', word: 'state', value: ({ urgency }) => urgency, width: 6 },
    { id: 'what', word: 'first', value: (advice) => adviceText(advice, given), width: 30 },
    { id: 'accounts', word: 'accountId', value: ({ accounts }) => accounts.join(' '), width: 12 },
    { id: 'since', word: 'recordedAt', value: ({ since }) => since ?? '', width: 12 },
    { id: 'command', word: 'copy', value: ({ command }) => command ?? '', width: 12 },
  ];
}

function Item({ advice, account }: { readonly advice: Advice; readonly account: string | undefined }) {
  const { language, directory, say } = usePage();
  const { urgency, since, command, link } = advice;
  const within =
    account === undefined || link.startsWith('evidence')
      ? link
      : `${link}${link.includes('?') ? '&' : '?'}account=${account}`;
  const text = shown(adviceText(advice, { language, directory }), 600);
  return (
    <li class={urgency}>
      <Mark shape={urgency} />
      <div>
        <p>
          <a href={`#/${within}`}>{text}</a>
        </p>
        <p class="muted">
          {since !== null && <span>{say('since', { at: moment(since, language) })}</span>}
          {command !== null && <Command text={command} />}
        </p>
      </div>
    </li>
  );
}
