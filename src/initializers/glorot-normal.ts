import { checkOptions } from '../support/check.js';
import { FAN_OPTIONS, type FanOptions, VarianceScaling } from './variance-scaling.js';

/** A truncated normal distribution of standard deviation `sqrt(2 / (inputs + outputs))` (Glorot and Bengio, 2010). */
export class GlorotNormal extends VarianceScaling {
  constructor(options: FanOptions = {}) {
    checkOptions('GlorotNormal', options, FAN_OPTIONS);
    super({ ...options, scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' });
  }

  override getConfig(): Record<string, unknown> {
    const { seed, input_axes, output_axes } = super.getConfig();
    return { seed, input_axes, output_axes };
  }
}

/** Makes a {@link GlorotNormal}. */
export const glorotNormal = (options?: FanOptions) => new GlorotNormal(options);
