import { createHash } from 'node:crypto';
import type { Blueprint } from '../../src/blueprints/blueprint.ts';
import { BLUEPRINTS } from '../../src/blueprints/catalog.ts';
import type { ResolvedReferences } from '../../src/config/resolve.ts';
import { resolveReferences } from '../../src/config/resolve.ts';
import type { Config } from '../../src/config/schema.ts';
import { configSchema } from '../../src/config/schema.ts';
import type { Template } from '../../src/domain/template.ts';
import type { ApplyResult } from '../../src/engine/apply/apply-plan.ts';
import { applyPlan } from '../../src/engine/apply/apply-plan.ts';
import { closeEntries } from '../../src/engine/apply/close-entries.ts';
import { waitUntilIdle } from '../../src/engine/apply/operation.ts';
import { lookEverywhere } from '../../src/engine/deep/look-everywhere.ts';
import type { EngineEvent } from '../../src/engine/events.ts';
import { lookFurther } from '../../src/engine/first-look.ts';
import { observe } from '../../src/engine/observe/observe.ts';
import type { Snapshot } from '../../src/engine/observe/snapshot.ts';
import type { PlanInput } from '../../src/engine/plan/input.ts';
import { makePlan, secretsOf } from '../../src/engine/plan/make-plan.ts';
import type { Plan } from '../../src/engine/plan/plan.ts';
import type { StackSetStep } from '../../src/engine/steps/stack-set/step.ts';
import type { Step } from '../../src/engine/steps/step.ts';
import { GUARDRAILS } from '../../src/guardrails/catalog.ts';
import type { Guardrail } from '../../src/guardrails/guardrail.ts';
import type { Connection, FakeAws } from './fake-aws.ts';
import { onFoundation } from './foundation.ts';

export const EMAIL = 'security@example.com';
export const HOME = 'ap-northeast-1';

type Section = Readonly<Record<string, unknown>>;

/** The smallest metsuke.yaml, without the member baseline, and with these sections over its own. */
export function aConfig(sections: Section = {}): Config {
  return configSchema.parse({
    version: 1,
    accounts: { audit: 'audit', log: 'log' },
    ...onFoundation({ ...sections, notifications: { securityEmail: EMAIL, ...asSection(sections.notifications) } }),
  });
}

function asSection(value: unknown): Section {
  return typeof value === 'object' && value !== null ? (value as Section) : {};
}

/** What a governance run is made of, beside AWS and the configuration. */
export interface Catalog {
  readonly blueprints: readonly Blueprint[];
  readonly guardrails: readonly Guardrail[];
}

/** Synthesis takes some milliseconds a template, and a template is the same for the same configuration. */
export function cached(blueprint: Blueprint): Blueprint {
  const templates = new Map<string, Template>();
  const parameters = new Map<string, Readonly<Record<string, string>>>();
  const remember = <Value>(memory: Map<string, Value>, key: unknown, make: () => Value): Value => {
    const text = JSON.stringify(key);
    const known = memory.get(text) ?? make();
    memory.set(text, known);
    return known;
  };
  return {
    ...blueprint,
    template: (config) => remember(templates, config, () => blueprint.template(config)),
    parameters: (context) => remember(parameters, context, () => blueprint.parameters(context)),
  };
}

export const CATALOG: Catalog = { blueprints: BLUEPRINTS.map(cached), guardrails: GUARDRAILS };

function referencesOf(config: Config, { accounts, units, organization }: Snapshot): ResolvedReferences {
  const { resolved, findings } = resolveReferences(
    config,
    { accounts, units, ...organization },
    () => undefined,
    '2026-01-01',
  );
  if (!resolved) throw new Error(`the configuration does not fit: ${findings.map(({ message }) => message).join(' ')}`);
  return resolved;
}

export interface RunOptions {
  readonly catalog?: Catalog;
  readonly connection?: Connection;
  readonly signal?: AbortSignal;
  /** Every account is looked at, as `--deep` does. */
  readonly isDeep?: boolean;
}

export async function inputOf(aws: FakeAws, config: Config, options: RunOptions = {}): Promise<PlanInput> {
  const { blueprints, guardrails } = options.catalog ?? CATALOG;
  const { ports } = options.connection ?? aws.connect();
  const snapshot = await observe(ports, { config, blueprints, guardrails });
  const input: PlanInput = {
    config,
    references: referencesOf(config, snapshot),
    snapshot,
    blueprints,
    guardrails,
    metsukeVersion: '0.0.0',
    now: '2026-01-01T00:00:00.000Z',
    fingerprint: (value) => createHash('sha256').update(`salt ${value}`).digest('hex').slice(0, 16),
  };
  const deep = options.isDeep && (await lookEverywhere(input, { ports, ...quiet(aws, options) }));
  const looked = deep ? { ...input, snapshot: { ...snapshot, deep } } : input;
  return { ...looked, snapshot: await lookFurther(ports, looked) };
}

function quiet({ clock }: FakeAws, { signal = new AbortController().signal }: RunOptions) {
  return { clock, signal, emit: () => {} };
}

export async function planOf(aws: FakeAws, config: Config, options: RunOptions = {}): Promise<Plan> {
  return makePlan(await inputOf(aws, config, options));
}

export interface Run {
  readonly plan: Plan;
  readonly result: ApplyResult;
  readonly events: readonly EngineEvent[];
  readonly calls: readonly string[];
}

/** Waits for what a run before left at work, observes, plans and applies, as `metsuke apply` does. */
export async function run(aws: FakeAws, config: Config, options: RunOptions = {}): Promise<Run> {
  const connection = options.connection ?? aws.connect();
  const signal = options.signal ?? new AbortController().signal;
  for (const name of aws.stackSets.sets.keys())
    await waitUntilIdle(name, { ports: connection.ports, clock: aws.clock, signal });
  const input = await inputOf(aws, config, { ...options, connection });
  const plan = makePlan(input);
  const applied = await applyOn(aws, plan, input, { ...options, connection });
  await closeEntries(input, { plan, result: applied.result }, connection.ports);
  return { plan, ...applied, calls: connection.calls };
}

export async function applyOn(
  aws: FakeAws,
  plan: Plan,
  input: PlanInput,
  options: RunOptions = {},
): Promise<Pick<Run, 'result' | 'events'>> {
  const events: EngineEvent[] = [];
  const result = await applyPlan(plan, aws.organization.rootId, {
    ports: (options.connection ?? aws.connect()).ports,
    secrets: secretsOf(input),
    clock: aws.clock,
    emit: (event) => events.push(event),
    signal: options.signal ?? new AbortController().signal,
  });
  return { result, events };
}

export function stackSetStep(plan: Plan, title: string): StackSetStep {
  const step = plan.steps.find((one) => one.title === title);
  if (step?.kind !== 'stack-set')
    throw new Error(`the plan has no stack set step ${title}: ${titlesOf(plan).join(', ')}`);
  return step;
}

export function stepOf<Kind extends Step['kind']>(
  plan: Plan,
  kind: Kind,
  title?: string,
): Extract<Step, { kind: Kind }> {
  const found = plan.steps.find((one) => one.kind === kind && (title === undefined || one.title === title));
  if (!found) throw new Error(`the plan has no such step: ${titlesOf(plan).join(', ')}`);
  return found as Extract<Step, { kind: Kind }>;
}

export function titlesOf(plan: Plan): readonly string[] {
  return plan.steps.map(({ title }) => title);
}
