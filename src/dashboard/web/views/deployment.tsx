import { useMemo } from 'preact/hooks';
import type { Deployment } from '../../posture/schema.ts';
import { INSTANCE_COLUMNS } from '../../view/columns.ts';
import { filterRows, type InstanceRow } from '../../view/rows.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { Command } from '../parts/command.tsx';
import { FilterBar } from '../parts/filter-bar.tsx';
import { List } from '../parts/list.tsx';
import { Mark, type Shape } from '../parts/mark.tsx';
import { moment } from '../parts/moment.ts';
import { Section } from '../parts/section.tsx';
import { SmallTable } from '../parts/small-table.tsx';
import { shown } from '../parts/text.ts';
import { ViewParts } from '../parts/view-parts.tsx';
import { SavedPlanView } from './saved-plan.tsx';

/** What is deployed; and beside it, where one was named, a saved plan. */
export function DeploymentView() {
  const { posture, place } = usePage();
  const { plan } = posture;
  if (plan.state === 'not-read') return <Deployed />;
  const isPlan = place.show !== 'now';
  return (
    <>
      <ViewParts
        label="deployment"
        parts={[
          { part: undefined, word: 'savedPlan' },
          { part: 'now', word: 'deployedNow' },
        ]}
      />
      {isPlan ? <SavedPlanView plan={plan} /> : <Deployed />}
    </>
  );
}

function Deployed() {
  const { posture, say } = usePage();
  return (
    <Section word="deployment" section={posture.deployment}>
      {(deployment) => (
        <>
          <Verdict deployment={deployment} />
          <FilterBar />
          <Instances />
          <Recordings deployment={deployment} />
          {deployment.policies.length > 0 && <Policies deployment={deployment} />}
          {deployment.notices.length > 0 && (
            <>
              <h2>{say('notices')}</h2>
              <ul>
                {deployment.notices.map(({ message, hint, command }) => (
                  <li key={`${message} ${command}`}>
                    {shown(message, 1_000)} {hint === null ? '' : shown(hint, 1_000)}{' '}
                    {command !== null && <Command text={command} />}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Section>
  );
}

function Verdict({ deployment: { isAsConfigured, pending, deployments } }: { readonly deployment: Deployment }) {
  const { say } = usePage();
  const titles = [...new Set(pending.map(({ title }) => title))].join(', ');
  const absent = deployments.filter(({ instances }) => instances.length === 0).map(({ title }) => title);
  return (
    <>
      {pending.length > 0 && <p>{say('notAsConfigured', { titles })}</p>}
      {isAsConfigured === true && (
        <p>
          <Mark shape="good" /> {say('asConfigured')}
        </p>
      )}
      {absent.length > 0 && (
        <p>
          {say('notDeployed')}: {absent.join(', ')}
        </p>
      )}
    </>
  );
}

function Instances() {
  const { instances: all, place, say } = usePage();
  const instances = all();
  const rows = useMemo(() => filterRows(instances, place), [instances, place.account, place.unit, place.q]);
  const cell = (row: InstanceRow, column: string) =>
    column === 'health' ? (
      <>
        <Mark shape={row.health as Shape} /> {say(row.health as Word)}
      </>
    ) : undefined;
  return (
    <List
      name="metsuke-deployment"
      label={say('deployment')}
      rows={rows}
      all={instances.length}
      columns={INSTANCE_COLUMNS}
      keyOf={({ stackSet, account, region }) => `${stackSet} ${account} ${region}`}
      cell={cell}
    />
  );
}

const RECORDING = { on: 'good', off: 'bad', missing: 'bad', unknown: 'unknown' } as const;

function Recordings({ deployment: { recordings } }: { readonly deployment: Deployment }) {
  const { directory, language, say } = usePage();
  if (recordings.length === 0) return null;
  return (
    <SmallTable title="recordings" headings={['state', 'name', 'account', 'region', 'by']}>
      {recordings.map(({ part, name, account, region, state, by }) => (
        <tr key={`${part} ${account} ${region} ${name}`}>
          <td>
            <Mark shape={RECORDING[state]} /> {say(state)}
          </td>
          <td>{shown(name)}</td>
          <td>{shown(directory.nameOf(account))}</td>
          <td>{region}</td>
          <td>
            {by === null ? '' : shown([by.actor, by.call, moment(by.at, language)].filter((one) => one).join(' · '))}
          </td>
        </tr>
      ))}
    </SmallTable>
  );
}

function Policies({ deployment: { policies } }: { readonly deployment: Deployment }) {
  const { posture, directory, say } = usePage();
  const nameOf = (target: string): string => {
    if (target === posture.organization.root) return say('root');
    return posture.units.find(({ id }) => id === target)?.path ?? directory.nameOf(target);
  };
  return (
    <SmallTable title="policies" headings={['policy', 'name', 'targets']}>
      {policies.map(({ title, name, targets }) => (
        <tr key={name}>
          <td>
            <Mark shape={targets !== null && targets.length > 0 ? 'good' : 'bad'} /> {shown(title)}
          </td>
          <td>{shown(name)}</td>
          <td>{targets === null ? say('missing') : targets.map((target) => shown(nameOf(target), 80)).join(', ')}</td>
        </tr>
      ))}
    </SmallTable>
  );
}
