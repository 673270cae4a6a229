import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

function showing(name: string, mime: string, what: string): Magic {
  return {
    name,
    kinds: ['cell'],
    usage: '',
    summary: `Shows the cell as ${what}.`,
    async run({ body, rest, display }) {
      if (rest) throw new MagicError(`%%${name}: expected nothing on its line; received ${rest}`);
      display({ [mime]: body ?? '', 'text/plain': body ?? '' });
      return undefined;
    },
  };
}

export const html = showing('html', 'text/html', 'HTML');
export const markdown = showing('markdown', 'text/markdown', 'Markdown');
