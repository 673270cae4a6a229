import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { pathsFrom } from '../complete-text.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const cd: Magic = {
  name: 'cd',
  kinds: ['line'],
  usage: '[folder]',
  summary: 'Changes the folder where paths and imports start; without one, to the home folder.',
  complete: (typed, folder) => pathsFrom(typed, folder, () => false),
  async run(context) {
    const path = withoutQuotes(context.rest).replace(/^~(?=$|[\\/])/, homedir()) || homedir();
    const folder = resolve(context.folder, path);
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      throw new MagicError(`%cd: expected a folder; received ${folder}`);
    }
    process.chdir(folder);
    context.folder = folder;
    context.print(`${folder}\n`);
    return undefined;
  },
};

/** A path as it was typed: quotes are there for its blanks. */
export function withoutQuotes(text: string): string {
  return /^(['"])(.*)\1$/.exec(text)?.[2] ?? text;
}
