import type { Posture } from '../posture/schema.ts';

/** The posture in the page: JSON, gzip, base64, in which nothing can end the element that it stands in. */
export async function readEmbedded(): Promise<Posture> {
  const text = document.getElementById('posture')?.textContent ?? '';
  const decoded = atob(text);
  const bytes = new Uint8Array(decoded.length);
  for (let at = 0; at < decoded.length; at += 1) bytes[at] = decoded.charCodeAt(at);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return (await new Response(stream).json()) as Posture;
}

/** Null: this page is a file, and nobody can read anew for it. */
export function refreshAddress(): string | null {
  return document.getElementById('posture')?.getAttribute('data-refresh') ?? null;
}

export async function readAnew(address: string): Promise<Posture> {
  const response = await fetch(address, { cache: 'no-store', credentials: 'omit' });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as Posture;
}
