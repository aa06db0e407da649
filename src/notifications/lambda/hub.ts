import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DescribeAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import { makeHandler } from '../handler.ts';
import type { Policy } from '../policy.ts';
import type { Channels, HubPorts } from '../ports.ts';
import type { RuleFacts } from '../rule-facts.ts';
import type { Words } from '../words/words.ts';
import { makeTableStore } from './table.ts';

/** The source of what goes to the webhook. */
const WEBHOOK_SOURCE = 'metsuke.notifications';
const EXCEPTIONS_MILLISECONDS = 300_000;

/** The Lambda function in the audit account. Its environment is the template's; see the blueprint notification-hub. */
export function makeLambda(words: Words, rules: RuleFacts): (event: unknown) => Promise<string> {
  const { TABLE = '', EXCEPTIONS = '', POLICY = '{}' } = process.env;
  const organizations = new OrganizationsClient({});
  const ports: HubPorts = {
    store: makeTableStore(new DynamoDBClient({}), TABLE),
    channels: makeChannels(),
    readAccountName: async (AccountId) =>
      (await organizations.send(new DescribeAccountCommand({ AccountId }))).Account?.Name,
    readExceptions: remember(EXCEPTIONS_MILLISECONDS, () => readParameters(EXCEPTIONS)),
    now: () => new Date().toISOString(),
    log: (line) => console.log(JSON.stringify(line)),
  };
  return makeHandler(ports, JSON.parse(POLICY) as Policy, { words, rules });
}

function makeChannels(): Channels {
  const { MAIL_TOPIC, CHAT_TOPIC, WEBHOOK_BUS } = process.env;
  const topics = new SNSClient({});
  const buses = new EventBridgeClient({});
  const publish = async (TopicArn: string | undefined, Message: string, Subject?: string) => {
    await topics.send(new PublishCommand({ TopicArn, Message, Subject }));
  };
  return {
    mail: (subject, body) => publish(MAIL_TOPIC, body, subject),
    chat: CHAT_TOPIC ? (message) => publish(CHAT_TOPIC, JSON.stringify(message)) : null,
    webhook: WEBHOOK_BUS
      ? async (message) => {
          const entry = { Source: WEBHOOK_SOURCE, DetailType: 'Notification', Detail: JSON.stringify(message) };
          const { FailedEntryCount } = await buses.send(
            new PutEventsCommand({ Entries: [{ ...entry, EventBusName: WEBHOOK_BUS }] }),
          );
          // It has its mail already; the receiver of the webhook is told of by the dead-letter queue, not by a second mail.
          if (FailedEntryCount) console.log(JSON.stringify({ warning: 'the webhook got nothing' }));
        }
      : null,
  };
}

async function readParameters(path: string): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const page of paginateGetParametersByPath({ client: new SSMClient({}) }, { Path: path })) {
    texts.push(...(page.Parameters ?? []).flatMap(({ Value }) => Value ?? []));
  }
  return texts;
}

/** A function lives for hours and sees many events; what it reads is good for a while. */
function remember<T>(milliseconds: number, read: () => Promise<T>): () => Promise<T> {
  let known: { readonly value: T; readonly until: number } | undefined;
  return async () => {
    if (!known || known.until < Date.now()) known = { value: await read(), until: Date.now() + milliseconds };
    return known.value;
  };
}
