import { useMemo, useState } from 'preact/hooks';
import type { PlannedStep } from '../../posture/plan-schema.ts';
import type { SavedPlan } from '../../posture/schema.ts';
import { filterSteps, PLAN_COLUMNS, planRows, reachOf, stagesOf } from '../../view/plan.ts';
import { usePage } from '../context.ts';
import { Command } from '../parts/command.tsx';
import { Exports } from '../parts/exports.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { Mark } from '../parts/mark.tsx';
import { moment } from '../parts/moment.ts';
import { Reach } from '../parts/plan-reach.tsx';
import { PlanStep } from '../parts/plan-step.tsx';
import { PRINT_ROWS, usePrinting } from '../parts/printing.ts';
import { shown } from '../parts/text.ts';

const STEPS_AT_FIRST = 150;
const DIFFERENCES = 10;

/** A saved plan as a pull request is read: what it is, whether it still fits, what is lost, then step by step. */
export function SavedPlanView({ plan }: { readonly plan: SavedPlan }) {
  const { posture, directory, place, say } = usePage();
  const { account, unit, q } = place;
  const none = posture.only === null ? 'planEmpty' : 'planNotHere';
  const steps = useMemo(
    () => filterSteps(plan.steps, { account, unit, q }, directory),
    [plan, directory, account, unit, q],
  );
  const rows = useMemo(() => planRows(steps), [steps]);
  return (
    <section>
      <h1>{say('savedPlan')}</h1>
      <Verdict plan={plan} />
      <Losses steps={steps} />
      <Warnings plan={plan} />
      <FilterBar />
      <div class="list-head">
        <p role="status">{say('shown', { n: steps.length, all: plan.steps.length })}</p>
        <Exports name="metsuke-plan" rows={rows} columns={PLAN_COLUMNS} />
      </div>
      {steps.length === 0 ? (
        <p class="muted">{say(plan.steps.length === 0 ? none : 'nothing')}</p>
      ) : (
        <>
          <Reach steps={steps} />
          <Stages steps={steps} />
        </>
      )}
      {plan.retained.length > 0 && (
        <>
          <p>{say('planRetained')}</p>
          <ul>
            {plan.retained.map(({ account: at, region, type, name }) => (
              <li key={`${at} ${region} ${type} ${name}`}>
                {shown(type)} {shown(name)} ({shown(directory.nameOf(at), 80)}, {shown(region)})
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Verdict({ plan }: { readonly plan: SavedPlan }) {
  const { language, say } = usePage();
  const { source, madeAt, madeBy, purpose, steps, differences } = plan;
  const reached = (by: 'account' | 'region'): number => reachOf(steps, by).length;
  const told = [...new Set(differences)];
  const [isFit, isStale] = [differences?.length === 0, (differences?.length ?? 0) > 0];
  return (
    <div class={`headline ${isStale ? 'bad' : isFit ? 'good' : 'unknown'}`}>
      <p>
        <strong>
          {say('planSteps', { n: steps.length })} · {say('planReaches', { n: reached('account') })} ·{' '}
          {say('planRegions', { n: reached('region') })}
        </strong>
      </p>
      <p class="muted">{say('planOf', { file: source, at: moment(madeAt, language), version: madeBy })}</p>
      {purpose === 'destroy' && (
        <p>
          <Mark shape="bad" /> {say('planDestroy')}
        </p>
      )}
      <p>
        <Mark shape={isStale ? 'bad' : isFit ? 'good' : 'unknown'} />{' '}
        {say(isStale ? 'planStale' : isFit ? 'planFits' : 'planUnknown')}
      </p>
      {isStale && (
        <ul>
          {told.slice(0, DIFFERENCES).map((one) => (
            <li key={one}>{shown(one, 1_000)}</li>
          ))}
          {told.length > DIFFERENCES && <li>{say('andMore', { n: told.length - DIFFERENCES })}</li>}
        </ul>
      )}
    </div>
  );
}

function Losses({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { say } = usePage();
  const losing = steps.filter(({ losses }) => losses.length > 0);
  if (losing.length === 0) return null;
  return (
    <>
      <h2>
        <Mark shape="bad" /> {say('planLosses')}
      </h2>
      <ul class="losses">
        {losing.flatMap(({ id, title, losses }) =>
          losses.map((loss) => (
            <li key={`${id} ${loss}`}>
              <strong>{shown(title, 120)}</strong>: {shown(loss, 1_000)}
            </li>
          )),
        )}
      </ul>
    </>
  );
}

function Warnings({ plan: { notices } }: { readonly plan: SavedPlan }) {
  const { say } = usePage();
  if (notices.length === 0) return null;
  return (
    <>
      <h2>{say('planWarnings')}</h2>
      <ul>
        {notices.map(({ severity, message, hint, command }) => (
          <li key={`${message} ${command}`}>
            <Mark shape={severity === 'error' ? 'bad' : 'unknown'} /> {shown(message, 1_000)}{' '}
            {hint === null ? '' : shown(hint, 1_000)} {command !== null && <Command text={command} />}
          </li>
        ))}
      </ul>
    </>
  );
}

function Stages({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { place, say } = usePage();
  const [isWhole, setWhole] = useState(false);
  const printing = usePrinting();
  const most = printing ? PRINT_ROWS : isWhole ? steps.length : STEPS_AT_FIRST;
  const titles = useMemo(() => new Map(steps.map(({ id, title }) => [id, title])), [steps]);
  const all = stagesOf(steps);
  let left = most;
  return (
    <>
      <p class="muted">{say('planStageHint')}</p>
      {all.map(({ stage, steps: own }) => {
        const some = own.slice(0, Math.max(0, left));
        left -= some.length;
        if (some.length === 0) return null;
        return (
          <section key={stage} aria-label={say('planStage', { stage, n: own.length })}>
            <h2>{say('planStage', { stage, n: own.length })}</h2>
            {some.map((step) => (
              <PlanStep key={step.id} step={step} titles={titles} isChosen={step.id === place.open} />
            ))}
          </section>
        );
      })}
      {steps.length > most && !printing && (
        <button type="button" onClick={() => setWhole(true)}>
          {say('planShowSteps', { n: steps.length })}
        </button>
      )}
      {steps.length > most && printing && <p>{say('printLimit', { n: most, all: steps.length })}</p>}
    </>
  );
}
