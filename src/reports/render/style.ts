/** Of a page of reports, on a screen and on paper. Tables break at the places that cells name, and nowhere else. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --weak: #5f6368; --warn: #b35900; }
@media (prefers-color-scheme: dark) { :root { --weak: #a8adb3; --warn: #ffb454; } }
body { font: 14px/1.5 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin-bottom: .2rem; } h3 { font-size: 1rem; }
section { border-left: 4px solid var(--line); padding-left: 1rem; margin: 2rem 0; }
section.critical, section.high { border-color: #c62828; } section.medium { border-color: #ef8c00; }
section.low, section.info { border-color: #1976d2; } section.silent { border-color: #2e7d32; }
section.unknown { border-color: #ef8c00; } .basis { color: var(--weak); font-size: 12px; margin: 0 0 .6rem; padding-left: 1.2rem; }
.warning { color: var(--warn); font-weight: 600; }
.about, .count, .empty, .name { color: var(--weak); } .about, .count, .empty { margin: 0 0 .6rem; }
a { color: inherit; } .chapter { break-before: page; border-bottom: 2px solid var(--line); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 12px; }
th { text-align: left; border-bottom: 2px solid var(--line); } td, tbody th { border-bottom: 1px solid var(--line); }
th, td { padding: .25rem .5rem; vertical-align: top; word-break: keep-all; overflow-wrap: normal; }
.wide td { white-space: nowrap; } .wide td wbr { white-space: normal; }
th.number, .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg text { font: 11px system-ui, sans-serif; fill: currentColor; }
table.facts { width: auto; } table.facts th { border: 0; font-weight: 600; white-space: nowrap; } table.facts td { border: 0; word-break: normal; overflow-wrap: anywhere; }
table.signatures td { height: 2.6rem; border: 1px solid var(--line); } table.signatures th { border: 1px solid var(--line); }
.plain { list-style: none; margin: 0; padding: 0; }
.remarks { border: 1px solid var(--line); min-height: 7rem; } .remark { min-width: 12rem; }
@media print {
  :root { color-scheme: light; --weak: #5f6368; --warn: #b35900; }
  body { margin: 0; padding: 0; max-width: none; font-size: 10px; } table { font-size: 8px; } .basis { font-size: 8px; } .uid { font-size: 7px; }
  h1 { font-size: 18px; margin: 0 0 6px; } h2 { font-size: 13px; margin: 10px 0 2px; } h3 { font-size: 11px; margin: 8px 0 2px; }
  p, ul { margin: 2px 0 4px; } th, td { padding: 2px 5px; } section .basis { padding: 0; } section .basis li { display: inline; }
  section { break-before: auto; padding-left: 8px; border-left-width: 3px; margin: 12px 0; } h1, h2, h3, .about { break-after: avoid; }
  tr, svg, .remarks, table.signatures, table.facts { break-inside: avoid; } thead { display: table-header-group; }
  table.signatures td { height: 26px; } .remarks { min-height: 84px; }
  .wide { overflow: visible; } .cover { break-after: page; }
  a { text-decoration: none; }
}`;

/** What stands at the top of each printed page, and the number of the page below. */
export function pageStyle(header: string, footer: string): string {
  return `
@page { size: A4 landscape; margin: 16mm 12mm 14mm;
  @top-left { content: ${cssText(header)}; font: 8px system-ui, sans-serif; color: #5f6368; }
  @bottom-left { content: ${cssText(footer)}; font: 8px system-ui, sans-serif; color: #5f6368; }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8px system-ui, sans-serif; color: #5f6368; }
}`;
}

/** A string of CSS within an element of HTML: everything but letters, digits and spaces as its number. */
function cssText(text: string): string {
  const escaped = [...text].map((letter) =>
    /^[\p{L}\p{N} ]$/u.test(letter) ? letter : `\\${letter.codePointAt(0)?.toString(16)} `,
  );
  return `"${escaped.join('')}"`;
}
