import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { escapeHtml } from '../../domain/text/media.ts';
import type { Posture } from '../posture/schema.ts';

/** The program of the page and its look, as the build makes them. */
export interface Assets {
  readonly script: string;
  readonly style: string;
}

export interface PageOptions {
  readonly assets: Assets;
  readonly language: 'en' | 'ja';
  /** What a reader is told while the page opens, and without JavaScript. */
  readonly opening: string;
  /** Where a posture that is read anew comes from; absent in a file. */
  readonly refresh?: string;
}

export interface RenderedPage {
  readonly html: string;
  /** What a server says besides, in a header. */
  readonly policy: string;
}

/** By which a file of ours is known before it is overwritten. */
export const GENERATOR = '<meta name="generator" content="Metsuke dashboard">';

/**
 * One page that needs nothing else. The posture stands in it as base64 of gzip, whose letters can end no element and
 * mean nothing to a browser. The policy lets this one script and this one style in, by their hashes, and nothing leaves.
 */
export function renderPage(posture: Posture, { assets, language, opening, refresh }: PageOptions): RenderedPage {
  const data = gzipSync(JSON.stringify(posture)).toString('base64');
  // Within an element of HTML, this is the one text that would end it.
  const script = assets.script.replaceAll('</script', '<\\/script');
  const style = assets.style.replaceAll('</style', '<\\/style');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    `connect-src ${refresh === undefined ? "'none'" : "'self'"}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const html = [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    GENERATOR,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    '<link rel="icon" href="data:,">',
    `<title>Metsuke · ${escapeHtml(posture.organization.id)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<div id="app"><p>${escapeHtml(opening)}</p></div>`,
    `<script type="application/gzip" id="posture"${refresh === undefined ? '' : ` data-refresh="${escapeHtml(refresh)}"`}>${data}</script>`,
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
  return { html, policy };
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
