import { appendFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { withoutQuotes } from './cd.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const writefile: Magic = {
  name: 'writefile',
  kinds: ['cell'],
  usage: '[-a] file',
  summary: 'Writes the cell into a file; with -a, to its end.',
  async run({ rest, body = '', folder, print }) {
    const append = /^-a\s+/.test(rest);
    const name = withoutQuotes(rest.replace(/^-a\s+/, ''));
    if (!name) throw new MagicError('%%writefile: expected a file; received nothing');
    const path = resolve(folder, name);
    const text = body.endsWith('\n') || body === '' ? body : `${body}\n`;
    await (append ? appendFile(path, text) : writeFile(path, text));
    print(`${append ? 'Added to' : 'Wrote'} ${name}\n`);
    return undefined;
  },
};
