import { checkOptions } from '../../support/check.js';
import { mapStructure } from '../../support/structure.js';
import type { Shapes, Tensors } from '../call.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { type SymbolicInputs, SymbolicTensor } from '../symbolic-tensor.js';

/** Options of {@link Identity}. */
export interface IdentityOptions extends LayerOptions {}

/**
 * Gives what it gets: a placeholder. See https://keras.io/api/layers/core_layers/identity/.
 *
 * @example
 * new layers.Identity()(tf.ones([2, 3])).shape; // [2, 3]
 */
export class Identity<T extends Tensors = Tensors> extends Layer {
  constructor(options: IdentityOptions = {}) {
    checkOptions('Identity', options, LAYER_OPTIONS);
    super(options);
    this.supportsMasking = true;
  }

  override call(inputs: T): T {
    return inputs;
  }

  override computeOutputShape(inputShape: Shapes): Shapes {
    return inputShape;
  }

  override computeOutputSpec(inputs: SymbolicInputs): SymbolicInputs {
    return mapStructure(inputs, ({ shape, dtype }: SymbolicTensor) => new SymbolicTensor({ shape, dtype }));
  }
}
