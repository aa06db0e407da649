/** `restricted-ssh` → `RestrictedSsh` */
export function logicalIdOf(name: string): string {
  return name.replace(/(^|[-_])([a-z0-9])/g, (_all, _dash, letter: string) => letter.toUpperCase());
}
