import { readFileSync } from 'node:fs';
import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { EmulatedOrganization } from '../../sandbox/control.ts';
import type { BusEvent, Trace } from '../../sandbox/event-chain.ts';
import { SAMPLES } from '../../sandbox/event-samples.ts';
import type { Place } from '../../sandbox/fit-event.ts';
import type { Shown } from './sandbox-chain.ts';

const EXAMPLES = say`
Examples:
  metsuke sandbox event --sample guardduty-finding --account prod   what people would be told about it
  metsuke sandbox event --sample config-violation --repeat 100      a hundred like it
  metsuke sandbox event recorded.json                               one event as EventBridge shows it, or an array of them
  metsuke sandbox mail                                              what arrived

Account, region and time of a recorded event are changed to fit the sandbox's organization, in its ARNs too.
Exit code 1 when something on the way failed; an event that no rule wants is no failure.`;

export interface EventOptions {
  readonly sample?: (typeof SAMPLES)[number];
  readonly account?: string;
  readonly region?: string;
  readonly repeat: number;
}

export function registerEvent(sandbox: CommandUnknownOpts, setExitCode: (code: number) => void): void {
  sandbox
    .command('event')
    .description(say`send an event, and follow it from the account to the mailbox`)
    .argument('[files...]', say`recorded events; - reads from standard input`)
    .addOption(new Option('--sample <name>', say`an event that is built in`).choices(SAMPLES))
    .option(
      '--account <name>',
      say`name or id of the account in which it happens (default: of the event, or the newest)`,
    )
    .option('--region <name>', say`where it happens (default: of the event, or ap-northeast-1)`)
    .option('--repeat <number>', say`how often to send each event`, parseRepeat, 1)
    .addHelpText('after', EXAMPLES)
    .action(async (files, options, command) => {
      setExitCode(await run(files, options, command.optsWithGlobals() as Shown));
    });
}

async function run(files: readonly string[], options: EventOptions, shown: Shown): Promise<number> {
  const { requireSandbox } = await import('../../sandbox/sandbox.ts');
  const { connectSandbox } = await import('../../sandbox/control.ts');
  const { connectEventChain } = await import('../../sandbox/event-chain.ts');
  const { makeTerminal } = await import('../terminal.ts');
  const { renderTraces, hasFailed } = await import('./sandbox-chain.ts');
  const sandbox = await requireSandbox(process.cwd());
  const organization = await connectSandbox(sandbox).readOrganization();
  const chain = connectEventChain(sandbox);
  const traces: Trace[] = [];
  for (const { place, events } of await readEvents(files, options, organization)) {
    traces.push(...(await chain.putEvents(place, events)));
  }
  const names = new Map(organization.accounts.map(({ id, name }) => [id, name]));
  const { out, view } = makeTerminal({ color: shown.color !== false, json: shown.json === true });
  out(`${shown.json ? JSON.stringify(traces) : renderTraces(traces, names, view)}\n`);
  return hasFailed(traces) ? EXIT.failed : EXIT.done;
}

type Group = { readonly place: Place; readonly events: readonly BusEvent[] };

async function readEvents(
  files: readonly string[],
  options: EventOptions,
  organization: EmulatedOrganization,
): Promise<readonly Group[]> {
  const { findAccount, fitEvent, repeatEvents } = await import('../../sandbox/fit-event.ts');
  const { makeSample, regionOfSample } = await import('../../sandbox/event-samples.ts');
  const now = new Date();
  const placeOf = (event: { account?: string | undefined; region?: string | undefined }): Place => ({
    account: findAccount(organization, options.account ?? knownAccount(organization, event.account)),
    region: options.region ?? event.region ?? 'ap-northeast-1',
  });
  if (options.sample !== undefined) {
    if (files.length > 0) throw new MetsukeError('usage', say`Name files or --sample, not both.`);
    const place = placeOf({ region: regionOfSample(options.sample) ?? undefined });
    return [{ place, events: repeatEvents([makeSample(options.sample, place, now)], options.repeat) }];
  }
  if (files.length === 0) throw nothingToSend();
  const recorded = (await Promise.all(files.map(readFile))).flat();
  return recorded.map((event) => {
    const place = placeOf(event);
    return { place, events: repeatEvents([fitEvent(event, place, now)], options.repeat) };
  });
}

function knownAccount({ accounts }: EmulatedOrganization, account: string | undefined): string | undefined {
  return accounts.some(({ id }) => id === account) ? account : undefined;
}

function nothingToSend(): MetsukeError {
  return new MetsukeError('usage', say`Nothing to send: name a file or a sample.`, {
    hint: say`Try: metsuke sandbox event --sample ${SAMPLES[0]}`,
  });
}

async function readFile(file: string): Promise<readonly BusEvent[]> {
  const { busEventsSchema } = await import('../../sandbox/event-chain.ts');
  try {
    return busEventsSchema.parse(JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')));
  } catch (cause) {
    throw new MetsukeError(
      'usage',
      say`${file === '-' ? say`Standard input` : file} holds no event that can be read.`,
      {
        hint: say`It must be one JSON event with source, detail-type and detail, or an array of at most 1,000.`,
        cause,
      },
    );
  }
}

function parseRepeat(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1_000) throw new InvalidArgumentError(say`From 1 to 1000.`);
  return count;
}
