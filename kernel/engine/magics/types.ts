import { isTypesMode, TYPES_MODES } from '../../types-mode.js';
import type { Magic } from './magic.js';
import { MagicError } from './magic-error.js';

export const types: Magic = {
  name: 'types',
  kinds: ['line'],
  usage: `[${TYPES_MODES.join(' | ')}]`,
  summary:
    'Checks the types of the cells that follow: shows errors beside the result, or stops the cell before it runs.',
  complete: () => TYPES_MODES.map((text) => ({ text, type: 'value' })),
  async run({ rest, checkTypes }) {
    if (rest !== '' && !isTypesMode(rest)) {
      throw new MagicError(
        `%types: expected ${TYPES_MODES.join(', ')} or nothing; received ${rest}`,
        '%types show',
      );
    }
    checkTypes(rest === '' ? undefined : rest);
    return undefined;
  },
};
