import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkPositiveInteger } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { farmHash64, joinFingerprints } from '../../support/farm-hash.js';
import { type Shape, showShape } from '../../support/shape.js';
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
import { hostIntegers, hostTexts, type Token } from './host-values.js';

/** What TensorFlow's hash of crossed features begins with. */
const KEY = 0xdecafcaffen;

/** Options of {@link HashedCrossing}. */
export interface HashedCrossingOptions extends LayerOptions {
  /** The number of bins. */
  readonly numBins: number;
  /** 'int', which is the default, or 'oneHot'. */
  readonly outputMode?: Exclude<OutputModeId, 'multiHot' | 'multi_hot' | 'count'> | undefined;
  /** There are no sparse tensors here: true is refused. */
  readonly sparse?: boolean | undefined;
}

/**
 * Puts features together: the number of the bin that the hash of their values tells. Inputs are a list of texts or integers
 * of one shape, `[batch]` or `[batch, 1]`. The bins are TensorFlow's.
 * See https://keras.io/api/layers/preprocessing_layers/categorical/hashed_crossing/.
 *
 * @example
 * const cross = new layers.HashedCrossing({ numBins: 5 });
 * cross([tf.tensor(['A', 'B', 'A']), tf.tensor([101, 101, 102], [3], 'int32')]).numpy(); // [1, 4, 1]
 */
export class HashedCrossing extends Layer {
  readonly numBins: number;
  readonly outputMode: OutputMode;

  constructor(options: HashedCrossingOptions) {
    const where = 'HashedCrossing';
    checkOptions(where, options, [...LAYER_OPTIONS, 'numBins', 'outputMode', 'sparse']);
    const mode = getOutputMode(where, options.outputMode ?? 'int', ['int', 'oneHot']);
    super({ ...options, dtype: options.dtype ?? (mode === 'int' ? 'int32' : 'float32') });
    this.numBins = checkPositiveInteger(where, 'numBins', options.numBins);
    this.outputMode = mode;
    checkDense(where, options.sparse);
  }

  override call(inputs: readonly tf.Tensor[]): tf.Tensor {
    const shape = this.#shape(inputs);
    const where = `HashedCrossing ${this.name}`;
    const columns = inputs.map(
      (input): readonly Token[] => (input.dtype === 'string' ? hostTexts : hostIntegers)(where, input).values,
    );
    const bins = Int32Array.from({ length: columns[0]!.length }, (_, row) =>
      Number(
        columns.reduce((hash, column) => joinFingerprints(hash, fingerprint(column[row]!)), KEY) %
          BigInt(this.numBins),
      ),
    );
    return tf.tidy(() =>
      tf.cast(encodeIndices(bins, shape, this.outputMode, this.numBins), this.dtype as 'float32'),
    );
  }

  override computeOutputShape(inputShapes: readonly Shape[]): Shape {
    return encodedShape(inputShapes[0] as Shape, this.outputMode, this.numBins);
  }

  override computeOutputSpec(inputs: readonly SymbolicTensor[]): SymbolicTensor {
    const shape = this.computeOutputShape(inputs.map((input) => input.shape));
    return new SymbolicTensor({ shape, dtype: this.dtype });
  }

  /** Keras's class takes no `trainable`, so that its configs must not have it. */
  override getConfig(): Record<string, unknown> {
    return {
      num_bins: this.numBins,
      output_mode: outputModeConfig(this.outputMode),
      sparse: false,
      name: this.name,
      dtype: this.dtypeId,
    };
  }

  #shape(inputs: readonly tf.Tensor[]): readonly number[] {
    const shapes = Array.isArray(inputs) ? inputs.map((input: tf.Tensor) => input.shape) : [];
    const [first] = shapes;
    const fits = first !== undefined && (first.length < 2 || (first.length === 2 && first[1] === 1));
    if (shapes.length >= 2 && fits && shapes.every((shape) => String(shape) === String(first))) return first;
    throw new ShapeError(
      `HashedCrossing ${this.name}: expected a list of at least two tensors of one shape, [batch] or [batch, 1]; received ${shapes.map(showShape).join(' and ') || 'one tensor'}.`,
      { fix: 'layer([city, street])' },
    );
  }
}

/** Integers stand for themselves. */
function fingerprint(value: Token): bigint {
  return typeof value === 'string' ? farmHash64(Buffer.from(value)) : BigInt.asUintN(64, BigInt(value));
}
