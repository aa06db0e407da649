import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import complianceChange from '../../../examples/events/config-compliance-change.json' with { type: 'json' };
import finding from '../../../examples/events/guardduty-finding.json' with { type: 'json' };
import rootSignIn from '../../../examples/events/root-sign-in.json' with { type: 'json' };
import stoppedTrail from '../../../examples/events/trail-stopped.json' with { type: 'json' };
import { policyOf } from '../../blueprints/notification-hub/policy.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import type { Preview } from '../../notifications/preview.ts';
import { previewOf } from '../../notifications/preview.ts';
import { loadConfiguration, type Session } from '../session.ts';

export interface PreviewOptions {
  readonly event?: string | undefined;
  readonly language?: 'en' | 'ja' | undefined;
}

const EXAMPLES: readonly unknown[] = [finding, complianceChange, rootSignIn, stoppedTrail];

export async function run(session: Session, { event, language }: PreviewOptions): Promise<number> {
  const { config } = await loadConfiguration(session);
  const events = event === undefined ? EXAMPLES : [await readEvent(event)];
  const previews = events.map((each) =>
    previewOf(
      each,
      policyOf(config),
      language ?? config.notifications.language,
      new Date(session.clock.now()).toISOString(),
    ),
  );
  const result = event === undefined ? previews : previews[0];
  session.terminal.out(
    session.options.json
      ? `${JSON.stringify(result, null, 2)}\n`
      : previews.map(describe).join(`\n${'-'.repeat(72)}\n\n`),
  );
  return EXIT.done;
}

async function readEvent(file: string): Promise<unknown> {
  try {
    return JSON.parse(file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'));
  } catch (cause) {
    const given = file === '-' ? say`Standard input` : file;
    const message = cause instanceof SyntaxError ? say`${given} is no JSON.` : say`${given} cannot be read.`;
    const hint = say`Give a file with one event as EventBridge delivers it; examples/events has some.`;
    throw new MetsukeError('usage', message, { cause, hint });
  }
}

function describe({ outcome, mail }: Preview): string {
  return `${outcome}\n\n${say`Subject: ${mail.subject}`}\n\n${mail.body}\n`;
}
