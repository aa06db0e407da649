import { forHtml, forMarkdown } from '../../domain/text/media.ts';
import type { Block } from './cover.ts';
import type { CoverLanguage } from './cover-text.ts';

export function renderMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(markdownOf).join('\n\n')}\n`;
}

function markdownOf(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `# ${forMarkdown(block.text)}`;
    case 'heading':
      return `## ${forMarkdown(block.text)}`;
    case 'text':
      return block.text;
    case 'code':
      return `\`\`\`bash\n${block.text}\n\`\`\``;
    case 'table':
      return [block.header, block.header.map(() => '---'), ...block.rows].map(markdownRow).join('\n');
    default:
      return block satisfies never;
  }
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map(forMarkdown).join(' | ')} |`;
}

/** One page for every language, without anything that would have to be fetched. */
export function renderHtml(title: string, covers: readonly (readonly [CoverLanguage, readonly Block[]])[]): string {
  const articles = covers.map(
    ([lang, blocks]) => `<article lang="${lang}">\n${blocks.map(htmlOf).join('\n')}\n</article>`,
  );
  return `<!doctype html>
<html lang="${covers[0]?.[0] ?? 'en'}">
<meta charset="utf-8">
<title>${forHtml(title)}</title>
<style>
body { font: 15px/1.6 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #1b1f24; }
table { border-collapse: collapse; width: 100%; margin: 1em 0; }
td, th { border: 1px solid #cdd3da; padding: .3em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
pre { background: #f4f6f8; padding: 1em; overflow-x: auto; }
article + article { border-top: 2px solid #1b1f24; margin-top: 3em; break-before: page; }
</style>
${articles.join('\n')}
</html>
`;
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case 'title':
      return `<h1>${forHtml(block.text)}</h1>`;
    case 'heading':
      return `<h2>${forHtml(block.text)}</h2>`;
    case 'text':
      return `<p>${forHtml(block.text)}</p>`;
    case 'code':
      return `<pre><code>${forHtml(block.text)}</code></pre>`;
    case 'table':
      return `<table>\n${htmlRow('th', block.header)}\n${block.rows.map((row) => htmlRow('td', row)).join('\n')}\n</table>`;
    default:
      return block satisfies never;
  }
}

function htmlRow(tag: 'td' | 'th', cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${forHtml(cell)}</${tag}>`).join('')}</tr>`;
}
