import { randomBytes } from 'node:crypto';
import { serve } from '@hono/node-server';
import { type AppOptions, makeApp } from './app.ts';

const LOOPBACK = '127.0.0.1';

export interface Served {
  /** With the token in it. */
  readonly address: string;
  close(): Promise<void>;
}

/** On this machine only. Port 0: any that is free. Rejects when the port is taken. */
export async function servePage(options: Omit<AppOptions, 'token' | 'host'>, port: number): Promise<Served> {
  const token = randomBytes(24).toString('base64url');
  let host = '';
  const app = makeApp({ ...options, token, host: () => host });
  const server = serve({ fetch: app.fetch, hostname: LOOPBACK, port });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', resolve);
  });
  const bound = server.address();
  host = `${LOOPBACK}:${typeof bound === 'object' && bound !== null ? bound.port : port}`;
  return {
    address: `http://${host}/${token}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A browser keeps its connection open.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
