import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { SessionRequest } from './ports.ts';

/** A port of this machine that leads to a port of the instance, or of a host that the instance reaches. */
export interface Forward {
  readonly localPort: number;
  readonly remotePort: number;
  readonly host: string | null;
}

/** `LOCAL:REMOTE[:HOST]` */
export function parseForward(text: string): Forward {
  const match = /^(\d{1,5}):(\d{1,5})(?::([A-Za-z0-9.:-]+))?$/.exec(text);
  const [localPort, remotePort] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || !isPort(localPort) || !isPort(remotePort)) {
    throw new MetsukeError('usage', say`"${text}" is no port forwarding.`, {
      hint: say`Write LOCAL:REMOTE or LOCAL:REMOTE:HOST, such as 8080:80 or 5432:5432:db.internal.`,
    });
  }
  return { localPort, remotePort, host: match[3] ?? null };
}

/** A shell, by the document when there is one of ours; or ports, by the documents of AWS that the plugin knows. */
export function makeRequest(instanceId: string, forward: Forward | null, document?: string): SessionRequest {
  if (forward === null) return { Target: instanceId, ...(document === undefined ? {} : { DocumentName: document }) };
  const ports = { portNumber: [String(forward.remotePort)], localPortNumber: [String(forward.localPort)] };
  return forward.host === null
    ? { Target: instanceId, DocumentName: 'AWS-StartPortForwardingSession', Parameters: ports }
    : {
        Target: instanceId,
        DocumentName: 'AWS-StartPortForwardingSessionToRemoteHost',
        Parameters: { host: [forward.host], ...ports },
      };
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}
