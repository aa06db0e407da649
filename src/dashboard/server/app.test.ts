import { describe, expect, it } from 'vitest';
import { aPosture } from '../../../test/support/posture.ts';
import { makeApp } from './app.ts';

const HOST = '127.0.0.1:8080';
const TOKEN = 'a-token-of-the-test';

function anApp(read = async () => ({ ...aPosture(), at: '2026-12-01T00:00:00.000Z' })) {
  return makeApp({
    assets: { script: 'show()', style: 'body{}' },
    language: 'en',
    opening: 'Opening …',
    token: TOKEN,
    host: () => HOST,
    first: aPosture(),
    read,
    refused: 'refused',
  });
}

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  anApp().request(`http://${HOST}${path}`, { method, headers: { host: HOST, ...headers } });

describe('the server of the dashboard', () => {
  it('gives the page to whoever has its whole address, with a policy that lets nothing else in', async () => {
    const response = await get(`/${TOKEN}/`, { 'sec-fetch-site': 'none' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('data-refresh="posture"');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/default-src 'none'; script-src 'sha256-[\w+/=]+'; .*frame-ancestors 'none'/);
    expect(policy).not.toContain('unsafe');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it.each([
    ['without the token', '/', {}],
    ['with another token', '/another-token/', {}],
    ['of data with another token', '/another-token/posture', {}],
    ['under another name of this machine', `/${TOKEN}/`, { host: 'attacker.example' }],
    ['under its name with another port', `/${TOKEN}/`, { host: '127.0.0.1:9' }],
    ['from another origin', `/${TOKEN}/posture`, { origin: 'https://attacker.example' }],
    ['from an origin that is hidden', `/${TOKEN}/posture`, { origin: 'null' }],
    ['from a page of another site', `/${TOKEN}/`, { 'sec-fetch-site': 'cross-site' }],
    ['from another port of this machine', `/${TOKEN}/`, { 'sec-fetch-site': 'same-site' }],
  ] as const)('refuses a request %s, and tells nothing', async (_what, path, headers) => {
    const response = await get(path, headers);
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('refused');
  });

  it.each(['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])('answers no %s', async (method) => {
    expect((await get(`/${TOKEN}/`, {}, method)).status).toBe(403);
  });

  it('reads anew once for all who ask meanwhile, and shows that from then on', async () => {
    let reads = 0;
    const app = anApp(async () => {
      reads += 1;
      return { ...aPosture(), at: '2026-12-01T00:00:00.000Z' };
    });
    const ask = () => app.request(`http://${HOST}/${TOKEN}/posture`, { headers: { host: HOST } });
    const answers = await Promise.all([ask(), ask()]);
    expect(await answers[0]?.json()).toMatchObject({ at: '2026-12-01T00:00:00.000Z' });
    expect(reads).toBe(1);
  });

  it('says why it could not read anew', async () => {
    const app = anApp(async () => {
      throw new Error('AWS refused.');
    });
    const response = await app.request(`http://${HOST}/${TOKEN}/posture`, { headers: { host: HOST } });
    expect([response.status, await response.text()]).toEqual([502, 'AWS refused.']);
  });
});
