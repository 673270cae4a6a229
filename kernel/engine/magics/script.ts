import { runChild } from './child.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const script: Magic = {
  name: 'script',
  kinds: ['cell'],
  usage: '[program [arguments]]',
  summary: 'Gives the cell to a program on its standard input; to a shell if none is named.',
  async run(context) {
    const [program = 'sh', ...parameters] = words(context.rest);
    let end: Awaited<ReturnType<typeof runChild>>;
    try {
      end = await runChild(context, program, parameters, { input: context.body ?? '' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new MagicError(`%%script: there is no program ${program}`);
    }
    if (end.signal) throw new MagicError(`%%script: ${program} was ended by ${end.signal}`);
    if (end.code !== 0) throw new MagicError(`%%script: ${program} ended with exit code ${end.code}`);
    return undefined;
  },
};

/** Splits a line into words; quotes keep blanks. */
export function words(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
}
