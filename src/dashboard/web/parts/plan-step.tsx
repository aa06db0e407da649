import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlannedChange, PlannedPlace, PlannedStep } from '../../posture/plan-schema.ts';
import { becauseOf } from '../../view/plan.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { goTo } from '../settings.ts';
import { Mark } from './mark.tsx';
import { PRINT_ROWS, usePrinting } from './printing.ts';
import { shown } from './text.ts';

const VALUES_AT_FIRST = 20;
const NAMES = 8;

const SIGNS: Readonly<Record<PlannedStep['sign'], { readonly word: Word; readonly kind: string }>> = {
  '+': { word: 'signAdd', kind: 'add' },
  '~': { word: 'signChange', kind: 'change' },
  '-': { word: 'signRemove', kind: 'remove' },
  '!': { word: 'signDanger', kind: 'danger' },
};

const ACTIONS: Readonly<Record<PlannedChange['action'], { readonly word: Word; readonly sign: PlannedStep['sign'] }>> =
  {
    add: { word: 'actionAdd', sign: '+' },
    update: { word: 'actionUpdate', sign: '~' },
    replace: { word: 'actionReplace', sign: '!' },
    'may-replace': { word: 'actionMayReplace', sign: '!' },
    remove: { word: 'actionRemove', sign: '-' },
    release: { word: 'actionRelease', sign: '-' },
  };

const BECAUSE: Readonly<Record<PlannedPlace['reason'], Word>> = {
  new: 'becauseNew',
  'new-account': 'becauseNewAccount',
  'role-is-there': 'becauseRoleThere',
  'role-may-be-there': 'becauseRoleMaybe',
  'template-changed': 'becauseTemplate',
  'parameter-changed': 'becauseParameter',
  'settings-changed': 'becauseSettings',
  outdated: 'becauseOutdated',
  'failed-last-time': 'becauseFailed',
  stopped: 'becauseStopped',
  'stack-gone': 'becauseGone',
  'stack-stuck': 'becauseStuck',
  drifted: 'becauseDrifted',
  'no-longer-targeted': 'becauseUnwanted',
  'left-organization': 'becauseLeft',
  destroy: 'becauseDestroy',
};

interface PlanStepProps {
  readonly step: PlannedStep;
  /** Of the steps that are shown, by their ids. */
  readonly titles: ReadonlyMap<string, string>;
  /** The address leads to it. */
  readonly isChosen: boolean;
}

/** One step of a plan: where it goes and why, and each value before and after. */
export function PlanStep({ step, titles, isChosen }: PlanStepProps) {
  const { place, say } = usePage();
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isChosen) here.current?.scrollIntoView({ block: 'start' });
  }, [isChosen]);
  const after = step.after.flatMap((id) => titles.get(id) ?? []);
  return (
    <article ref={here} class={`step ${SIGNS[step.sign].kind} ${isChosen ? 'chosen' : ''}`}>
      <h3>
        <span class="sign" aria-hidden="true">
          {step.sign}
        </span>{' '}
        <span class="hidden">{say(SIGNS[step.sign].word)}: </span>
        {shown(step.title, 120)} <code>{shown(step.kind, 60)}</code>{' '}
        <button
          type="button"
          class="link"
          aria-label={say('planLink', { step: step.title })}
          onClick={() => goTo({ ...place, open: step.id })}
        >
          #
        </button>
      </h3>
      {step.where !== null && (
        <p class="muted">{shown([step.where, step.why].filter((text) => text).join(' — '), 1_000)}</p>
      )}
      <Places step={step} />
      {after.length > 0 && <p class="muted">{shown(say('planAfter', { names: after.join(', ') }), 300)}</p>}
      {step.losses.map((loss) => (
        <p key={loss} class="loss">
          <Mark shape="bad" /> {say('losses')}: {shown(loss, 1_000)}
        </p>
      ))}
      {step.changes.length > 0 && <Changes step={step} />}
    </article>
  );
}

function Places({ step }: { readonly step: PlannedStep }) {
  const { directory, say } = usePage();
  const named = useNamed();
  if (step.places.length === 0) return null;
  return (
    <ul class="places">
      {becauseOf(step).map(({ reason, detail, accounts, regions }) => (
        <li key={`${reason} ${detail}`}>
          {say(BECAUSE[reason])}: {named(accounts.map((account) => directory.nameOf(account)))}{' '}
          <span class="muted">({named(regions)})</span>
          {detail !== null && <span class="muted"> {shown(detail, 500)}</span>}
        </li>
      ))}
    </ul>
  );
}

/** The first names, and how many more there are. Paper has them all. */
function useNamed(): (names: readonly string[]) => string {
  const { language, say } = usePage();
  const printing = usePrinting();
  return (names) => {
    const some = printing ? names : names.slice(0, NAMES);
    const rest = names.length - some.length;
    const told = [...some.map((name) => shown(name, 60)), ...(rest > 0 ? [say('andMore', { n: rest })] : [])];
    return told.join(language === 'ja' ? '、' : ', ');
  };
}

function Changes({ step: { changes, title, places } }: { readonly step: PlannedStep }) {
  const { say } = usePage();
  const printing = usePrinting();
  const [isWhole, setWhole] = useState(false);
  const all = changes.reduce((sum, { values }) => sum + Math.max(1, values.length), 0);
  const most = printing ? PRINT_ROWS : isWhole ? all : VALUES_AT_FIRST;
  let left = most;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="scroll short diff" tabIndex={0} aria-label={`${say('property')}: ${shown(title, 120)}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('property')}</th>
              <th scope="col">{say('before')}</th>
              <th scope="col">{say('afterwards')}</th>
            </tr>
          </thead>
          {changes.map((change, at) => {
            if (left <= 0) return null;
            const values = change.values.slice(0, left);
            left -= Math.max(1, change.values.length);
            const isEverywhere = change.places.length === places.length;
            return <Change key={at} change={change} values={values} isEverywhere={isEverywhere} />;
          })}
        </table>
      </section>
      {all > most && !printing && (
        <button type="button" onClick={() => setWhole(true)}>
          {say('showAll', { n: all })}
        </button>
      )}
    </>
  );
}

interface ChangeProps {
  readonly change: PlannedChange;
  readonly values: PlannedChange['values'];
  readonly isEverywhere: boolean;
}

function Change({ change: { resource, type, action, losesData, places }, values, isEverywhere }: ChangeProps) {
  const { directory, say } = usePage();
  const named = useNamed();
  const where = named([...new Set(places.map(({ account, region }) => `${directory.nameOf(account)} ${region}`))]);
  const isOnlyHere = places.length > 0 && !isEverywhere;
  const hasHead = resource !== null || isOnlyHere;
  const { sign, word } = ACTIONS[action];
  return (
    <tbody>
      {hasHead && (
        <tr class={`subject ${SIGNS[sign].kind}`}>
          <th scope="rowgroup" colSpan={3}>
            {resource !== null && (
              <>
                <span aria-hidden="true">{sign}</span> {shown(resource, 120)} <code>{shown(type ?? '', 80)}</code>{' '}
                {say(word)}
                {losesData && <strong>, {say('dataLost')}</strong>}
              </>
            )}
            {isOnlyHere && <span class="muted"> {say('onlyIn', { where })}</span>}
          </th>
        </tr>
      )}
      {values.map(({ path, from, to }) => (
        <tr key={path}>
          <th scope="row">
            <code>{shown(path, 300)}</code>
          </th>
          <td>{from === null ? <span class="muted">–</span> : <del>{shown(from, 2_000)}</del>}</td>
          <td>{to === null ? <span class="muted">–</span> : <ins>{shown(to, 2_000)}</ins>}</td>
        </tr>
      ))}
    </tbody>
  );
}
