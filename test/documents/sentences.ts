import type { Token, Tokens } from 'marked';
import { plainText } from './markdown.ts';

/** Every sentence that a reader of the document sees outside headings and blocks of code, in one line each. */
export function sentencesOf(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => textsOf(token).flatMap(split));
}

/** A row of a table says one thing; a paragraph and an item say some. */
function textsOf(token: Token): readonly string[] {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return [plainText(token)];
    case 'blockquote':
    case 'list_item':
      return (token.tokens ?? []).flatMap(textsOf);
    case 'list':
      return (token as Tokens.List).items.flatMap(textsOf);
    case 'table':
      return (token as Tokens.Table).rows.map((cells) => cells.map(inline).join(' | '));
    default:
      return [];
  }
}

function inline({ tokens }: Tokens.TableCell): string {
  return tokens.map(plainText).join('');
}

/** After a full stop, a question or exclamation mark with a capital letter, a digit or a quote behind. */
function split(text: string): readonly string[] {
  const sentences = text.replaceAll(/\s+/g, ' ').split(/(?<=[^\d][.!?][")]?) (?=["“(]?[A-Z0-9`])/);
  return sentences.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}
