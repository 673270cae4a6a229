import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const reset: Magic = {
  name: 'reset',
  kinds: ['line'],
  usage: '',
  summary: 'Forgets every variable of the cells and brings back the globals that they hid.',
  async run({ rest, reset }) {
    // IPython's notebooks have -f: there is no question here that it would answer.
    if (rest && rest !== '-f') throw new MagicError(`%reset: expected nothing; received ${rest}`);
    reset();
    return undefined;
  },
};
