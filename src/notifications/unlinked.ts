/** `https[:]//evil.example`, as security people write it: mail programs make links of addresses in names of others. */
export function unlinked(text: string): string {
  return text
    .replaceAll('://', '[:]//')
    .replaceAll(/\bwww\./gi, (www) => `${www.slice(0, -1)}[.]`)
    .replaceAll(/\bmailto:/gi, 'mailto[:]');
}
