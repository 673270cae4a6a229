import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathsFrom } from '../assist/complete-text.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';
import { typedPath } from './typed-path.js';

export const cd: Magic = {
  name: 'cd',
  kinds: ['line'],
  usage: '[folder]',
  summary: 'Changes the folder where paths and imports start; without one, to the home folder.',
  complete: (typed, folder) => pathsFrom(typed, folder, () => false),
  async run(context) {
    const path = typedPath(context.rest || '~');
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
