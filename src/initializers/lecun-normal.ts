import { checkOptions } from '../support/check.js';
import { FAN_OPTIONS, type FanOptions, VarianceScaling } from './variance-scaling.js';

/** A truncated normal distribution of standard deviation `sqrt(1 / inputs)` (LeCun et al., 1998). */
export class LecunNormal extends VarianceScaling {
  constructor(options: FanOptions = {}) {
    checkOptions('LecunNormal', options, FAN_OPTIONS);
    super({ ...options, scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' });
  }

  override getConfig(): Record<string, unknown> {
    const { seed, input_axes, output_axes } = super.getConfig();
    return { seed, input_axes, output_axes };
  }
}

/** Makes a {@link LecunNormal}. */
export const lecunNormal = (options?: FanOptions) => new LecunNormal(options);
