import { checkOptions } from '../support/check.js';
import { FAN_OPTIONS, type FanOptions, VarianceScaling } from './variance-scaling.js';

/** Values spread evenly up to `sqrt(3 / inputs)` in both directions (LeCun et al., 1998). */
export class LecunUniform extends VarianceScaling {
  constructor(options: FanOptions = {}) {
    checkOptions('LecunUniform', options, FAN_OPTIONS);
    super({ ...options, scale: 1, mode: 'fanIn', distribution: 'uniform' });
  }

  override getConfig(): Record<string, unknown> {
    const { seed, input_axes, output_axes } = super.getConfig();
    return { seed, input_axes, output_axes };
  }
}

/** Makes a {@link LecunUniform}. */
export const lecunUniform = (options?: FanOptions) => new LecunUniform(options);
