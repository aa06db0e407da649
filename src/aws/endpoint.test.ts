import { describe, expect, it } from 'vitest';
import { MetsukeError } from '../domain/errors.ts';
import { allowedEndpoint } from './endpoint.ts';

const onThisMachine = [
  'http://127.0.0.1:5000',
  'http://127.1:5000',
  'http://127.255.0.3',
  'http://localhost:5000',
  'http://LOCALHOST:5000/',
  'https://[::1]:5000',
  'http://[0:0:0:0:0:0:0:1]:5000',
];

const elsewhere = [
  'http://localhost.evil.com',
  'http://127.0.0.1.evil.com',
  'http://127.0.0.1@evil.com',
  'http://localhost:5000@evil.com/',
  'http://user:word@127.0.0.1:5000',
  'http://evil.com/127.0.0.1',
  'http://evil.com#127.0.0.1',
  'http://0.0.0.0:5000',
  'http://128.0.0.1',
  'http://[::ffff:8.8.8.8]',
  'https://cloudformation.ap-northeast-1.amazonaws.com',
  'file:///etc/passwd',
  'localhost:5000',
  'not a url',
];

describe('allowedEndpoint', () => {
  it.each(onThisMachine)('lets %s pass', (url) => expect(allowedEndpoint(url, false)).toBe(url));

  it.each(elsewhere)('refuses %s', (url) => {
    expect(() => allowedEndpoint(url, false)).toThrow(expect.objectContaining({ code: 'endpoint-not-allowed' }));
  });

  it('never prints a password that was part of the URL', () => {
    try {
      allowedEndpoint('http://user:hunter2@evil.com', true);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(MetsukeError);
      expect(JSON.stringify([String(error), error])).not.toContain('hunter2');
    }
  });

  it('lets any host pass when the user allows it', () => {
    expect(allowedEndpoint('https://emulator.internal', true)).toBe('https://emulator.internal');
  });

  it.each([undefined, ''])('takes %j for AWS itself', (url) => expect(allowedEndpoint(url, false)).toBeUndefined());
});
