import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { type CliOptions, type CliResult, type RunningCli, runCli, startCli } from './cli.ts';
import { FOUNDATION } from './foundation.ts';
import { startSandbox, type TestSandbox } from './sandbox.ts';

/** Accounts of examples/demo/organization.yaml. */
export const MASTER = '111111111111';
export const AUDIT = '222222222222';
export const LOG = '333333333333';
export const DEV = '444444444444';
export const STG = '555555555555';
export const PROD = '666666666666';

/** An emulated organization, and a folder with a metsuke.yaml in which the built command line runs. */
export interface Rehearsal {
  readonly sandbox: TestSandbox;
  readonly folder: string;
  /** Runs `metsuke` with the management account's credentials. */
  metsuke(...parameters: readonly string[]): Promise<CliResult>;
  start(...parameters: readonly string[]): RunningCli;
  /** The same with `with` over the credentials. */
  metsukeWith(environment: CliOptions['environment'], ...parameters: readonly string[]): Promise<CliResult>;
  /** As a person does who follows the links in AWS's mails: until then no status is well. */
  confirmMails(): Promise<void>;
  readConfig(): string;
  writeConfig(text: string): void;
  /** Throws when there is no such text: a test would prove nothing. */
  changeConfig(from: string, to: string): void;
  /** Calls that change something, since the last reset: `cloudformation.CreateStackSet` → how often. */
  writes(): Promise<Readonly<Record<string, number>>>;
  stop(): Promise<void>;
}

export async function startRehearsal(
  organization?: string | object,
  options: { readonly enforce?: boolean; readonly controlTower?: boolean; readonly baseline?: boolean } = {},
): Promise<Rehearsal> {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-e2e-'));
  const sandbox = await startSandbox(organization, options);
  const config = join(folder, 'metsuke.yaml');
  const demo = byNames(readFileSync(join(packageRoot(import.meta.url), 'examples', 'demo', 'metsuke.yaml'), 'utf8'));
  writeFileSync(config, options.baseline ? demo : foundationOf(demo));
  const cliOptions = (environment: CliOptions['environment'] = {}): CliOptions => ({
    folder,
    environment: { ...sandbox.environment, ...environment },
  });
  return {
    sandbox,
    folder,
    metsuke: (...parameters) => runCli(parameters, cliOptions()),
    start: (...parameters) => startCli(parameters, cliOptions()),
    metsukeWith: (environment, ...parameters) => runCli(parameters, cliOptions(environment)),
    confirmMails: async () => {
      await connectEventChain(sandbox).confirm();
    },
    readConfig: () => readFileSync(config, 'utf8'),
    writeConfig: (text) => writeFileSync(config, text),
    changeConfig: (from, to) => {
      const text = readFileSync(config, 'utf8');
      if (!text.includes(from)) throw new Error(`metsuke.yaml has no "${from}" to change:\n${text}`);
      writeFileSync(config, text.replace(from, to));
    },
    writes: async () => writesAmong((await sandbox.calls()).byOperation),
    stop: async () => {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Other organizations than the demo's have accounts of these names too, with ids of their own. */
function byNames(demo: string): string {
  return demo.replaceAll(/"\d{12}" # (\w+):?/g, '$1 #').replaceAll(/ #$/gm, '');
}

/** The file of the demo without the capabilities of the member baseline; what the demo says of a section stays. */
function foundationOf(demo: string): string {
  const document = parseDocument(demo);
  for (const [section, keys] of Object.entries(FOUNDATION)) {
    for (const [key, value] of Object.entries(keys)) document.setIn([section, key], value);
  }
  // As a person writes lists; tests look for the text.
  return document.toString({ flowCollectionPadding: false });
}

const READS = /\.(Describe|List|Get|Head|Query|Detect|AssumeRole|ValidateTemplate)/;

function writesAmong(calls: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(calls).filter(([operation]) => !READS.test(operation)));
}
