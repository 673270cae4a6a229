import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import type { Shape } from '../../support/shape.js';
import { LAYER_OPTIONS, Layer, type LayerOptions } from '../layer.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import {
  checkDense,
  encodedShape,
  getOutputMode,
  type OutputMode,
  type OutputModeId,
  outputModeConfig,
} from './category-codes.js';
import { encodeIndices } from './encode-indices.js';
import { getSalt, hashToken, type Salt } from './hash-token.js';
import { hostIntegers, hostTexts, type Token } from './host-values.js';

/** Options of {@link Hashing}. */
export interface HashingOptions extends LayerOptions {
  /** The number of bins, with the one for `maskValue`. */
  readonly numBins: number;
  /** What has bin 0 for itself; none by default. */
  readonly maskValue?: Token | null | undefined;
  /** The key of a strong hash, SipHash, in place of FarmHash. */
  readonly salt?: Salt | null | undefined;
  /** 'int', which is the default, 'oneHot', 'multiHot' or 'count'. */
  readonly outputMode?: OutputModeId | undefined;
  /** There are no sparse tensors here: true is refused. */
  readonly sparse?: boolean | undefined;
}

/**
 * Turns texts or integers into the number of a bin, which their hash tells, or codes of it; no vocabulary is needed. The
 * bins are TensorFlow's.
 * See https://keras.io/api/layers/preprocessing_layers/categorical/hashing/.
 *
 * @example
 * new layers.Hashing({ numBins: 3 })([['A'], ['B'], ['C'], ['D'], ['E']]).numpy(); // [[1], [0], [1], [1], [2]]
 */
export class Hashing extends Layer {
  readonly numBins: number;
  readonly maskValue: Token | null;
  readonly salt: readonly [number, number] | null;
  readonly outputMode: OutputMode;

  constructor(options: HashingOptions) {
    const where = 'Hashing';
    checkOptions(where, options, [...LAYER_OPTIONS, 'numBins', 'maskValue', 'salt', 'outputMode', 'sparse']);
    const { outputMode = 'int' } = options;
    const mode = getOutputMode(where, outputMode, ['int', 'oneHot', 'multiHot', 'count']);
    super({ ...options, dtype: options.dtype ?? (mode === 'int' ? 'int32' : 'float32') });
    this.numBins = checkPositiveInteger(where, 'numBins', options.numBins);
    this.maskValue = options.maskValue ?? null;
    this.salt = getSalt(where, options.salt);
    this.outputMode = mode;
    checkDense(where, options.sparse);
  }

  protected override get takesText(): boolean {
    return true;
  }

  override call(inputs: tf.Tensor): tf.Tensor {
    const read = inputs.dtype === 'string' ? hostTexts : hostIntegers;
    const { shape, values } = read(`Hashing ${this.name}`, inputs);
    const masked = this.maskValue !== null && this.numBins > 1;
    const bin = (value: Token): number => {
      if (!masked) return hashToken(value, this.numBins, this.salt);
      return value === this.maskValue ? 0 : hashToken(value, this.numBins - 1, this.salt) + 1;
    };
    return tf.tidy(() => {
      const encoded = encodeIndices(Int32Array.from(values, bin), shape, this.outputMode, this.numBins);
      return tf.cast(encoded, this.dtype as 'float32');
    });
  }

  override computeOutputShape(inputShape: Shape): Shape {
    return encodedShape(inputShape, this.outputMode, this.numBins);
  }

  override computeOutputSpec(inputs: SymbolicTensor): SymbolicTensor {
    return new SymbolicTensor({ shape: this.computeOutputShape(inputs.shape), dtype: this.dtype });
  }

  override getConfig(): Record<string, unknown> {
    return {
      ...super.getConfig(),
      num_bins: this.numBins,
      salt: this.salt,
      mask_value: this.maskValue,
      output_mode: outputModeConfig(this.outputMode),
      sparse: false,
    };
  }
}
