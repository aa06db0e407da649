import { scryptSync } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { BLUEPRINTS } from '../blueprints/catalog.ts';
import type { ParsedConfig } from '../config/load.ts';
import { type NamedAccount, resolveReferences } from '../config/resolve.ts';
import type { Config } from '../config/schema.ts';
import { Interruption, MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import { GUARDRAILS } from '../guardrails/catalog.ts';
import { type ApplyResult, applyPlan } from './apply/apply-plan.ts';
import { closeEntries } from './apply/close-entries.ts';
import { acquireLease, type LeaseHolder } from './apply/lease.ts';
import { waitUntilIdle } from './apply/operation.ts';
import type { Clock } from './clock.ts';
import { requireSoundRules } from './custom-rules.ts';
import type { Emit } from './events.ts';
import { lookFurther } from './first-look.ts';
import type { ObservedDeep } from './observe/deep.ts';
import { observe } from './observe/observe.ts';
import type { Ports } from './observe/ports.ts';
import { type Track, untracked } from './observe/track.ts';
import type { PlanInput } from './plan/input.ts';
import { requireConsent } from './plan/losses.ts';
import { secretsOf } from './plan/make-plan.ts';
import type { Plan } from './plan/plan.ts';
import { differencesBetween } from './plan/plan-file.ts';

/** A configuration that parsed, with the way back to its text for what is found out later. */
export type ValidConfig = ParsedConfig & { readonly config: Config };

export interface ReadOptions {
  readonly ports: Ports;
  readonly configuration: ValidConfig;
  readonly metsukeVersion: string;
  readonly clock: Clock;
  /** Told what is being read. */
  readonly track?: Track;
  /** Of addresses and secrets in a plan; see `makeFingerprint`. */
  readonly fingerprint: (value: string) => string;
  /** Looks at every account, so that the plan relies on no event; absent: the entries of events say where to look. */
  readonly lookDeep?: (input: PlanInput) => Promise<ObservedDeep>;
}

export interface Governance {
  readonly input: PlanInput;
  /** Warnings about the configuration. */
  readonly findings: readonly Finding[];
  /** Accounts that it calls by their names. */
  readonly named: readonly NamedAccount[];
}

/** Observes the organization and resolves what metsuke.yaml says of it. Throws `config-invalid` with all findings. */
export async function readGovernance(options: ReadOptions): Promise<Governance> {
  const { configuration, ports, metsukeVersion, clock, fingerprint, track = untracked } = options;
  const { config, locate } = configuration;
  await requireSoundRules(config, locate);
  const snapshot = await observe(ports, { config, blueprints: BLUEPRINTS, guardrails: GUARDRAILS, track });
  const { accounts, units, organization } = snapshot;
  const now = new Date(clock.now()).toISOString();
  const names = { accounts, units, ...organization };
  const { resolved, findings, named } = resolveReferences(config, names, locate, now.slice(0, 10));
  const all = [...configuration.findings, ...findings];
  if (!resolved)
    throw new MetsukeError('config-invalid', say`metsuke.yaml does not fit the organization.`, { findings: all });
  const input: PlanInput = {
    config,
    references: resolved,
    snapshot,
    blueprints: BLUEPRINTS,
    guardrails: GUARDRAILS,
    metsukeVersion,
    now,
    fingerprint,
  };
  const deep = await options.lookDeep?.(input);
  const looked = deep ? { ...input, snapshot: { ...snapshot, deep } } : input;
  return { input: { ...looked, snapshot: await lookFurther(ports, looked, track) }, findings: all, named };
}

/**
 * One-way, and comparable with those of a saved plan by its salt. Slow on purpose (some 50 ms), since addresses can be
 * guessed; each value is worked out once.
 */
export function makeFingerprint(salt: string): (value: string) => string {
  const known = new Map<string, string>();
  return (value) => {
    const found = known.get(value) ?? scryptSync(value, salt, 16).toString('hex');
    known.set(value, found);
    return found;
  };
}

export interface ApplyOptions extends ReadOptions {
  readonly holder: LeaseHolder;
  readonly isDead: (process: string) => boolean;
  readonly emit: Emit;
  /** Aborted by the user. */
  readonly signal: AbortSignal;
  readonly makePlan: (input: PlanInput) => Plan;
  /** A person said that records may stop and logs may expire sooner. */
  readonly mayLose: boolean;
  /** Shown the plan, says whether to go on; throws to refuse it. */
  readonly confirm: (plan: Plan, governance: Governance) => Promise<boolean>;
}

/** Null: there was nothing to do, or it was not confirmed. */
export interface GovernedRun {
  readonly plan: Plan;
  readonly result: ApplyResult | null;
}

/**
 * Observes, plans, asks and applies. The lease is taken before the last look at the organization, so that nothing of
 * ours can change between the plan and its apply. The question is asked before, so that nobody waits for a person, and
 * once more if the plan has become another one in the meantime.
 */
export async function govern(options: ApplyOptions): Promise<GovernedRun> {
  const { ports, emit, signal } = options;
  const before = await unlessAborted(readGovernance(options), signal);
  const shown = makeApplicablePlan(before.input, options);
  if (!(await unlessAborted(options.confirm(shown, before), signal))) return { plan: shown, result: null };
  if (shown.steps.length === 0) {
    await closeEntries(before.input, { plan: shown, result: null }, ports);
    return { plan: shown, result: null };
  }
  requireConsent(shown, options.mayLose);
  signal.addEventListener('abort', () => emit({ type: 'interrupting' }));
  const lease = await acquireLease(ports.lease, {
    ...options,
    path: leasePath(before.input.config),
    onWaiting: (what) => emit({ type: 'waiting', what }),
  });
  const stop = AbortSignal.any([signal, lease.lost]);
  // Every wait listens.
  setMaxListeners(0, stop);
  lease.lost.addEventListener('abort', () => emit({ type: 'waiting', what: say`another apply took over; stopping` }));
  try {
    await unlessAborted(waitForOperations(before.input, { ...options, signal: stop }), stop);
    const now = await unlessAborted(readGovernance(options), stop);
    const plan = makeApplicablePlan(now.input, options);
    const isAsShown = differencesBetween(shown, plan).length === 0;
    if (!isAsShown && !(await unlessAborted(options.confirm(plan, now), stop))) return { plan, result: null };
    requireConsent(plan, options.mayLose);
    const result = await applyPlan(plan, now.input.snapshot.organization.rootId, {
      ...options,
      secrets: secretsOf(now.input),
      signal: stop,
    });
    await closeEntries(now.input, { plan, result }, ports);
    return { plan, result };
  } finally {
    await lease.release();
  }
}

/** Reading changes nothing: once interrupted, nobody waits for its end. */
function unlessAborted<T>(reading: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new Interruption(say`Interrupted before anything was changed.`));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Some findings mean that AWS would refuse, or that names of everything would change: then nothing is begun. */
function makeApplicablePlan(input: PlanInput, { makePlan }: Pick<ApplyOptions, 'makePlan'>): Plan {
  const plan = makePlan(input);
  const errors = plan.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new MetsukeError('config-invalid', say`This cannot be applied.`, { findings: errors });
  }
  return plan;
}

export function leasePath(config: Config): string {
  // SSM reserves names that begin with "aws", as the default prefix does.
  return `/metsuke/${config.resourcePrefix}/apply-lease`;
}

/** A run that was killed may have left operations which CloudFormation still works on. */
async function waitForOperations(
  input: PlanInput,
  options: Pick<ApplyOptions, 'ports' | 'clock' | 'signal'>,
): Promise<void> {
  await Promise.all(input.snapshot.stackSets.map(({ name }) => waitUntilIdle(name, options)));
}
