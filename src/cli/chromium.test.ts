import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, printPdf } from './chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chromium-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string): string {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('a Chromium', () => {
  it('is the one that the environment names, else the first in the path', () => {
    const chrome = program('google-chrome', 'exit 0');
    expect(findChromium({ PATH: folder }, [])).toBe(chrome);
    const own = program('own', 'exit 0');
    expect(findChromium({ PATH: folder, METSUKE_CHROMIUM: own }, [])).toBe(own);
    expect(findChromium({ PATH: '' }, [own])).toBe(own);
  });

  it('that is nowhere, or no program, is said with what to do', () => {
    expect(() => findChromium({ PATH: folder }, [])).toThrow('There is no Chromium, Chrome or Edge here');
    writeFileSync(join(folder, 'chromium'), 'no program', { mode: 0o644 });
    expect(() => findChromium({ PATH: folder }, [])).toThrow('There is no Chromium');
    const named = { METSUKE_CHROMIUM: join(folder, 'none') };
    expect(() => findChromium({ ...named, PATH: folder }, [])).toThrow('names');
  });

  it('is not taken from a folder that depends on where the command is run', () => {
    program('chromium', 'exit 0');
    expect(() => findChromium({ PATH: `.:./bin::` }, [])).toThrow('There is no Chromium');
  });
});

describe('a page', () => {
  const PRINTS = `for each in "$@"; do case "$each" in --print-to-pdf=*) echo "$@" > "\${each#--print-to-pdf=}";; esac; done`;

  it('is printed, and no profile of a browser is left behind', async () => {
    const pdf = join(folder, 'a.pdf');
    const before = readdirSync(tmpdir());
    await printPdf(program('chromium', PRINTS), join(folder, 'a b.html'), pdf);
    expect(readFileSync(pdf, 'utf8')).toMatch(/--headless .*a%20b\.html$/m);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('metsuke-print-') && !before.includes(name))).toEqual(
      [],
    );
  });

  it.each([
    ['fails', 'exit 1'],
    ['writes nothing', 'exit 0'],
  ])('that a browser which %s did not print is no pack', async (_name, script) => {
    const pdf = join(folder, 'a.pdf');
    await expect(printPdf(program('chromium', script), join(folder, 'a.html'), pdf)).rejects.toThrow('did not print');
    expect(existsSync(pdf)).toBe(false);
  });
});
