// Whatever proves itself to a sandbox comes from its one secret, which only the driver and the emulator's process know.
// sandbox/emulator/keys.py derives the same.
import { createHmac, randomBytes } from 'node:crypto';

/** The emulator reads it from its environment: a command line could be read by every user of the machine. */
export const SECRET_VARIABLE = 'METSUKE_SANDBOX_SECRET';

export function makeSecret() {
  return randomBytes(32).toString('base64url');
}

export function accessKeyIdOf(account) {
  return `AKIASBX0${account}`;
}

/** As long as AWS's own. */
export function secretAccessKeyOf(secret, account) {
  return derive(secret, `account ${account}`).slice(0, 40);
}

/** Bearer of the emulator's own endpoints. */
export function controlTokenOf(secret) {
  return derive(secret, 'control');
}

function derive(secret, purpose) {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}
