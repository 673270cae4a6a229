import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathsFrom } from '../assist/complete-text.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';
import { typedPath, withoutQuotes } from './typed-path.js';

/** What stands behind `%%writefile`: -a in front of the file or behind it. */
export function fileToWrite(rest: string): { readonly append: boolean; readonly name: string } {
  const name = rest.trim().replace(/^-a(?:\s+|$)|\s+-a$/, '');
  return { append: name !== rest.trim(), name: withoutQuotes(name) };
}

export const writefile: Magic = {
  name: 'writefile',
  kinds: ['cell'],
  usage: '[-a] file',
  summary: 'Writes the cell into a file; with -a, to its end.',
  complete: (typed, folder) => pathsFrom(typed, folder, () => true),
  async run({ rest, body = '', folder, print }) {
    const { append, name } = fileToWrite(rest);
    if (!name) throw new MagicError('%%writefile: expected a file; received nothing');
    if (name.startsWith('-'))
      throw new MagicError(`%%writefile: expected [-a] file; received ${name}`, `%%writefile ./${name}`);
    const path = resolve(folder, typedPath(name));
    const text = body.endsWith('\n') || body === '' ? body : `${body}\n`;
    if (append) await appendFile(path, text);
    else await replace(path, text);
    print(`${append ? 'Added to' : 'Wrote'} ${name}\n`);
    return undefined;
  },
};

/** A reader sees the old text or the new one, and an interrupt leaves no half of it. */
async function replace(name: string, text: string): Promise<void> {
  if (!existsSync(name)) return writeFile(name, text);
  const path = await realpath(name);
  const part = `${path}.${randomUUID()}.part`;
  try {
    await writeFile(part, text, { mode: (await stat(path)).mode });
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
