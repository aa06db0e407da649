import { createHash, timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import type { Posture } from '../posture/schema.ts';
import { type Assets, renderPage } from './render-page.ts';

export interface AppOptions {
  readonly assets: Assets;
  readonly language: 'en' | 'ja';
  readonly opening: string;
  /** Of every address, without which nothing is answered. */
  readonly token: string;
  /** `127.0.0.1:8080`: what a browser calls this server. */
  readonly host: () => string;
  readonly first: Posture;
  readonly read: () => Promise<Posture>;
  readonly refused: string;
}

/**
 * A page and its data, to be read by one browser of this machine. Another page can neither reach it under another name
 * (Host), nor ask it anything (Origin, Fetch Metadata), nor guess the token; it answers nothing but GET.
 */
export function makeApp({ token, host, first, read, refused, ...page }: AppOptions): Hono {
  const app = new Hono();
  let latest = first;
  const fresh = onceAtATime(read);
  app.use(async (context, next) => {
    const { header, method } = context.req;
    const call = header.call(context.req);
    const isAllowed =
      call['host'] === host() &&
      (call['origin'] === undefined || call['origin'] === `http://${host()}`) &&
      ['same-origin', 'none', undefined].includes(call['sec-fetch-site']) &&
      method === 'GET' &&
      isToken(context.req.path.split('/')[1] ?? '', token);
    context.header('Cache-Control', 'no-store');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('X-Frame-Options', 'DENY');
    context.header('Referrer-Policy', 'no-referrer');
    context.header('Cross-Origin-Resource-Policy', 'same-origin');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
    if (!isAllowed) return context.text(refused, 403);
    await next();
    return undefined;
  });
  app.get('/:token/', (context) => {
    const { html, policy } = renderPage(latest, { ...page, refresh: 'posture' });
    context.header('Content-Security-Policy', `${policy}; frame-ancestors 'none'`);
    return context.html(html);
  });
  app.get('/:token/posture', async (context) => {
    try {
      latest = await fresh();
      return context.json(latest);
    } catch (error) {
      return context.text(error instanceof Error ? error.message : String(error), 502);
    }
  });
  return app;
}

/** Of equal length, so that the time of a comparison tells nothing. */
function isToken(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
}

/** Who asks while it is being read gets the same. */
function onceAtATime<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<Value> | undefined;
  return () => {
    running ??= read().finally(() => {
      running = undefined;
    });
    return running;
  };
}
