import type { Blueprint } from '../../blueprints/blueprint.ts';
import { templateOf } from '../../blueprints/template-of.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { Template } from '../../domain/template.ts';
import type { DefinitionChanges, PlannedDefinition, PlannedValue, ValueChange } from '../steps/change.ts';
import { deploymentContextOf, type PlanInput } from './input.ts';
import { effectiveParameters } from './resolve-template.ts';
import { addedResources, diffResources, removedResources } from './template-diff.ts';
import { parseTemplate } from './template-text.ts';
import { diffValues } from './value-diff.ts';

/** Marks what Metsuke made. Never a version or a hash: tags reach every resource, and would change all of them. */
export const BLUEPRINT_TAG = 'metsuke:blueprint';

/** What a blueprint should be, with its values in clear. Stays in memory: parameters may be addresses. */
export interface DesiredDefinition {
  readonly blueprint: Blueprint;
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What is there: of a stack set or of a stack. */
export interface ObservedDefinition {
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export function desiredDefinition(blueprint: Blueprint, input: PlanInput): DesiredDefinition {
  return {
    blueprint,
    template: templateOf(blueprint, input.config),
    parameters: blueprint.parameters(deploymentContextOf(input)),
  };
}

/** As it is written to a plan: addresses and secrets by fingerprint. */
export function plannedDefinition(desired: DesiredDefinition, input: PlanInput): PlannedDefinition {
  const { blueprint } = desired;
  const parameters = Object.entries(desired.parameters).map(([name, value]): [string, PlannedValue] => [
    name,
    blueprint.sensitiveParameters.includes(name) ? { fingerprint: input.fingerprint(value) } : { value },
  ]);
  return {
    name: blueprint.stackName,
    description: blueprint.title,
    templateBody: JSON.stringify(desired.template),
    parameters: Object.fromEntries(parameters),
    capabilities: blueprint.capabilities,
    tags: { [BLUEPRINT_TAG]: blueprint.id },
  };
}

export const NO_CHANGES: DefinitionChanges = { resources: [], parameters: [], settings: [] };

export function creationChanges(desired: DesiredDefinition): DefinitionChanges {
  return { ...NO_CHANGES, resources: addedResources(desired) };
}

export function deletionChanges(observed: ObservedDefinition): DefinitionChanges {
  const template = parseTemplate(observed.templateBody);
  if (!template) return NO_CHANGES;
  return { ...NO_CHANGES, resources: removedResources({ template, parameters: observed.parameters }) };
}

/** Null when nothing differs. */
export function diffDefinition(observed: ObservedDefinition, desired: DesiredDefinition): DefinitionChanges | null {
  const template = parseTemplate(observed.templateBody);
  const parameters = diffParameters(template, observed, desired);
  const settings = diffValues(observed.tags[BLUEPRINT_TAG], desired.blueprint.id, `tag ${BLUEPRINT_TAG}`);
  const sameTemplate = template !== null && canonicalJson(template) === canonicalJson(desired.template);
  if (sameTemplate && parameters.length === 0 && settings.length === 0) return null;
  if (template === null) {
    return {
      resources: [],
      parameters,
      settings: [{ path: 'template', from: '(unreadable)', to: 'ours' }, ...settings],
    };
  }
  const templateChange: readonly ValueChange[] = sameTemplate ? [] : [{ path: 'template', from: 'old', to: 'new' }];
  const resources = diffResources(...hideSecrets({ template, parameters: observed.parameters }, desired));
  return { resources, parameters, settings: resources.length > 0 ? settings : [...templateChange, ...settings] };
}

function diffParameters(
  template: Template | null,
  observed: ObservedDefinition,
  desired: DesiredDefinition,
): readonly ValueChange[] {
  const before = template ? effectiveParameters(template, observed.parameters) : observed.parameters;
  const after = effectiveParameters(desired.template, desired.parameters);
  const { sensitiveParameters } = desired.blueprint;
  return diffValues(before, after).map((change) => (sensitiveParameters.includes(change.path) ? hide(change) : change));
}

function hide(change: ValueChange): ValueChange {
  return {
    ...change,
    from: change.from === null ? null : '(hidden)',
    to: change.to === null ? null : `(hidden, new)`,
  };
}

interface Side {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Sensitive values would surface where a resource uses them: both sides get stand-ins which differ when the values do. */
function hideSecrets(observed: Side, desired: DesiredDefinition): [Side, Side] {
  const before = effectiveParameters(observed.template, observed.parameters);
  const after = effectiveParameters(desired.template, desired.parameters);
  const from = { ...before };
  const to = { ...after };
  for (const name of desired.blueprint.sensitiveParameters) {
    if (name in from) from[name] = '(hidden)';
    if (name in to) to[name] = before[name] === after[name] ? '(hidden)' : `(hidden, new)`;
  }
  return [
    { template: observed.template, parameters: from },
    { template: desired.template, parameters: to },
  ];
}
