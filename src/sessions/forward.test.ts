import { expect, it } from 'vitest';
import { makeRequest, parseForward } from './forward.ts';

const ID = 'i-0123456789abcdef0';

it('asks for a shell by the preferences of the account: no document is named', () => {
  expect(makeRequest(ID, null)).toEqual({ Target: ID });
});

it('asks for a shell by the document that Metsuke deployed', () => {
  expect(makeRequest(ID, null, 'ours')).toEqual({ Target: ID, DocumentName: 'ours' });
});

it('forwards a port of the instance', () => {
  expect(makeRequest(ID, parseForward('8080:80'))).toEqual({
    Target: ID,
    DocumentName: 'AWS-StartPortForwardingSession',
    Parameters: { portNumber: ['80'], localPortNumber: ['8080'] },
  });
});

it('forwards a port of a host that the instance reaches', () => {
  expect(makeRequest(ID, parseForward('5432:5433:db.internal'))).toEqual({
    Target: ID,
    DocumentName: 'AWS-StartPortForwardingSessionToRemoteHost',
    Parameters: { host: ['db.internal'], portNumber: ['5433'], localPortNumber: ['5432'] },
  });
});

it.each(['80', '0:80', '8080:65536', 'a:b', '8080:80:', '8080:80:db internal', '8080:80:$(x)'])(
  'refuses %s',
  (text) => {
    expect(() => parseForward(text)).toThrow(/is no port forwarding/);
  },
);
