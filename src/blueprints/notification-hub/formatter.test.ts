import { FORMATTER_CODE } from 'metsuke:formatter-code';
import { createRequire } from 'node:module';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { asObject, inlinePoliciesOf } from '../../../test/support/cloudformation.ts';
import { deployBlueprint, EVERY_CHANNEL } from '../../../test/support/cloudformation-fixture.ts';
import { anEvent, NAMES } from '../../../test/support/notifications.ts';
import type { Json } from '../../domain/json.ts';
import { notificationHub } from './blueprint.ts';

interface Call {
  readonly service: string;
  readonly name: string;
  readonly input: Readonly<Record<string, Json>>;
}

type Handler = (event: unknown) => Promise<string>;

const deployed = deployBlueprint(notificationHub, EVERY_CHANNEL);
const environment = asObject(asObject(deployed.resources['Formatter']?.Environment ?? null).Variables ?? null);
afterEach(() => vi.unstubAllEnvs());

/** Runs the text of the template as Lambda does, with an SDK that writes down what it is asked. */
function load(
  language: 'en' | 'ja',
  answer: (call: Call) => unknown,
): { readonly handler: Handler; readonly calls: Call[] } {
  const calls: Call[] = [];
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, String(value));
  const send = async (call: Call) => {
    calls.push(call);
    return answer(call) ?? {};
  };
  const node = createRequire(import.meta.url);
  const require = (id: string) =>
    id.startsWith('@aws-sdk/') ? fakeSdk(id.replace('@aws-sdk/client-', ''), send) : node(id);
  const module: { exports: { handler?: Handler } } = { exports: {} };
  new Function('require', 'module', 'exports', FORMATTER_CODE[language])(require, module, module.exports);
  if (!module.exports.handler) throw new Error('index.handler is not there');
  return { handler: module.exports.handler, calls };
}

/** Every export is there: `PublishCommand`, `SNSClient`, `paginateQuery`. */
function fakeSdk(service: string, send: (call: Call) => Promise<unknown>): object {
  const made = (name: string) => {
    if (name.startsWith('paginate')) {
      return async function* (_client: unknown, input: Call['input']) {
        yield await send({ service, name: name.replace('paginate', ''), input });
      };
    }
    return class {
      readonly input: Call['input'];
      constructor(input: Call['input']) {
        this.input = input;
      }
      send(command: { readonly input: Call['input']; readonly constructor: { readonly fakeName?: string } }) {
        return send({
          service,
          name: String(command.constructor.fakeName).replace('Command', ''),
          input: command.input,
        });
      }
      static readonly fakeName = name;
    };
  };
  return new Proxy({}, { get: (_target, name) => made(String(name)), has: () => true });
}

const account = (call: Call) =>
  call.name === 'DescribeAccount' ? { Account: { Name: NAMES[String(call.input['AccountId'])] } } : undefined;

describe.each(['en', 'ja'] as const)('the code in the template, %s', (language) => {
  it('tells an event on every channel', async () => {
    const { handler, calls } = load(language, account);
    expect(await handler(anEvent('trail-stopped'))).toBe('told');
    const [mail, chat] = calls.filter(({ name }) => name === 'Publish').map(({ input }) => input);
    expect(mail).toMatchObject({
      TopicArn: expect.stringMatching(/:aws-organizations-AggregateSecurityNotifications$/),
      Subject: '[HIGH 8.0] prod: cloudtrail:StopLogging on own-trail',
      Message: expect.stringContaining(language === 'ja' ? '証跡が停止されました' : 'trail was stopped'),
    });
    expect(chat?.['TopicArn']).toMatch(/:aws-organizations-ChatNotifications$/);
    expect(JSON.parse(String(chat?.['Message']))).toMatchObject({ version: '1.0', source: 'custom' });
    const [put] = calls.filter(({ name }) => name === 'PutEvents');
    expect(put?.input['Entries']).toMatchObject([
      { Source: 'metsuke.notifications', EventBusName: 'aws-organizations-notifications' },
    ]);
  });

  it('knows the catalogue of Config rules', async () => {
    const { handler, calls } = load(language, account);
    await handler(anEvent('config-compliance-change'));
    const mail = calls.find(({ name }) => name === 'Publish')?.input;
    expect(mail?.['Subject']).toBe('[HIGH 8.0] dev: NON_COMPLIANT s3-bucket-public-read-prohibited');
  });

  it('sends the digest that the table holds', async () => {
    const facts = { reason: 'minor', severity: 3, source: 'Other', accountId: '444444444444', what: 'x', resource: '' };
    const item = {
      pk: { S: 'digest' },
      sk: { S: 'a' },
      times: { N: '7' },
      latest: { S: '2026-11-25T00:00:00Z' },
      facts: { S: JSON.stringify(facts) },
    };
    const { handler, calls } = load(language, (call) => (call.name === 'Query' ? { Items: [item] } : account(call)));
    expect(await handler({ source: 'metsuke.digest', time: '2026-11-26T00:00:00Z' })).toBe('digest-sent');
    expect(calls.find(({ name }) => name === 'Publish')?.input['Subject']).toMatch(/7 events/);
    expect(calls.find(({ name }) => name === 'DeleteItem')?.input).toMatchObject({
      ConditionExpression: 'times = :told',
    });
  });
});

describe('the table, as the formatter asks it', () => {
  const refused = () => {
    throw Object.assign(new Error('no'), { name: 'ConditionalCheckFailedException' });
  };

  it('says that an event was told already', async () => {
    const answer = ({ name }: Call) => (name === 'PutItem' ? refused() : { Item: { finished: { N: '1' } } });
    const { handler, calls } = load('en', answer);
    expect(await handler(anEvent('alarm'))).toBe('repeated-delivery');
    expect(calls.map(({ name }) => name)).toEqual(['PutItem', 'GetItem']);
  });

  it('says that another one is at it', async () => {
    const { handler } = load('en', ({ name }) => (name === 'PutItem' ? refused() : {}));
    await expect(handler(anEvent('alarm'))).rejects.toThrow('being worked on');
  });

  it('may be out of order: the event is tried again', async () => {
    const { handler } = load('en', () => {
      throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    });
    await expect(handler(anEvent('alarm'))).rejects.toThrow('slow down');
  });
});

it('calls nothing that its role does not allow', async () => {
  const { handler, calls } = load('en', account);
  await handler(anEvent('trail-stopped'));
  await handler(anEvent('config-compliance-change'));
  await handler(anEvent('something-else'));
  await handler({ source: 'metsuke.digest', time: '2026-11-26T00:00:00Z' });
  const services: Readonly<Record<string, string>> = { eventbridge: 'events' };
  // A transaction is checked as the writes that are in it.
  const actions = calls.flatMap(({ service, name }) =>
    name === 'TransactWriteItems'
      ? ['dynamodb:PutItem', 'dynamodb:UpdateItem']
      : [`${services[service] ?? service}:${name}`],
  );
  const allowed = JSON.stringify(inlinePoliciesOf(deployed, 'FormatterRole'));
  expect([...new Set(actions)].filter((action) => !allowed.includes(`"${action}"`))).toEqual([]);
  expect(new Set(actions).size).toBeGreaterThan(6);
});
