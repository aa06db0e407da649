import { existsSync } from 'node:fs';

/** Where Debian and others install it; undefined: nowhere, and what needs it is skipped. */
export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) =>
  existsSync(file),
);
