import { beforeEach, describe, expect, it } from 'vitest';
import { anEvent, contextIn, FakeHub, POLICY, WORDS } from '../../test/support/notifications.ts';
import { makeHandler } from './handler.ts';
import type { Policy } from './policy.ts';

let hub: FakeHub;
let handle: (raw: unknown) => Promise<string>;

function begin(changes: Partial<Policy> = {}, language: 'en' | 'ja' = 'en') {
  hub = new FakeHub();
  const policy = { ...POLICY, ...changes };
  handle = makeHandler(hub.ports, policy, { words: WORDS[language], rules: contextIn(language).rules });
}
beforeEach(() => begin());

const digest = (time = '2026-11-26T00:00:00Z') => handle({ source: 'metsuke.digest', time });

describe('one event', () => {
  it('is one message on every channel, with the name of its account', async () => {
    expect(await handle(anEvent('guardduty-finding'))).toBe('told');
    expect(hub.mails).toHaveLength(1);
    expect(hub.mails[0]?.subject).toMatch(/^\[HIGH 8\.0\] prod: /);
    expect(hub.chats).toMatchObject([
      { version: '1.0', source: 'custom', content: { title: expect.stringContaining('prod') } },
    ]);
    expect(hub.webhooks).toMatchObject([{ kind: 'event', account: { id: '666666666666', name: 'prod' }, severity: 8 }]);
  });

  it('that is delivered twice is told once', async () => {
    await handle(anEvent('alarm'));
    expect(await handle(anEvent('alarm'))).toBe('repeated-delivery');
    expect(hub.mails).toHaveLength(1);
    expect(await digest()).toBe('digest-empty');
  });

  it('that is delivered twice at once is told once, the other is tried again', async () => {
    const results = await Promise.allSettled([handle(anEvent('alarm')), handle(anEvent('alarm'))]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(hub.mails).toHaveLength(1);
  });

  it('that could not be sent is sent when it is tried again', async () => {
    hub.failMail = true;
    await expect(handle(anEvent('alarm'))).rejects.toThrow('Throttled');
    hub.failMail = false;
    hub.time = '2026-11-25T03:01:00.000Z';
    await expect(handle(anEvent('alarm'))).rejects.toThrow('being worked on');
    hub.time = '2026-11-25T03:03:00.000Z';
    expect(await handle(anEvent('alarm'))).toBe('told');
    expect(hub.mails).toHaveLength(1);
  });

  it('never appears in the log', async () => {
    await handle(anEvent('root-sign-in'));
    expect(JSON.stringify(hub.logged)).not.toMatch(/203\.0\.113|Root/);
  });
});

describe('a hundred alike', () => {
  const storm = async () => {
    for (let index = 0; index < 100; index += 1) await handle(anEvent('guardduty-finding', { id: `finding-${index}` }));
  };

  it('are one message and a line of the digest', async () => {
    await storm();
    expect(hub.mails).toHaveLength(1);
    expect(await digest()).toBe('digest-sent');
    expect(hub.mails[1]?.subject).toMatch(/: 99 events not sent one by one$/);
    expect(hub.mails[1]?.body.match(/99 x/g)).toHaveLength(1);
  });

  it('at once are one message, too', async () => {
    const all = Array.from({ length: 100 }, (_, index) =>
      handle(anEvent('guardduty-finding', { id: `finding-${index}` })),
    );
    const results = await Promise.all(all);
    expect(results.filter((result) => result === 'told')).toHaveLength(1);
    expect(hub.mails).toHaveLength(1);
  });

  it('are told again when the hours of the group are over', async () => {
    await handle(anEvent('alarm', { id: 'first' }));
    hub.time = '2026-11-26T02:59:59.000Z';
    expect(await handle(anEvent('alarm', { id: 'second' }))).toBe('digest');
    hub.time = '2026-11-26T03:00:00.000Z';
    expect(await handle(anEvent('alarm', { id: 'third' }))).toBe('told');
  });

  it('are told again when it gets worse', async () => {
    const finding = anEvent('guardduty-finding');
    await handle(finding);
    expect(await handle({ ...finding, id: 'worse', detail: { ...(finding['detail'] as object), severity: 9.2 } })).toBe(
      'told',
    );
  });

  it('that AWS tells every account are one', async () => {
    const event = anEvent('health-event');
    const everywhere = (account: string) => ({
      ...event,
      id: account,
      account,
      detail: { ...(event['detail'] as object), eventScopeCode: 'PUBLIC', affectedAccount: account },
    });
    expect(await handle(everywhere('444444444444'))).toBe('told');
    expect(await handle(everywhere('555555555555'))).toBe('digest');
  });
});

describe('too many different ones', () => {
  const differently = (index: number) => {
    const event = anEvent('alarm');
    return {
      ...event,
      id: `alarm-${index}`,
      detail: { ...(event['detail'] as object), alarmName: `aws-organizations-${index}` },
    };
  };

  it('go into the digest, and the last message says so', async () => {
    begin({ messagesPerHour: 3 });
    for (let index = 0; index < 5; index += 1) await handle(differently(index));
    expect(hub.mails).toHaveLength(3);
    expect(hub.mails[1]?.body).not.toContain('the last one');
    expect(hub.mails[2]?.body).toContain('This is message 3 of this hour about this account, the last one');
    await digest();
    expect(hub.mails[3]?.body).toContain('More than the messages of an hour');
  });

  it('are told in the next hour', async () => {
    begin({ messagesPerHour: 1 });
    await handle(differently(1));
    expect(await handle(differently(2))).toBe('digest');
    hub.time = '2026-11-25T04:00:00.000Z';
    expect(await handle({ ...differently(2), id: 'again' })).toBe('told');
  });
});

describe('one account does not mute the others', () => {
  const call = (id: string, account: string, changes: Readonly<Record<string, unknown>>) => {
    const event = anEvent('trail-stopped');
    const detail = { ...(event['detail'] as object), eventID: id, recipientAccountId: account, ...changes };
    return { ...event, id, account, detail };
  };
  const refused = (index: number, account = '444444444444') =>
    call(`refused-${account}-${index}`, account, {
      errorCode: 'AccessDenied',
      eventName: index % 2 ? 'StopLogging' : 'DeleteTrail',
      requestParameters: { name: `made-up-${index}` },
    });
  const changed = (index: number, account = '444444444444') =>
    call(`changed-${account}-${index}`, account, {
      eventName: 'UpdateTrail',
      requestParameters: { name: `made-up-${index}` },
    });

  it('with refused calls: they wait for the digest, few lines of it, and the trail that is stopped elsewhere is told', async () => {
    for (let index = 0; index < 31; index += 1) expect(await handle(refused(index))).toBe('digest');
    expect(await handle(anEvent('trail-stopped'))).toBe('told');
    await digest();
    expect(hub.mails[1]?.body).toContain('Tried, and refused by AWS:');
    expect(hub.mails[1]?.body.match(/ x +dev/g)).toHaveLength(2);
  });

  it('with calls that are done: its messages are its own', async () => {
    begin({ messagesPerHour: 3 });
    for (let index = 0; index < 100; index += 1) await handle(changed(index));
    expect(hub.mails).toHaveLength(3);
    expect(await handle(changed(1, '555555555555'))).toBe('told');
    expect(await handle(anEvent('trail-stopped'))).toBe('told');
  });

  it('nor do many together: the first message of each account is told', async () => {
    begin({ messagesPerHour: 1 });
    for (let index = 0; index < 40; index += 1) {
      expect(await handle(changed(1, String(700_000_000_000 + index)))).toBe('told');
    }
  });

  it('a second trail that is stopped is a message of its own', async () => {
    await handle(anEvent('trail-stopped'));
    const other = { requestParameters: { name: 'another-trail' } };
    expect(await handle(call('second', '666666666666', other))).toBe('told');
    expect(hub.mails[1]?.subject).toContain('another-trail');
  });

  it('an attempt to leave the organization is told, and takes no message from others', async () => {
    begin({ messagesPerHour: 1 });
    expect(await handle(anEvent('leave-organization-denied'))).toBe('told');
    expect(hub.mails[0]?.body).not.toContain('the last one');
    expect(await handle(changed(1, '666666666666'))).toBe('told');
  });

  it('nor in the digest: its lines leave room for those of the others', async () => {
    const kind = (account: string, index: number) =>
      handle(anEvent('something-else', { id: `${account}-${index}`, account, 'detail-type': `Kind ${index}` }));
    for (let index = 0; index < 200; index += 1) await kind('444444444444', index);
    await kind('666666666666', 999);
    await digest();
    expect(hub.mails[0]?.body).toContain('prod (666666666666)');
    expect(hub.mails[0]?.body).toContain('and 101 more lines');
  });
});

describe('the digest', () => {
  it('is not sent when there is nothing in it', async () => {
    expect(await digest()).toBe('digest-empty');
    expect(hub.mails).toEqual([]);
  });

  it('tells everything once', async () => {
    await handle(anEvent('something-else'));
    expect(await digest()).toBe('digest-sent');
    expect(await digest('2026-11-27T00:00:00Z')).toBe('digest-empty');
  });

  it('that the scheduler sends twice is sent once', async () => {
    await handle(anEvent('something-else'));
    await digest();
    await handle(anEvent('something-else', { id: 'later' }));
    expect(await digest()).toBe('repeated-delivery');
    expect(hub.mails).toHaveLength(1);
  });

  it('loses nothing that is counted while it is written', async () => {
    await handle(anEvent('something-else', { id: 'before' }));
    const clear = hub.store.clearDigest;
    hub.ports.store.clearDigest = async (lines) => {
      await handle(anEvent('something-else', { id: 'meanwhile' }));
      await clear(lines);
    };
    await digest();
    hub.ports.store.clearDigest = clear;
    await digest('2026-11-27T00:00:00Z');
    expect(hub.mails.map(({ subject }) => subject.match(/(\d+) event/)?.[1])).toEqual(['1', '1']);
  });

  it.each(['en', 'ja'] as const)('reads well in %s', async (language) => {
    begin({ messagesPerHour: 4, quietHours: { from: '12:30', to: '12:45', exceptSeverity: 7 } }, language);
    for (let index = 0; index < 38; index += 1) await handle(anEvent('guardduty-finding', { id: `finding-${index}` }));
    for (let index = 0; index < 7; index += 1) await handle(anEvent('something-else', { id: `other-${index}` }));
    hub.time = '2026-11-25T03:30:00.000Z';
    await handle(anEvent('leave-organization-denied'));
    hub.time = '2026-11-26T00:00:00.000Z';
    await digest();
    const { subject = '', body = '' } = hub.mails.at(-1) ?? {};
    await expect(`Subject: ${subject}\n\n${body}\n`).toMatchFileSnapshot(`snapshots/digest.${language}.txt`);
  });

  it('shows the hundred gravest lines and counts the others', async () => {
    for (let index = 0; index < 120; index += 1) {
      await handle(anEvent('something-else', { id: `${index}`, 'detail-type': `Kind ${index}` }));
    }
    await digest();
    expect(hub.mails[0]?.subject).toContain('120 events');
    expect(hub.mails[0]?.body).toContain('and 20 more lines (20 events)');
    expect(Buffer.byteLength(hub.mails[0]?.body ?? '')).toBeLessThan(256 * 1024);
  });
});

describe('names of accounts', () => {
  it('are asked for once', async () => {
    await handle(anEvent('root-sign-in'));
    await handle(anEvent('break-glass'));
    expect(hub.nameReads).toBe(1);
  });

  it('that cannot be read do not hold a message up', async () => {
    Object.assign(hub.ports, { readAccountName: () => Promise.reject(new Error('AccessDenied')) });
    expect(await handle(anEvent('root-sign-in'))).toBe('told');
    expect(hub.mails[0]?.subject).toContain('666666666666');
  });
});

describe('exceptions of rules', () => {
  const text = `s3-bucket-public-read-prohibited 2026-12-31 ${Number('444444444444').toString(36)}`;

  it('silence it while they last, without a deployment', async () => {
    hub.exceptions = [text];
    expect(await handle(anEvent('config-compliance-change'))).toBe('ignored');
    hub.time = '2027-01-01T00:00:00.000Z';
    expect(await handle(anEvent('config-compliance-change'))).toBe('told');
  });

  it('that cannot be read silence nothing', async () => {
    Object.assign(hub.ports, { readExceptions: () => Promise.reject(new Error('AccessDenied')) });
    expect(await handle(anEvent('config-compliance-change'))).toBe('told');
  });
});

it('tells of a rule of ours that somebody deletes, though its event has the source of a heartbeat', async () => {
  const deleted = structuredClone(anEvent('trail-stopped')) as { detail: object };
  const detail = {
    ...deleted.detail,
    ...{ eventSource: 'events.amazonaws.com', eventName: 'DeleteRule' },
    requestParameters: { name: 'aws-organizations-Compliance' },
  };
  expect(await handle({ ...deleted, source: 'aws.events', detail })).toBe('told');
  expect(hub.heartbeats).toEqual([]);
});

describe('a rule whose time has come', () => {
  const scheduled = (rule: string) => ({
    ...{ source: 'aws.events', 'detail-type': 'Scheduled Event', id: 'x', detail: {} },
    ...{ account: '666666666666', region: 'us-east-1' },
    resources: [`arn:aws:events:us-east-1:666666666666:rule/${rule}`],
  });

  it('is a heartbeat of a route with its place and time, and tells nobody', async () => {
    expect(await handle(scheduled('aws-organizations-Heartbeat'))).toBe('heartbeat');
    expect(hub.heartbeats).toEqual([{ account: '666666666666', region: 'us-east-1', at: hub.time }]);
    expect([hub.mails, hub.chats, hub.webhooks].flat()).toEqual([]);
  });

  it.each(['Heartbeat', 'aws-organizations-Compliance', 'theirs/aws-organizations-Heartbeat'])(
    'is no sign of life when it is another one: %s',
    async (rule) => {
      expect(await handle(scheduled(rule))).toBe('ignored');
      expect(hub.heartbeats).toEqual([]);
      expect([hub.mails, hub.chats, hub.webhooks].flat()).toEqual([]);
    },
  );
});
