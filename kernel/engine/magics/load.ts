import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathsFrom } from '../assist/complete-text.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';
import { typedPath } from './typed-path.js';

export const load: Magic = {
  name: 'load',
  kinds: ['line'],
  usage: 'file | address',
  summary: 'Puts the text of a file or web address into the cell.',
  complete: (typed, folder) => pathsFrom(typed, folder, () => true),
  async run({ rest, folder, wait, addPayload }) {
    if (!rest) throw new MagicError('%load: expected a file or an address; received nothing');
    const name = typedPath(rest);
    const text = await wait(read(name, folder));
    addPayload({ source: 'set_next_input', text: `// %load ${rest}\n${text}`, replace: true });
    return undefined;
  },
};

async function read(name: string, folder: string): Promise<string> {
  if (!/^https?:/.test(name)) return readFile(resolve(folder, name), 'utf8');
  const reply = await fetch(name);
  if (!reply.ok) throw new MagicError(`%load: ${name} answered ${reply.status} ${reply.statusText}`);
  return reply.text();
}
