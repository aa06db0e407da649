/** Every text that is not ours passes here: user agents and names are chosen by whoever calls AWS. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
