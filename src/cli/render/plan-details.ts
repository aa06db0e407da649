import { say } from '../../domain/say.ts';
import type {
  DefinitionChanges,
  Plan,
  RepairStep,
  ResourceChange,
  StackSetStep,
  Step,
} from '../../engine/plan/plan.ts';
import type { Screen, View } from '../terminal.ts';
import type { Paint } from './pieces.ts';
import { colorFor, isDangerous, nameOf, type Sign, showChange, stackSetSign } from './plan-marks.ts';
import { listOrCount } from './text.ts';
import { paragraph } from './wrap.ts';

/** What belongs to a step stands below it; what belongs to a resource of the step, deeper. */
export function below(text: string, depth: 1 | 2, { screen, paint }: { screen: Screen; paint: Paint | undefined }) {
  const first = ' '.repeat(2 + depth * 4);
  return paragraph([{ text, paint }], { width: screen.width, first, rest: `${first}    ` });
}

/** What changes in the resources of a step. */
export function details(step: Step, plan: Plan, view: View): readonly string[] {
  if (step.kind === 'repair') return repairDetails(step, plan, view);
  if (step.kind !== 'stack' && step.kind !== 'stack-set') return [];
  if (step.action === 'create') return [];
  return [
    ...(step.kind === 'stack-set' ? removalLines(step, plan, view) : []),
    ...settingLines(step.changes, view),
    ...step.changes.resources.flatMap((change) => resourceLines(change, view)),
  ];
}

/** Stacks that go while others come or change: the line of the step does not say so. */
function removalLines(step: StackSetStep, plan: Plan, { style, screen }: View): readonly string[] {
  const gone = step.instances.delete;
  if (gone.length === 0 || stackSetSign(step) === '-') return [];
  const accounts = [...new Set(gone.map(({ account }) => nameOf(account, plan)))];
  const places = [...new Set(gone.map(({ region }) => region))];
  const text = say`- stacks removed in ${listOrCount(accounts, 3, 'accounts')} (${listOrCount(places, 2, 'regions')})`;
  return below(text, 1, { screen, paint: style.red });
}

const DETAILED_TARGETS = 10;

/** What differs from the template, place by place; of very many places the first ones. */
function repairDetails({ targets }: RepairStep, plan: Plan, view: View): readonly string[] {
  const detailed = targets.filter(({ resources }) => resources.length > 0);
  const rest = detailed.length - DETAILED_TARGETS;
  const more = rest > 0 ? below(say`and ${rest} more`, 1, { screen: view.screen, paint: view.style.dim }) : [];
  return [
    ...detailed
      .slice(0, DETAILED_TARGETS)
      .flatMap(({ account, region, resources }) => [
        ...(targets.length > 1
          ? below(`${nameOf(account, plan)} ${region}`, 1, { screen: view.screen, paint: undefined })
          : []),
        ...resources.flatMap((change) => resourceLines(change, view)),
      ]),
    ...more,
  ];
}

function settingLines({ settings }: DefinitionChanges, { style, screen }: View): readonly string[] {
  return settings.flatMap((change) => below(`~ ${showChange(change)}`, 1, { screen, paint: style.dim }));
}

const RESOURCE_SIGNS: Readonly<Record<ResourceChange['action'], Sign>> = {
  add: '+',
  update: '~',
  replace: '!',
  'may-replace': '!',
  remove: '-',
  release: '-',
};

const RESOURCE_WORDS: Readonly<Record<ResourceChange['action'], string>> = {
  add: say`added`,
  update: '',
  replace: say`REPLACED`,
  'may-replace': say`MAY BE REPLACED`,
  remove: say`removed`,
  release: say`kept in the account, managed no longer`,
};

function resourceLines(change: ResourceChange, { style, screen }: View): readonly string[] {
  const sign = isDangerous(change) ? '!' : RESOURCE_SIGNS[change.action];
  const paint = colorFor(sign, style);
  const data = change.losesData ? say`, WHAT IT HOLDS IS LOST` : '';
  const head = `${sign} ${change.logicalId} (${change.type}) ${RESOURCE_WORDS[change.action]}${data}`.trimEnd();
  return [
    ...below(head, 1, { screen, paint }),
    ...change.properties.flatMap((property) => below(showChange(property), 2, { screen, paint })),
  ];
}
