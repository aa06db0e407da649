export const SECRET_VARIABLE: string;
export function makeSecret(): string;
export function accessKeyIdOf(account: string): string;
export function secretAccessKeyOf(secret: string, account: string): string;
export function controlTokenOf(secret: string): string;
