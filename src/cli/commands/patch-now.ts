import type { Severity } from '../../capabilities/patching/rules.ts';
import type { Config } from '../../config/schema.ts';
import { makeSuggestion } from '../../config/suggest.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { parseChoice } from '../../patching/choice.ts';
import { installPatches, isRunDone } from '../../patching/install.ts';
import { makeOverride } from '../../patching/override.ts';
import { makePatchPlan, type PatchPlan } from '../../patching/plan.ts';
import { parseShare } from '../../patching/share.ts';
import { findInstances } from '../../sessions/find.ts';
import type { SessionsPort } from '../../sessions/ports.ts';
import type { CommandResult } from '../../sessions/send-to-all.ts';
import { confirmChanges } from '../confirm.ts';
import { readLastScans } from '../last-scans.ts';
import { publishOverride } from '../patch-override.ts';
import { resultJson } from '../render/command-results.ts';
import { renderFailures } from '../render/instances.ts';
import { renderLeftOut, renderPatchPlan } from '../render/patch-plan.ts';
import { renderPatchCounts, renderPatchResult } from '../render/patch-results.ts';
import { loadConfiguration, type Session } from '../session.ts';
import { type PlaceOptions, placesFor } from '../session-places.ts';

export interface PatchNowOptions extends PlaceOptions {
  readonly patch?: readonly string[];
  readonly severity?: readonly Severity[];
  readonly group?: readonly string[];
  /** Absent: as metsuke.yaml says. */
  readonly reboot?: boolean;
  readonly maxConcurrency: string;
  readonly maxErrors: string;
  readonly yes: boolean;
}

const CONFIRM = { message: say`Install them now?`, hint: say`Say it with --yes.` };

/** Ends with 1 when an instance failed, the patches that were named fit nowhere, or an account could not be looked at. */
export async function run(session: Session, options: PatchNowOptions): Promise<number> {
  const { terminal } = session;
  const { config } = await loadConfiguration(session);
  const request = {
    choice: parseChoice(options),
    reboot: rebootOf(options, config),
    groups: chooseGroups(options, config),
    maxConcurrency: parseShare(options.maxConcurrency, '--max-concurrency', 1),
    maxErrors: parseShare(options.maxErrors, '--max-errors', 0),
  };
  const { places, port } = await placesFor(session, options, null);
  const { instances, failures } = await findInstances(port, places, null);
  terminal.err(renderFailures(failures, terminal.errView));
  const lastScans = instances.length === 0 ? new Map() : await readLastScans(session);
  const plan = makePatchPlan(instances, { ...request, lastScans });
  terminal.err(renderLeftOut(plan, terminal.errView));
  const results = await carryOut(session, plan, { config, port, yes: options.yes });
  if (results === null) return EXIT.failed;
  if (session.options.json) {
    terminal.out(`${JSON.stringify({ plan, results: results.map(resultJson), failures }, null, 2)}\n`);
  }
  return failures.length === 0 && isRunDone(results) ? EXIT.done : EXIT.failed;
}

interface CarryOut {
  readonly config: Config;
  readonly port: SessionsPort;
  readonly yes: boolean;
}

/** Null: somebody said no. */
async function carryOut(
  session: Session,
  plan: PatchPlan,
  { config, port, yes }: CarryOut,
): Promise<readonly CommandResult[] | null> {
  const { terminal, clock, options } = session;
  const { json } = options;
  if (plan.places.length === 0) {
    if (!json) terminal.out(say`Nothing to do: Systems Manager reaches no instance of these groups.\n`);
    return [];
  }
  if (!json) terminal.out(renderPatchPlan(plan, terminal));
  if (!yes && !(await confirmChanges(terminal, CONFIRM))) return null;
  const override = makeOverride(plan.choice);
  const overrideAddress = override === null ? null : await publishOverride(session, config, override);
  const results = await installPatches(plan, {
    port,
    clock,
    overrideAddress,
    onResult: (result) => {
      if (!json) terminal.out(renderPatchResult(result, terminal.view));
    },
  });
  terminal.err(renderPatchCounts(results, terminal.errView));
  return results;
}

function rebootOf({ reboot }: PatchNowOptions, { patching }: Config) {
  if (reboot === undefined) return patching.install.reboot;
  return reboot ? 'RebootIfNeeded' : 'NoReboot';
}

/** An instance in no group is never patched, out of turn neither. */
function chooseGroups({ group }: PatchNowOptions, { patching }: Config): readonly string[] {
  const known = patching.install.groups.map(({ name }) => name);
  const unknown = group?.find((name) => !known.includes(name));
  if (unknown === undefined) return group ?? known;
  throw new MetsukeError('usage', say`"${unknown}" is no patch group of metsuke.yaml.`, {
    hint: makeSuggestion(unknown, known) ?? say`There are: ${known.join(', ')}.`,
  });
}
