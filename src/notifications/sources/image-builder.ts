import type { BusEvent } from '../bus-event.ts';
import { consoleLink } from '../console-links.ts';
import { textAt } from '../json-reading.ts';
import type { Notification } from '../notification.ts';
import type { Words } from '../words/words.ts';

interface Told {
  readonly severity: number;
  readonly headline: string;
  readonly what: string;
  readonly next: readonly string[];
  readonly pointless?: string;
}

/** `EC2 Image Builder Image State Change`. */
export function readImageState(event: BusEvent, words: Words): Notification {
  const { detail } = event;
  const name = nameOf(event);
  const status = textAt(detail, 'state', 'status') ?? 'unknown';
  const during = textAt(detail, 'previous-state', 'status')?.toLowerCase();
  const reason = textAt(detail, 'state', 'reason');
  return {
    ...common(event, { status, name, type: 'AWS::ImageBuilder::Image' }),
    ...tellState(status, { name, during, words }),
    details: reason === undefined ? [] : [reason],
  };
}

/** `EC2 Image Builder Image Pipeline Automatically Disabled`. */
export function readPipelineDisabled(event: BusEvent, { image }: Words): Notification {
  const name = nameOf(event);
  return {
    ...common(event, { status: 'DISABLED', name, type: 'AWS::ImageBuilder::ImagePipeline' }),
    severity: 7,
    headline: `Pipeline ${name} switched off`,
    what: image.disabled(name, textAt(event.detail, 'consecutive-failures')),
    details: [],
    next: image.nextDisabled,
  };
}

interface State {
  readonly name: string;
  readonly during: string | undefined;
  readonly words: Words;
}

/** A new image is no alarm: below the usual threshold, it is a line of the digest. */
function tellState(status: string, { name, during, words: { image } }: State): Told {
  switch (status) {
    case 'FAILED':
      return {
        severity: 7,
        headline: `Image build ${name} failed`,
        what: image.failed(name, during),
        next: image.nextFailed,
      };
    case 'AVAILABLE':
      return {
        severity: 2,
        headline: `New image ${name}`,
        what: image.available(name),
        next: image.nextAvailable,
      };
    case 'CANCELLED':
      return {
        severity: 3,
        headline: `Image build ${name} cancelled`,
        what: image.cancelled(name),
        next: image.nextFailed,
      };
    default:
      return {
        severity: 1,
        headline: `Image build ${name}`,
        what: image.goingOn(name, status),
        next: image.nextFailed,
        pointless: 'the build is going on',
      };
  }
}

function common(event: BusEvent, { status, name, type }: { status: string; name: string; type: string }) {
  return {
    id: event.id,
    source: 'ImageBuilder',
    // Each image is told by itself: another one that fails, too, is another thing to mend.
    type: `${status} ${name}`,
    accountId: event.accountId,
    region: event.region,
    at: event.at,
    resource: { type, name },
    actor: null,
    link: consoleLink(event.region, 'imagebuilder', '/pipelines'),
    scope: 'account',
    rule: null,
    pointless: null,
  } as const;
}

/** `arn:aws:imagebuilder:REGION:ACCOUNT:image/NAME/1.0.0/1`, or of a pipeline: `…:image-pipeline/NAME`. */
function nameOf({ resources }: BusEvent): string {
  const name = resources
    .map((arn) => /:image(?:-pipeline)?\/([^/]+)/.exec(arn)?.[1])
    .find((found) => found !== undefined);
  return name ?? 'unknown';
}
