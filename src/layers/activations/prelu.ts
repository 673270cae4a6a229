import * as tf from '@tensorflow/tfjs-core';
import type { Variable } from '../../backends/variable.js';
import type { ConstraintId } from '../../constraints/index.js';
import type { InitializerId } from '../../initializers/index.js';
import type { RegularizerId } from '../../regularizers/index.js';
import { checkOptions, show } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import type { Shapes } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import {
  type WeightSettings,
  weightOptionNames,
  weightSettings,
  weightSettingsConfig,
} from '../weight-settings.js';

/** Options of {@link PReLU}. */
export interface PReLUOptions extends LayerOptions {
  /** 'zeros' by default. */
  readonly alphaInitializer?: InitializerId | undefined;
  readonly alphaRegularizer?: RegularizerId | null | undefined;
  readonly alphaConstraint?: ConstraintId | null | undefined;
  /** Axes (counted from 1, behind the batch) along which one slope counts: [1, 2] for images, a slope a channel. */
  readonly sharedAxes?: number | readonly number[] | null | undefined;
}

/**
 * `x` above zero, `alpha * x` below, where the slopes `alpha` are learnt; alpha has the input's shape without the
 * batch, with 1 in the shared axes. See https://keras.io/api/layers/activation_layers/prelu/.
 *
 * @example
 * new layers.PReLU({ alphaInitializer: 'ones' })(tf.tensor([[-2, 3]])).numpy(); // [[-2, 3]]
 */
export class PReLU extends Layer {
  readonly sharedAxes: readonly number[] | null;
  alpha: Variable | null = null;
  readonly #alpha: WeightSettings;

  constructor(options: PReLUOptions = {}) {
    checkOptions('PReLU', options, [...LAYER_OPTIONS, ...weightOptionNames('alpha'), 'sharedAxes']);
    super(options);
    const { sharedAxes = null } = options;
    this.sharedAxes = typeof sharedAxes === 'number' ? [sharedAxes] : sharedAxes;
    this.#alpha = weightSettings(options, 'alpha', 'zeros');
    this.supportsMasking = true;
  }

  override build(inputShape: Shape): void {
    const shared = this.sharedAxes ?? [];
    const rank = inputShape.length;
    if (shared.some((axis) => !Number.isInteger(axis) || axis < 1 || axis >= rank)) {
      throw new ShapeError(
        `PReLU ${this.name}: sharedAxes must be axes from 1 to ${rank - 1} of an input of shape ${showShape(inputShape)}; received ${show(shared)}.`,
      );
    }
    const sizes = inputShape.slice(1).map((size, i) => (shared.includes(i + 1) ? 1 : size));
    this.alpha = this.addWeight({ name: 'alpha', shape: sizes, ...this.#alpha });
    const fixed = sizes.flatMap((size, i) => (shared.includes(i + 1) ? [] : [[i + 1, size as number]]));
    this.inputSpec = { ndim: rank, axes: Object.fromEntries(fixed) as Record<number, number> };
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    return tf.tidy(() => tf.sub(tf.relu(inputs), tf.mul(this.alpha as Variable, tf.relu(tf.neg(inputs)))));
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      ...weightSettingsConfig('alpha', this.#alpha),
      shared_axes: this.sharedAxes && [...this.sharedAxes],
    };
  }
}
