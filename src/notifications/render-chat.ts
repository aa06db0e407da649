import type { Notification } from './notification.ts';
import { groupKeyOf, levelOf } from './notification.ts';
import type { Mail, Telling } from './render-mail.ts';
import { accountText, factsOf, renderMail, severityText } from './render-mail.ts';

/**
 * The custom notification of Amazon Q Developer in chat applications. It drops what has no format that it knows, so plain
 * text would never arrive.
 */
export interface ChatMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly id: string;
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords?: readonly string[];
  };
  readonly metadata: { readonly threadId: string; readonly summary: string };
}

/** Its limits, in characters. */
const LIMIT = { title: 250, description: 8_000, step: 350, keyword: 75 } as const;

export function renderChat(notification: Notification, telling: Telling): ChatMessage {
  const { words, policy, accountName } = telling;
  const { severity, what, details, accountId, source, link, id, next } = notification;
  const facts = factsOf(notification, accountName, words, policy.timeZone).map(
    ([label, value]) => `*${label}*: ${asWords(value)}`,
  );
  const account = accountText(accountName, accountId);
  return {
    version: '1.0',
    source: 'custom',
    id: id.slice(0, 64),
    content: {
      textType: 'client-markdown',
      title: cut(
        `${EMOJI[levelOf(severity)]} ${severityText(severity)} ${asWords(`${account}: ${what}`)}`,
        LIMIT.title,
      ),
      description: cut(
        [...details.map(asWords), ...facts, `<${link}|${words.headings.look}>`].join('\n'),
        LIMIT.description,
      ),
      nextSteps: next.map((step) => cut(asWords(step), LIMIT.step)),
      keywords: [source, accountName ?? accountId].map((keyword) => cut(asWords(keyword), LIMIT.keyword)),
    },
    // What is alike gathers in one thread.
    metadata: { threadId: groupKeyOf(notification).slice(0, 64), summary: cut(asWords(what), LIMIT.title) },
  };
}

export function renderChatDigest({ subject, body }: Mail, id: string): ChatMessage {
  return {
    version: '1.0',
    source: 'custom',
    id: id.slice(0, 64),
    content: {
      textType: 'client-markdown',
      title: cut(asWords(subject), LIMIT.title),
      description: cut(asWords(body), LIMIT.description),
    },
    metadata: { threadId: 'digest', summary: cut(asWords(subject), LIMIT.title) },
  };
}

/** What any other receiver of HTTPS requests gets. */
export function renderWebhook(notification: Notification, telling: Telling): object {
  const { id, source, type, severity, accountId, region, at, what, resource, actor, link, next } = notification;
  const { subject, body } = renderMail(notification, telling);
  return {
    version: 1,
    kind: 'event',
    id,
    source,
    type,
    severity,
    level: levelOf(severity),
    account: { id: accountId, name: telling.accountName },
    region,
    at,
    what,
    resource,
    actor,
    link,
    next,
    subject,
    text: body,
  };
}

const EMOJI = {
  low: ':white_circle:',
  medium: ':large_yellow_circle:',
  high: ':large_orange_circle:',
  critical: ':red_circle:',
};

/** Names and messages of others stand among them: `<!channel>` calls nobody, and `<url|text>` is no link. */
function asWords(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
