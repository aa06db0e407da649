export const NODES: readonly string[];
export function nodeBinary(version: string): string | null;
