import { checkOptions } from '../support/check.js';
import { FAN_OPTIONS, type FanOptions, VarianceScaling } from './variance-scaling.js';

/** Values spread evenly up to `sqrt(6 / (inputs + outputs))` in both directions (Glorot and Bengio, 2010). */
export class GlorotUniform extends VarianceScaling {
  constructor(options: FanOptions = {}) {
    checkOptions('GlorotUniform', options, FAN_OPTIONS);
    super({ ...options, scale: 1, mode: 'fanAvg', distribution: 'uniform' });
  }

  override getConfig(): Record<string, unknown> {
    const { seed, input_axes, output_axes } = super.getConfig();
    return { seed, input_axes, output_axes };
  }
}

/** Makes a {@link GlorotUniform}. */
export const glorotUniform = (options?: FanOptions) => new GlorotUniform(options);
