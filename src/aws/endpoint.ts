import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

/**
 * Another endpoint than AWS's receives signed requests and decides what we believe about an organization: only this
 * machine is trusted with that, unless the user says otherwise.
 */
export function allowedEndpoint(url: string | undefined, allowEndpoint: boolean): string | undefined {
  if (url === undefined || url === '') return undefined;
  const parsed = parseHttpUrl(url);
  if (!allowEndpoint && !isLoopback(parsed.hostname)) {
    throw new MetsukeError('endpoint-not-allowed', say`The endpoint ${parsed.origin} is not on this machine.`, {
      hint: say`Unset AWS_ENDPOINT_URL to work with AWS, or pass --allow-endpoint when you trust that host with your organization.`,
    });
  }
  return url;
}

function parseHttpUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) {
    throw new MetsukeError('endpoint-not-allowed', say`The endpoint is no http:// or https:// URL.`, {
      hint: say`Write it like http://127.0.0.1:5000.`,
    });
  }
  // http://127.0.0.1@evil.com reads like this machine and is not; nothing legitimate needs a user name here
  if (parsed.username !== '' || parsed.password !== '') {
    throw new MetsukeError('endpoint-not-allowed', say`The endpoint names a user at ${parsed.host}.`, {
      hint: say`Write it without user name and password, like http://127.0.0.1:5000.`,
    });
  }
  return parsed;
}

/** `hostname` as URL normalizes it: lower case, IPv4 in four decimal parts, IPv6 in brackets. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
