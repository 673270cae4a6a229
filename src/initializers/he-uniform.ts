import { checkOptions } from '../support/check.js';
import { FAN_OPTIONS, type FanOptions, VarianceScaling } from './variance-scaling.js';

/** Values spread evenly up to `sqrt(6 / inputs)` in both directions (He et al., 2015). */
export class HeUniform extends VarianceScaling {
  constructor(options: FanOptions = {}) {
    checkOptions('HeUniform', options, FAN_OPTIONS);
    super({ ...options, scale: 2, mode: 'fanIn', distribution: 'uniform' });
  }

  override getConfig(): Record<string, unknown> {
    const { seed, input_axes, output_axes } = super.getConfig();
    return { seed, input_axes, output_axes };
  }
}

/** Makes a {@link HeUniform}. */
export const heUniform = (options?: FanOptions) => new HeUniform(options);
