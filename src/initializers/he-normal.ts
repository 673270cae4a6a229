import { checkOptions } from '../support/check.js';
import { FAN_OPTIONS, type FanOptions, VarianceScaling } from './variance-scaling.js';

/** A truncated normal distribution of standard deviation `sqrt(2 / inputs)` (He et al., 2015). */
export class HeNormal extends VarianceScaling {
  constructor(options: FanOptions = {}) {
    checkOptions('HeNormal', options, FAN_OPTIONS);
    super({ ...options, scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' });
  }

  override getConfig(): Record<string, unknown> {
    const { seed, input_axes, output_axes } = super.getConfig();
    return { seed, input_axes, output_axes };
  }
}

/** Makes a {@link HeNormal}. */
export const heNormal = (options?: FanOptions) => new HeNormal(options);
