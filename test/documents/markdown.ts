import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, type Token, type Tokens, type TokensList } from 'marked';
import { packageRoot } from '../../src/sandbox/package-root.ts';

export const ROOT = packageRoot(import.meta.url);

export function readDocument(path: string): TokensList {
  return lexer(readFileSync(join(ROOT, path), 'utf8'));
}

export interface Section {
  readonly depth: number;
  readonly title: string;
  readonly tokens: readonly Token[];
}

/** A heading with everything down to the next one. What stands above the first heading belongs to none. */
export function sectionsOf(tokens: readonly Token[]): readonly Section[] {
  const sections: { depth: number; title: string; tokens: Token[] }[] = [];
  for (const token of tokens) {
    if (isHeading(token)) sections.push({ depth: token.depth, title: token.text, tokens: [] });
    else sections.at(-1)?.tokens.push(token);
  }
  return sections;
}

export function codeBlocks(tokens: readonly Token[]): readonly Tokens.Code[] {
  return tokens.flatMap((token) =>
    isCode(token) ? [token] : childrenOf(token).flatMap((child) => codeBlocks([child])),
  );
}

/** A command that a reader types, and what the document shows of its output: lines that stand in it in this order. */
export interface Typed {
  readonly command: string;
  readonly shown: readonly string[];
}

/**
 * What a block lets a reader type. `sh`: each line is a command, with a comment at its end perhaps. `console`: commands
 * stand after `$ `, what they show below. Other blocks are no commands.
 */
export function typedIn({ lang, text }: Tokens.Code): readonly Typed[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lang === 'sh') return lines.map((line) => ({ command: withoutComment(line), shown: [] }));
  if (lang !== 'console') return [];
  const typed: { command: string; shown: string[] }[] = [];
  for (const line of lines) {
    if (line.startsWith('$ ')) typed.push({ command: withoutComment(line.slice(2)), shown: [] });
    else typed.at(-1)?.shown.push(line);
  }
  return typed;
}

function withoutComment(line: string): string {
  return line.replace(/\s+# .*$/, '').trim();
}

export function linksOf(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => [
    ...(isTarget(token) ? [token.href] : []),
    ...childrenOf(token).flatMap((child) => linksOf([child])),
  ]);
}

/** The text as a reader sees it: without marks, but names of code stay in theirs, and without pictures. */
export function plainText(token: Token): string {
  if (token.type === 'codespan') return token.raw;
  if (token.type === 'image') return '';
  const children = childrenOf(token);
  if (children.length > 0) return children.map(plainText).join('');
  return 'text' in token && typeof token.text === 'string' ? token.text : '';
}

export function tablesOf(tokens: readonly Token[]): readonly Tokens.Table[] {
  return tokens.filter((token): token is Tokens.Table => token.type === 'table');
}

export function listsOf(tokens: readonly Token[]): readonly Tokens.List[] {
  return tokens.filter((token): token is Tokens.List => token.type === 'list');
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].flatMap((cells) => cells.flatMap((cell) => cell.tokens));
  }
  if (token.type === 'list') return (token as Tokens.List).items;
  return 'tokens' in token && token.tokens !== undefined ? token.tokens : [];
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === 'heading';
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === 'code';
}

function isTarget(token: Token): token is Tokens.Link | Tokens.Image {
  return token.type === 'link' || token.type === 'image';
}
