/** Names of groups may have what logical ids may not; without it two of them could be the same. */
export function idOf(group: string): string {
  return [...group].map((letter) => (/[A-WYZa-z0-9]/.test(letter) ? letter : `X${letter.charCodeAt(0)}`)).join('');
}
