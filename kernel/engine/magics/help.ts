import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

/** How a magic is called, one line a kind. */
export function usageOf(magic: Magic): string[] {
  return magic.kinds.map((kind) => `${kind === 'line' ? '%' : '%%'}${magic.name} ${magic.usage}`.trim());
}

/** How a magic is called, and what it does. */
export function describeMagic(magic: Magic): string {
  return `${usageOf(magic).join('\n')}\n${magic.summary}`;
}

/** `%help` over a table of magics. */
export function helpOf(table: () => ReadonlyMap<string, Magic>): Magic {
  return {
    name: 'help',
    kinds: ['line'],
    usage: '[magic]',
    summary: 'Lists the magics, or says how one is called.',
    complete: () => [...table().keys()].map((text) => ({ text, type: 'magic' })),
    async run({ rest, print }) {
      if (rest) {
        const magic = table().get(rest.replace(/^%+/, ''));
        if (!magic) throw new MagicError(`%help: there is no magic ${rest}`, '%help lists them all.');
        print(`${describeMagic(magic)}\n`);
        return undefined;
      }
      const rows = [...table().values()].flatMap((magic) =>
        usageOf(magic).map((usage) => ({ usage, summary: magic.summary })),
      );
      const width = Math.max(...rows.map((row) => row.usage.length));
      for (const { usage, summary } of rows) print(`${usage.padEnd(width)}  ${summary}\n`);
      print(`${'!command'.padEnd(width)}  Runs a command in a shell.\n`);
      print(`${'?name or name?'.padEnd(width)}  Says what a variable is.\n`);
      return undefined;
    },
  };
}
