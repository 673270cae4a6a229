import { ValueError } from '../../support/errors.js';
import type { DisplaySink } from '../sink.js';

/** fit's `verbose`, as Keras has it: 0 says nothing, 1 draws bars, 2 is one line an epoch. */
export type Verbose = 'auto' | 0 | 1 | 2 | boolean;

/** How a training is shown. */
export type FitStyle = 'silent' | 'live' | 'progress-line' | 'epoch-lines' | 'keras-bars' | 'keras-lines';

/** Chooses the style; 'auto' goes by where the output goes. */
export function fitStyle(verbose: Verbose, kind: DisplaySink['kind']): FitStyle {
  switch (verbose) {
    case 'auto':
      return kind === 'notebook' ? 'live' : kind === 'terminal' ? 'progress-line' : 'epoch-lines';
    case 0:
    case false:
      return 'silent';
    case 1:
    case true:
      return 'keras-bars';
    case 2:
      return 'keras-lines';
    default:
      throw new ValueError(`fit: verbose must be 'auto', 0, 1 or 2; received ${JSON.stringify(verbose)}.`);
  }
}
