import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './markdown.ts';

/**
 * Whether `file › test` is there: the name stands in the file as the first argument of a test, or of what groups tests, or
 * as a Python function.
 */
export function isProven(proof: string): boolean {
  const [file = '', name = ''] = proof.split(' › ');
  const path = join(ROOT, file);
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  if (file.endsWith('.py')) return source.includes(`def ${name}(`);
  return new RegExp(`\\(\\s*['"\`]${literally(name)}['"\`]`).test(source);
}

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
