import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { allowedEndpoint } from '../../aws/endpoint.ts';
import { readClockLead } from '../../aws/server-time.ts';
import { type ParsedConfig, readConfig } from '../../config/load.ts';
import { makeBundle } from '../../doctor/bundle.ts';
import { type Configuration, type Examined, examine, type Surroundings } from '../../doctor/examination.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { findPython, parseRequirements, pythonCandidates } from '../../sandbox/python.mjs';
import { makeSalt, openGovernance, type Session } from '../session.ts';
import { packageFolder, readOldestNode } from '../version.ts';

export interface DoctorOptions {
  readonly bundle?: string;
}

/** Ends with 1 when something is wrong. */
export async function run(session: Session, { bundle }: DoctorOptions): Promise<number> {
  if (bundle !== undefined) await requireWritable(bundle);
  const parsed = await readConfig(session.options.config).catch(codeOf);
  const examined = examine(await readSurroundings(session, configurationOf(parsed)));
  const { terminal } = session;
  terminal.out(session.options.json ? `${JSON.stringify({ examined }, null, 2)}\n` : render(examined));
  if (bundle !== undefined) {
    await writeWhole(bundle, await bundleOf(session, examined, parsed), { mode: 0o600 });
    terminal.err(say`Read ${bundle} before you send it: it should name nobody and nothing of yours.\n`);
  }
  return examined.some(({ state }) => state === 'wrong') ? EXIT.failed : EXIT.done;
}

function render(examined: readonly Examined[]): string {
  const marks = { fine: 'ok', wrong: 'x', unknown: '?' };
  const lines = examined.flatMap(({ id, state, what, next }) => [
    `${marks[state].padEnd(3)} ${id.padEnd(14)} ${what}`,
    ...(next === undefined ? [] : [`${' '.repeat(19)}${next}`]),
  ]);
  return `${lines.join('\n')}\n`;
}

/** The code alone: a message may quote a name. */
function codeOf(error: unknown): string {
  return error instanceof MetsukeError ? error.code : 'unexpected';
}

function configurationOf(parsed: ParsedConfig | string): Configuration {
  if (typeof parsed === 'string') return { kind: 'absent', code: parsed };
  const errors = parsed.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return { kind: 'read', errors, region: parsed.config?.homeRegion ?? null };
}

async function readSurroundings(session: Session, configuration: Configuration): Promise<Surroundings> {
  const { environment, options, clock, version } = session;
  const url = options.endpointUrl ?? environment['AWS_ENDPOINT_URL'];
  const endpoint = endpointOf(url, options.allowEndpoint);
  const region = configuration.kind === 'read' ? configuration.region : null;
  const asked = endpoint === 'aws' ? `https://sts.${region ?? 'us-east-1'}.amazonaws.com/` : (url ?? '');
  return {
    node: process.versions.node,
    oldestNode: readOldestNode(),
    platform: `${process.platform} ${process.arch}`,
    metsuke: version,
    environment,
    profile: options.profile,
    hasSharedFiles: ['credentials', 'config'].some((file) => existsSync(join(homedir(), '.aws', file))),
    python: findSandboxPython(environment),
    endpoint,
    ahead: endpoint === 'refused' ? null : await readClockLead(asked, () => clock.now()),
    configuration,
  };
}

function endpointOf(url: string | undefined, allowed: boolean): Surroundings['endpoint'] {
  try {
    return allowedEndpoint(url, allowed) === undefined ? 'aws' : 'named';
  } catch {
    return 'refused';
  }
}

/** Its version, for the sandbox. */
function findSandboxPython(environment: NodeJS.ProcessEnv): string | null {
  const root = packageFolder();
  const requirements = parseRequirements(readFileSync(join(root, 'sandbox', 'requirements.in'), 'utf8'));
  const { fitting } = findPython(pythonCandidates({ root, environment, platform: process.platform }), requirements);
  return fitting === null ? null : fitting.version.join('.');
}

async function bundleOf(
  session: Session,
  examined: readonly Examined[],
  parsed: ParsedConfig | string,
): Promise<string> {
  const findings = typeof parsed === 'string' ? [] : parsed.findings;
  return makeBundle({
    madeAt: new Date(session.clock.now()).toISOString(),
    examined,
    configuration: typeof parsed === 'string' ? null : parsed.config,
    findings: findings.map(({ code, source }) => ({
      code,
      line: source?.line ?? null,
      column: source?.column ?? null,
    })),
    plan: await readPlan(session).catch((error: unknown) => ({ failed: codeOf(error) })),
  });
}

async function readPlan(session: Session) {
  const { readGovernance } = await import('../../engine/governance.ts');
  const { makePlan } = await import('../../engine/plan/make-plan.ts');
  const { input } = await readGovernance(await openGovernance(session, makeSalt()));
  return makePlan(input);
}
