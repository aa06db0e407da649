import type { ComponentChildren } from 'preact';
import type { PlannedStep } from '../../posture/plan-schema.ts';
import { type Reached, reachOf } from '../../view/plan.ts';
import { usePage } from '../context.ts';
import { goTo } from '../settings.ts';
import { PRINT_ROWS, usePrinting } from './printing.ts';
import { shown } from './text.ts';

const AT_FIRST = 12;

/** How many steps come to each account and each region, the most first. Each leads to its steps. */
export function Reach({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { directory, place } = usePage();
  return (
    <div class="columns reach">
      <Reaching word="account" reached={reachOf(steps, 'account')}>
        {({ key }) => (
          <button type="button" class="link" onClick={() => goTo({ ...place, account: key })}>
            {shown(directory.nameOf(key), 60)}
          </button>
        )}
      </Reaching>
      <Reaching word="region" reached={reachOf(steps, 'region')}>
        {({ key }) => (
          <button type="button" class="link" onClick={() => goTo({ ...place, q: key })}>
            {shown(key, 60)}
          </button>
        )}
      </Reaching>
    </div>
  );
}

interface ReachingProps {
  readonly word: 'account' | 'region';
  readonly reached: readonly Reached[];
  readonly children: (one: Reached) => ComponentChildren;
}

function Reaching({ word, reached, children }: ReachingProps) {
  const { say } = usePage();
  const printing = usePrinting();
  const some = reached.slice(0, printing ? PRINT_ROWS : AT_FIRST);
  return (
    <section aria-label={say(word)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say(word)}</th>
            <th scope="col">{say('steps')}</th>
            <th scope="col">{say('places')}</th>
          </tr>
        </thead>
        <tbody>
          {some.map((one) => (
            <tr key={one.key}>
              <td>{children(one)}</td>
              <td>{one.steps}</td>
              <td>{one.places}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {reached.length > some.length && <p class="muted">{say('andMore', { n: reached.length - some.length })}</p>}
    </section>
  );
}
