// A second checkout of this repository, for scripts that build or change one without touching this one.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Does `work` with the folder of a checkout and an empty one beside it; both are gone afterwards, and after Ctrl-C. What is
 * installed, and what `sharing` names, is that of this checkout.
 */
export async function withCheckout(revision, work, { sharing = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-checkout-'));
  const checkout = join(folder, 'checkout');
  const git = (...args) => execFileSync('git', ['worktree', ...args], { cwd: ROOT, stdio: 'pipe' });
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    git('prune');
  };
  const stop = () => {
    remove();
    process.exit(130);
  };
  process.once('SIGINT', stop);
  try {
    git('add', '--quiet', '--detach', checkout, revision);
    for (const name of ['node_modules', ...sharing])
      if (existsSync(join(ROOT, name))) symlinkSync(join(ROOT, name), join(checkout, name));
    return await work(checkout, folder);
  } finally {
    process.off('SIGINT', stop);
    remove();
  }
}
