import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anEvent, contextIn, NAMES, POLICY, RECORDED, WORDS } from '../../test/support/notifications.ts';
import { readNotification } from './read-notification.ts';
import { renderChat, renderWebhook } from './render-chat.ts';
import { renderMail } from './render-mail.ts';

const NOW = '2026-11-25T03:00:00.000Z';

function tell(raw: unknown, language: 'en' | 'ja', accountName?: string) {
  const notification = readNotification(raw, contextIn(language), NOW);
  const telling = {
    accountName: accountName ?? NAMES[notification.accountId] ?? null,
    words: WORDS[language],
    policy: POLICY,
    isLast: false,
  };
  return { notification, mail: renderMail(notification, telling), telling };
}

describe.each(['en', 'ja'] as const)('what a person reads in %s', (language) => {
  it.each(RECORDED)('about %s', async (name) => {
    const { mail } = tell(anEvent(name), language);
    const text = `Subject: ${mail.subject}\n\n${mail.body}\n`;
    await expect(text).toMatchFileSnapshot(`snapshots/${name}.${language}.txt`);
  });
});

describe('a subject', () => {
  it('has severity, name of the account and what happened', () => {
    expect(tell(anEvent('root-sign-in'), 'ja').mail.subject).toBe(
      '[CRITICAL 9.0] prod: Root user signed in WITHOUT MFA',
    );
  });

  it('has the id of an account whose name is not ASCII at all, or unknown', () => {
    expect(tell(anEvent('root-sign-in'), 'en', '本番').mail.subject).toMatch(/^\[CRITICAL 9\.0\] 666666666666: /);
    expect(tell(anEvent('alarm', { account: '999999999999' }), 'en').mail.subject).toMatch(/ 999999999999: /);
    expect(tell(anEvent('root-sign-in'), 'en', '本番').mail.body).toContain('本番 (666666666666)');
  });

  it('keeps what is ASCII in a name', () => {
    expect(tell(anEvent('root-sign-in'), 'en', 'Café prod').mail.subject).toMatch(/^\[CRITICAL 9\.0\] Cafe prod: /);
  });
});

describe('whatever an event is', () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(fc.constantFrom(...RECORDED), fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue())
      .map(([name, changes, detail]) => ({ ...anEvent(name), ...changes, detail })),
    fc
      .tuple(fc.constantFrom(...RECORDED), fc.string({ unit: 'binary' }))
      .map(([name, text]) =>
        JSON.parse(JSON.stringify(anEvent(name)).replaceAll('prod', JSON.stringify(text).slice(1, -1))),
      ),
    fc
      .constantFrom(...RECORDED)
      .chain((name) => fc.jsonValue().map((json) => withEveryText(anEvent(name), JSON.stringify(json)))),
  );

  it('the mail has an ASCII subject below 100 characters and no JSON in its body', () => {
    fc.assert(
      fc.property(
        anything,
        fc.constantFrom('en' as const, 'ja' as const),
        fc.option(fc.string()),
        (raw, language, name) => {
          const { mail, notification, telling } = tell(raw, language, name ?? undefined);
          expect(mail.subject).toMatch(/^[\x21-\x7e][\x20-\x7e]{0,98}$/);
          expect(mail.body).not.toContain('{"');
          expect(notification.severity).toBeGreaterThanOrEqual(0);
          expect(Date.parse(notification.at)).not.toBeNaN();
          const chat = renderChat(notification, telling);
          expect(chat.content.title.length).toBeLessThanOrEqual(250);
          expect(chat.content.description.length).toBeLessThanOrEqual(8_000);
          expect(JSON.parse(JSON.stringify(renderWebhook(notification, telling)))).toMatchObject({ kind: 'event' });
        },
      ),
    );
  });
});

describe('a mail', () => {
  it.each(RECORDED)('about %s leads nowhere but to the console, whatever others write', (name) => {
    const address = 'https://evil.example/x and www.evil.example or mailto:a@evil.example';
    for (const text of [address, `${address} מייצר`]) {
      const { mail } = tell(withEveryText(anEvent(name), text), 'en', text);
      const addresses = mail.body.match(/\S*(?::\/\/|www\.|mailto:)\S*/gi) ?? [];
      expect(addresses.filter((found) => !/^https:\/\/[\w.-]+\.aws\.amazon\.com\//.test(found))).toEqual([]);
      expect(addresses).toHaveLength(1);
    }
  });
});

describe('a message in a chat', () => {
  it.each(RECORDED)('about %s calls nobody and leads nowhere but to the console', (name) => {
    const hostile = withEveryText(anEvent(name), '<!channel> <https://evil.example|Sign in> &lt;');
    for (const raw of [hostile, anEvent(name)]) {
      const { notification, telling } = tell(raw, 'en', '<!here> <@U012|boss>');
      const { content, metadata } = renderChat(notification, telling);
      const { title, description, nextSteps = [], keywords = [] } = content;
      const texts = [title, description, ...nextSteps, ...keywords, metadata.summary].join('\n');
      const links = [...texts.matchAll(/<([^>|]*)[^>]*>/g)].map(([, address = '']) => new URL(address).hostname);
      expect(links.filter((host) => !/(^|\.)console\.aws\.amazon\.com$/.test(host))).toEqual([]);
      expect(links.length).toBeLessThanOrEqual(1);
    }
  });
});

/** Every text is this one, but for what only AWS can say. */
function withEveryText(value: unknown, text: string, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((item) => withEveryText(item, text, depth + 1));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [
      key,
      depth === 0 && ['source', 'detail-type'].includes(key) ? item : withEveryText(item, text, depth + 1),
    ]);
    return Object.fromEntries(entries);
  }
  return typeof value === 'string' ? text : value;
}

describe.each(['metsuke.test', 'aws.partner/example.com/1/shop', 'shop'])('an event of %s', (source) => {
  it.each(RECORDED)('that says to be %s is of the account that sent it, and nothing grave', (name) => {
    const other = withEveryText(anEvent(name), '666666666666') as object;
    const { notification } = tell({ ...other, source, account: '444444444444' }, 'en');
    expect(notification).toMatchObject({ source: 'Other', accountId: '444444444444' });
    expect(notification.severity).toBeLessThanOrEqual(4);
  });
});

describe('severity', () => {
  it.each([
    ['StopLogging', {}, 8],
    ['StopLogging', { errorCode: 'AccessDenied' }, 5],
    ['DescribeTrails', {}, 3],
  ])('of the call %s with %j: %d', (eventName, more, severity) => {
    const event = anEvent('trail-stopped');
    const detail = { ...(event['detail'] as object), eventName, ...more };
    expect(tell({ ...event, detail }, 'en').notification.severity).toBe(severity);
  });

  it('of a removal of what bears our prefix: high', () => {
    const event = anEvent('trail-stopped');
    const detail = {
      ...(event['detail'] as object),
      eventSource: 'events.amazonaws.com',
      eventName: 'DeleteRule',
      requestParameters: { name: 'aws-organizations-Compliance' },
    };
    const { notification } = tell({ ...event, detail }, 'en');
    expect(notification).toMatchObject({ severity: 7, what: expect.stringContaining('aws-organizations-Compliance') });
  });

  it.each([
    ['aws-organizations-security-group-changes', 5],
    ['aws-organizations-trail-changes', 3],
    ['aws-organizations-root-use', 3],
  ])('of the alarm %s: %d, less where the call itself is told', (alarmName, severity) => {
    const event = anEvent('alarm');
    const detail = { ...(event['detail'] as object), alarmName };
    expect(tell({ ...event, detail }, 'en').notification.severity).toBe(severity);
  });

  it.each([
    ['image-build-failed', 7],
    ['image-pipeline-disabled', 7],
    ['image-available', 2],
    ['public-access', 8],
    ['external-access', 5],
    ['unused-access', 2],
  ])('of %s: %d', (name, severity) => {
    expect(tell(anEvent(name), 'en').notification.severity).toBe(severity);
  });

  it('of a resource that could not be analyzed: 3, with the reason of AWS', () => {
    const event = anEvent('external-access');
    const detail = { ...(event['detail'] as object), error: 'ACCESS_DENIED' };
    const { notification } = tell({ ...event, detail }, 'en');
    expect(notification).toMatchObject({ severity: 3, what: expect.stringContaining('ACCESS_DENIED') });
  });

  it('of a rule of the catalogue: what it says there', () => {
    expect(tell(anEvent('config-compliance-change'), 'en').notification).toMatchObject({
      type: 's3-bucket-public-read-prohibited',
      severity: contextIn('en').rules['s3-bucket-public-read-prohibited']?.severity,
    });
  });
});

describe('nobody needs to know', () => {
  const pointless = (raw: unknown) => tell(raw, 'en').notification.pointless;
  const withDetail = (name: string, changes: object) => {
    const event = anEvent(name);
    return { ...event, detail: { ...(event['detail'] as object), ...changes } };
  };

  it.each([
    [
      'a rule that was broken before',
      withDetail('config-compliance-change', { oldEvaluationResult: { complianceType: 'NON_COMPLIANT' } }),
    ],
    [
      'a rule that holds',
      withDetail('config-compliance-change', { newEvaluationResult: { complianceType: 'COMPLIANT' } }),
    ],
    ['an alarm that is over', withDetail('alarm', { state: { value: 'OK' } })],
    ['the alarm of the hub itself', withDetail('alarm', { alarmName: 'aws-organizations-NotificationsUndelivered' })],
    ['the copy for the backup region', withDetail('health-event', { backupEvent: 'true' })],
    ['a build that goes on', withDetail('image-available', { state: { status: 'BUILDING' } })],
    ['an access that is archived', withDetail('external-access', { status: 'ARCHIVED' })],
    ['an access that is no more', withDetail('external-access', { status: 'RESOLVED' })],
    ['a finding that is deleted', withDetail('unused-access', { isDeleted: true })],
    ['an archived finding', withDetail('guardduty-finding', { service: { archived: true } })],
  ])('of %s', (_what, raw) => {
    expect(pointless(raw)).not.toBeNull();
  });

  it.each(RECORDED)('but of %s', (name) => {
    expect(pointless(anEvent(name))).toBeNull();
  });

  it('but of a rule that was never evaluated before', () => {
    expect(pointless(withDetail('config-compliance-change', { oldEvaluationResult: null }))).toBeNull();
  });
});
