import { generateKeyPairSync, sign } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPort, aStore, aUser, type World } from '../../test/support/access.ts';
import { HOSTILE } from '../../test/support/hostile-strings.ts';
import { aSigner } from '../../test/support/ssh-sign.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import { collectAccess } from './collect.ts';
import { type Confirmed, readConfirmed } from './confirmed.ts';
import { importReview } from './import.ts';
import { isKmsSignature } from './kms-signature.ts';
import { whyUnproven } from './prove.ts';
import { makeRow } from './row.ts';
import { makeSheet, sheetCsv } from './sheet.ts';
import { sheetHtml } from './sheet-html.ts';
import { makeSnapshot } from './snapshot.ts';
import { type AccessStore, chooseSnapshot, listSnapshots } from './store.ts';

const [DEV, STG] = ['444444444444', '555555555555'] as [AccountId, AccountId];
const hanako = aSigner();
const KMS_KEY = 'arn:aws:kms:ap-northeast-1:444444444444:key/1';
const kms = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const who = {
  reviewers: [
    { name: 'Hanako', key: hanako.publicKey, accounts: [DEV] },
    { name: 'Taro', kmsKey: KMS_KEY, accounts: [DEV] },
  ],
  readPublicKey: async () => kms.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
};
const at = (day: number) => new Date(Date.UTC(2026, 10, day));

async function snapshotIn(store: AccessStore, day: number, accounts: World['accounts'], center?: World['center']) {
  const rows = await collectAccess(aPort({ accounts, ...(center && { center }) }), {
    accounts: [DEV, STG],
    notAsked: [],
    managementAccount: DEV,
    home: { organizationId: 'o-8m3k2xq1zz' as OrganizationId, accounts: new Set([DEV, STG]) },
    identityCenterRegion: 'ap-northeast-1',
  });
  const { snapshot, key, body } = makeSnapshot(at(day), rows);
  await store.put(key, body);
  return snapshot;
}

const TWO_USERS = { [DEV]: { users: [aUser('a', { access: ['ReadOnlyAccess'] }), aUser('b')] } };

/** A sheet as its owner gets it, and with `keep` in every row. */
async function aSheet(store: AccessStore, day = 1, accounts: World['accounts'] = TWO_USERS, account = DEV) {
  const snapshot = await snapshotIn(store, day, accounts);
  const sheet = makeSheet(snapshot, account, (await readConfirmed(store.archive, account)).at(-1));
  if (sheet === undefined) throw new Error('not read');
  const csv = sheetCsv(sheet);
  return { sheet, csv, filled: csv.replaceAll(',,\r\n', ',keep,\r\n') };
}

function importIt(store: AccessStore, text: string, { signature = hanako.sign(text), day = 2 } = {}) {
  return importReview({ sheet: Buffer.from(text), signature }, { ...who, store, now: at(day) });
}

describe('a sheet that came back', () => {
  it('is kept with who confirmed what when, and with what proves it', async () => {
    const store = aStore();
    const { filled, sheet } = await aSheet(store);
    const text = filled.replace('keep,\r\n', 'REMOVE,"left, in May"\r\n');
    const review = await importIt(store, text);
    expect(review).toMatchObject({ account: DEV, reviewer: 'Hanako', reviewedAt: '2026-11-02T00:00:00.000Z' });
    expect(await readConfirmed(store.archive, DEV)).toEqual([review]);
    expect(review.lines.map(({ row, decision, remark }) => [row.holder, decision, remark])).toEqual([
      ['root', 'remove', 'left, in May'],
      ['a', 'keep', ''],
      ['b', 'keep', ''],
    ]);
    const kept = [...store.objects].filter(([key]) => key.startsWith('access-reviews/signed/'));
    expect(kept.map(([, body]) => body.toString())).toEqual([text, hanako.sign(text)]);
    expect(review.snapshot).toBe(sheet.snapshot.id);
  });

  it.each([
    { what: 'with semicolons', as: (text: string) => text.replaceAll(',', ';') },
    { what: 'without the mark and with other line ends', as: (text: string) => text.slice(1).replaceAll('\r\n', '\n') },
    { what: 'with quotes around everything', as: quoted },
  ])('may be saved by a spreadsheet $what', async ({ as }) => {
    const store = aStore();
    await expect(importIt(store, as((await aSheet(store)).filled))).resolves.toMatchObject({ account: DEV });
  });

  it('is refused with any cell changed before it was signed', async () => {
    const store = aStore();
    const { filled } = await aSheet(store);
    const rows = parse(filled, { bom: true }) as string[][];
    const cells = rows.slice(1).flatMap((row, line) => row.slice(0, 14).map((_cell, column) => [line + 1, column]));
    for (const [line = 0, column = 0] of cells) {
      const changed = rows.map((row, at) =>
        row.map((cell, where) => (at === line && where === column ? `${cell}x` : cell)),
      );
      const text = changed.map((row) => `${row.join(',')}\r\n`).join('');
      await expect(importIt(store, text), `row ${line}, column ${column}`).rejects.toThrow();
    }
    expect([...store.objects.keys()].some((key) => key.startsWith('access-reviews/'))).toBe(false);
  });

  it('is refused with any byte changed after it was signed', async () => {
    const store = aStore();
    const { filled } = await aSheet(store);
    const signature = hanako.sign(filled);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: Buffer.byteLength(filled) - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (where, by) => {
          const bytes = Buffer.from(filled);
          bytes[where] = (bytes[where] ?? 0) ^ by;
          await expect(importReview({ sheet: bytes, signature }, { ...who, store, now: at(2) })).rejects.toThrow();
        },
      ),
    );
  });

  it.each([
    {
      what: 'without a row',
      as: (text: string) => text.replace(/\r\n[^\r]*\r\n$/, '\r\n'),
      says: /2 rows, and 3 were written/,
    },
    {
      what: 'with a row twice',
      as: (text: string) => `${text}${text.trim().split('\r\n').at(-1)}\r\n`,
      says: /4 rows/,
    },
    { what: 'in another order', as: (text: string) => inOrder(text, [0, 1, 3, 2]), says: /Row 2 was changed/ },
    { what: 'without a decision', as: (text: string) => text.replace('keep', ''), says: /Row 1 has no decision/ },
    {
      what: 'with another decision',
      as: (text: string) => text.replace('keep', 'maybe'),
      says: /"maybe" as its decision/,
    },
    {
      what: 'without its headings',
      as: (text: string) => inOrder(text, [1, 2, 3]),
      says: /no sheet of an access review/,
    },
    { what: 'with nothing in it', as: () => '', says: /no sheet of an access review/ },
    {
      what: 'of another snapshot',
      as: (text: string) => text.replaceAll(/-[0-9a-f]{32}/g, `-${'0'.repeat(32)}`),
      says: /has no snapshot/,
    },
    {
      what: 'of another account',
      as: (text: string) => text.replaceAll(DEV, STG),
      says: /does not review the account/,
    },
  ])('is refused $what', async ({ as, says }) => {
    const store = aStore();
    const { filled } = await aSheet(store);
    await expect(importIt(store, as(filled))).rejects.toThrow(says);
  });

  it('is refused when it is not UTF-8', async () => {
    const store = aStore();
    const sheet = Buffer.from((await aSheet(store)).filled.replace('keep,', 'keep,\u00e9'), 'latin1');
    const signature = hanako.sign(sheet);
    await expect(importReview({ sheet, signature }, { ...who, store, now: at(2) })).rejects.toThrow(/UTF-8/);
  });

  it.each([
    { what: 'a stranger', signature: (text: string) => aSigner().sign(text), says: /no key of a reviewer/ },
    { what: 'a signature for mail', signature: (text: string) => hanako.sign(text, 'file'), says: /made for "file"/ },
    { what: 'no signature', signature: () => 'Hanako', says: /none of ssh-keygen/ },
    { what: 'the signature of another file', signature: () => hanako.sign('x'), says: /does not fit the file/ },
  ])('is refused with $what', async ({ signature, says }) => {
    const store = aStore();
    const { filled } = await aSheet(store);
    await expect(importIt(store, filled, { signature: signature(filled) })).rejects.toThrow(says);
  });

  it('of an account of somebody else is refused, though the sheet is right', async () => {
    const store = aStore();
    const { filled } = await aSheet(store, 1, TWO_USERS, STG);
    await expect(importIt(store, filled)).rejects.toThrow(/Hanako signed the sheet, and does not review/);
  });

  it('is taken once, and never after a newer one', async () => {
    const store = aStore();
    const [old, first, second] = [await aSheet(store, 1), await aSheet(store, 2), await aSheet(store, 3)];
    await importIt(store, first.filled);
    await expect(importIt(store, first.filled)).rejects.toThrow(/confirmed the access of this snapshot already/);
    await expect(importIt(store, old.filled)).rejects.toThrow(/older than the review/);
    // It says "first review", and that is not true any more.
    await expect(importIt(store, second.filled)).rejects.toThrow(/"since last review"/);
  });

  it('is refused when its snapshot was changed in the archive', async () => {
    const store = aStore();
    const { filled } = await aSheet(store);
    for (const [key, body] of store.objects) {
      store.objects.set(key, Buffer.from(body.toString().replace('ReadOnlyAccess', 'ReadOnlyAccesS')));
    }
    await expect(importIt(store, filled)).rejects.toThrow(/its content and its name differ/);
  });
});

describe('a signature of AWS KMS', () => {
  const signed = (text: string) => `${sign('sha256', Buffer.from(text), kms.privateKey).toString('base64')}\n`;

  it('counts for the accounts of the reviewer whose key it is', async () => {
    const store = aStore();
    const { filled } = await aSheet(store);
    const review = await importIt(store, filled, { signature: signed(filled) });
    expect(review).toMatchObject({ reviewer: 'Taro', signingKey: KMS_KEY });
    expect(await whyUnproven(store.archive, review)).toBeUndefined();
  });

  it.each([
    { what: 'of another file', of: (text: string) => `${text} ` },
    { what: 'of a changed cell', of: (text: string) => text.replace('ReadOnlyAccess', 'x') },
  ])('$what counts for nothing', async ({ of }) => {
    const store = aStore();
    const { filled } = await aSheet(store);
    await expect(importIt(store, filled, { signature: signed(of(filled)) })).rejects.toThrow(
      /No KMS key of a reviewer/,
    );
  });

  it('counts for no other account, and no other key does', async () => {
    const store = aStore();
    const other = await aSheet(store, 1, TWO_USERS, STG);
    await expect(importIt(store, other.filled, { signature: signed(other.filled) })).rejects.toThrow(/No KMS key/);
    const { filled } = await aSheet(store, 2);
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signature = sign('sha256', Buffer.from(filled), stranger.privateKey).toString('base64');
    await expect(importIt(store, filled, { signature })).rejects.toThrow(/No KMS key/);
  });

  it('is not proven any more by what is no key', async () => {
    const store = aStore();
    const { filled } = await aSheet(store);
    const review = await importIt(store, filled, { signature: signed(filled) });
    for (const key of store.objects.keys()) if (key.endsWith('.pem')) store.objects.set(key, Buffer.from('no key'));
    expect(await whyUnproven(store.archive, review)).toMatch(/another key/);
  });

  it.each(['pss', 'pkcs1'])('of an RSA key counts with %s', (padding) => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = padding === 'pss' ? { key: rsa.privateKey, padding: 6, saltLength: 32 } : rsa.privateKey;
    const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(isKmsSignature(pem, Buffer.from('a'), sign('sha256', Buffer.from('a'), key))).toBe(true);
    expect(isKmsSignature(pem, Buffer.from('b'), sign('sha256', Buffer.from('a'), key))).toBe(false);
  });
});

describe('a review that is kept', () => {
  async function aReview() {
    const store = aStore();
    await importIt(store, (await aSheet(store)).filled);
    return store;
  }
  const problemOf = async (store: AccessStore) => {
    const [review] = await readConfirmed(store.archive, DEV);
    return whyUnproven(store.archive, review as Confirmed);
  };
  const change = (store: ReturnType<typeof aStore>, end: string, as: (text: string) => string) => {
    for (const [key, body] of store.objects) {
      if (key.endsWith(end) && key.startsWith('access-reviews/'))
        store.objects.set(key, Buffer.from(as(body.toString())));
    }
  };

  it('is proven by the sheet and the signature beside it', async () => {
    expect(await problemOf(await aReview())).toBeUndefined();
  });

  it.each([
    ['a decision of it', '.json', (text: string) => text.replace('"keep"', '"remove"'), /rows differ/],
    ['an access of it', '.json', (text: string) => text.replace('ReadOnlyAccess', 'None'), /rows differ/],
    ['a row of it', '.json', (text: string) => text.replace(/\n[^\n]+\n$/, '\n'), /rows differ/],
    ['its key', '.json', (text: string) => text.replaceAll('SHA256:', 'SHA256:x'), /another key/],
    ['its sheet', '.csv', (text: string) => text.replace('keep', 'remove'), /sheet was changed/],
    ['its signature', '.sig', () => aSigner().sign('x'), /another key/],
  ])('is not any more when %s is changed', async (_what, end, as, says) => {
    const store = await aReview();
    change(store, end, as);
    expect(await problemOf(store)).toMatch(says);
  });
});

describe('Identity Center that was not read', () => {
  const user = { id: 'u-1', name: 'taro', state: 'enabled' } as const;
  const center = {
    users: [user],
    groups: [],
    permissionSets: [{ arn: 'arn:ps', name: 'Admin', access: [] }],
    assignments: [{ account: DEV, permissionSetArn: 'arn:ps', principal: 'USER', principalId: 'u-1' }],
  } as const;

  it('stands in the sheet of each account, and nothing of it is called gone', async () => {
    const store = aStore();
    const first = makeSheet(await snapshotIn(store, 1, {}, center), STG, undefined);
    expect(first?.lines.map(({ row }) => row.kind)).toEqual(['root-user']);
    const whole = makeSheet(await snapshotIn(store, 2, {}, center), DEV, undefined);
    await importIt(store, sheetCsv(whole ?? assert()).replaceAll(',,\r\n', ',keep,\r\n'));
    const refused = new MetsukeError('access-denied', 'sso:ListInstances');
    const [before] = await readConfirmed(store.archive, DEV);
    const next = makeSheet(await snapshotIn(store, 3, {}, refused), DEV, before);
    expect(next?.lines.map(({ row, since }) => [row.kind, row.state, since])).toEqual([
      ['identity-center', 'unread', 'same'],
      ['root-user', '', 'same'],
    ]);
    expect(next?.gone).toEqual([]);
  });
});

it('snapshots of one second are in the order in which they were taken', async () => {
  const store = aStore();
  const [first, second] = [1, 2].map((thousandth) => new Date(at(1).getTime() + thousandth));
  for (const time of [first, second]) {
    const { key, body } = makeSnapshot(time ?? assert(), [makeRow({ account: DEV, kind: 'account', state: 'read' })]);
    await store.put(key, body);
  }
  const kept = await listSnapshots(store.archive);
  expect(kept.map(({ takenAt }) => takenAt)).toEqual([first, second].map((time) => time?.toISOString()));
  expect(chooseSnapshot(kept, '--at')).toEqual(kept[1]);
  expect(chooseSnapshot(kept, '--at', first?.toISOString())).toEqual(kept[0]);
  expect(chooseSnapshot(kept, '--at', '2026-11-01')).toEqual(kept[1]);
  expect(() => chooseSnapshot(kept, '--at', '2026-10-31')).toThrow(/No snapshot was taken until 2026-10-31/);
  expect(() => chooseSnapshot(kept, '--at', 'yesterday')).toThrow(/neither a day, nor a moment/);
});

describe('the next sheet', () => {
  it('says what differs since the last one, and what was decided and not done', async () => {
    const store = aStore();
    const first = await aSheet(store, 1);
    // The rows are those of root, a and b.
    await importIt(
      store,
      ['keep', 'remove', 'keep'].reduce((text, word) => text.replace(',,\r\n', `,${word},\r\n`), first.csv),
    );
    const next = await aSheet(store, 3, {
      [DEV]: { users: [aUser('a', { access: ['ReadOnlyAccess'] }), aUser('c', { access: ['AdministratorAccess'] })] },
    });
    expect(next.sheet.lines.map(({ row, since }) => [row.holder, since])).toEqual([
      ['root', 'same'],
      ['a', 'same, although the decision was: remove'],
      ['c', 'new'],
    ]);
    expect(next.sheet.gone.map(({ holder }) => holder)).toEqual(['b']);
    const html = sheetHtml(next.sheet, 'en');
    expect(html).toContain('Gone since the last review');
    await expect(importIt(store, next.filled, { day: 4 })).resolves.toMatchObject({ reviewer: 'Hanako' });
  });

  it.each([
    ['remove', 'changed: access, although the decision was: remove'],
    ['change', 'changed: access'],
    ['keep', 'changed: access'],
  ])('says of access that changed after the decision %s: %s', async (decision, since) => {
    const store = aStore();
    const first = await aSheet(store, 1);
    await importIt(store, first.filled.replaceAll(',keep,', `,${decision},`));
    const more = { users: [aUser('a', { access: ['AdministratorAccess'] }), aUser('b')] };
    const { sheet } = await aSheet(store, 3, { [DEV]: more });
    expect(sheet.lines.find(({ row }) => row.holder === 'a')?.since).toBe(since);
  });

  it('is not made of an account that was not read', async () => {
    const store = aStore();
    const snapshot = await snapshotIn(store, 1, { [DEV]: new MetsukeError('access-denied', 'no') });
    expect(makeSheet(snapshot, DEV, undefined)).toBeUndefined();
  });
});

describe('hostile names', () => {
  const users = Object.values(HOSTILE).map((name) => aUser(name, { access: [name] }));
  it('run in no spreadsheet, and still come back', async () => {
    const store = aStore();
    const { csv, filled } = await aSheet(store, 1, { [DEV]: { users } });
    const cells = (parse(csv, { bom: true }) as string[][]).flat();
    expect(cells.filter((cell) => /^[\s']*[=+\-@\t\r]/.test(cell) && !cell.startsWith("'"))).toEqual([]);
    await expect(importIt(store, filled)).resolves.toMatchObject({ account: DEV });
  });

  it('are text on the page', async () => {
    const { sheet } = await aSheet(aStore(), 1, { [DEV]: { users } });
    for (const language of ['en', 'ja'] as const) {
      expect(sheetHtml(sheet, language)).not.toMatch(/<(script|img|svg|iframe|a)\b/i);
    }
  });
});

function quoted(text: string): string {
  const rows = parse(text, { bom: true }) as string[][];
  return rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
}

function inOrder(text: string, lines: readonly number[]): string {
  const all = text.split('\r\n');
  return lines.map((line) => `${all[line]}\r\n`).join('');
}

function assert(): never {
  throw new Error('not read');
}
