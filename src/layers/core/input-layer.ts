import type { DtypeId } from '../../backends/operations/held-dtype.js';
import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { type Shape, showShape } from '../../support/shape.js';
import type { Tensors } from '../call.js';
import { Layer } from '../layer.js';
import { optionsFromConfig } from '../layer-config.js';
import { GraphNode, SymbolicTensor } from '../symbolic-tensor.js';

/** Floats that Keras's inputs may have, and which are float32 here; layers cast them to that in Keras, too. */
const OTHER_FLOATS = ['float16', 'bfloat16', 'float64'] as const;

/** The dtypes of inputs. */
export type InputDtype = DtypeId | (typeof OTHER_FLOATS)[number];

/** Options of {@link InputLayer} and {@link Input}. */
export interface InputOptions {
  /** The shape of one sample; `null` for a size that may differ from call to call. */
  readonly shape?: Shape | undefined;
  /** The size of the batch axis; any if it is left out. */
  readonly batchSize?: number | null | undefined;
  /** The shape with the batch axis in front, instead of `shape` and `batchSize`. */
  readonly batchShape?: Shape | undefined;
  /** 'float32' by default. Integers of other sizes are held as int32, other floats as float32. */
  readonly dtype?: InputDtype | undefined;
  /** The input's name: the key in a dictionary of inputs. */
  readonly name?: string | undefined;
}

/** The begin of a functional model. `Input` gives its tensor. See https://keras.io/api/layers/core_layers/input/. */
export class InputLayer extends Layer {
  readonly #batchShape: Shape;
  readonly #dtypeId: InputDtype;

  constructor(options: InputOptions) {
    checkOptions('Input', options, ['shape', 'batchSize', 'batchShape', 'dtype', 'name']);
    const { dtype = 'float32' } = options;
    super({ name: options.name, dtype: isOtherFloat(dtype) ? 'float32' : dtype });
    this.#dtypeId = dtype;
    const { shape, batchShape, batchSize = null } = options;
    if ((shape === undefined) === (batchShape === undefined)) {
      throw new ValueError(
        `Input: expected one of shape and batchShape; received ${shape === undefined ? 'none' : 'both'}.`,
        { fix: 'Input({ shape: [784] })' },
      );
    }
    this.#batchShape = checkSizes(batchShape ?? [batchSize, ...checkSizes(shape as Shape)]);
    this.built = true;
    const tensor = new SymbolicTensor({ shape: this.#batchShape, dtype: this.dtype, name: this.name });
    new GraphNode(this, [], {}, tensor);
  }

  /** The shape of the input, batch axis first. */
  get batchShape(): Shape {
    return this.#batchShape;
  }

  override get batchInputShape(): Shape {
    return this.#batchShape;
  }

  override get dtypeId(): InputDtype {
    return this.#dtypeId;
  }

  override call(inputs: Tensors): Tensors {
    return inputs;
  }

  /** Keras's configs also tell of sparse and ragged inputs, which there are none of. */
  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
  ): L {
    const { sparse: _sparse, ragged: _ragged, optional: _optional, ...options } = optionsFromConfig(config);
    return new this(options as never);
  }

  override getConfig(): Record<string, unknown> {
    return {
      batch_shape: [...this.#batchShape],
      dtype: this.dtypeId,
      sparse: false,
      ragged: false,
      name: this.name,
    };
  }
}

/**
 * The begin of a functional model: a symbolic tensor of the given shape (without the batch axis).
 * See https://keras.io/api/layers/core_layers/input/.
 *
 * @example
 * const x = Input({ shape: [784] });
 * const y = new layers.Dense({ units: 10 })(x);
 * const model = new Model({ inputs: x, outputs: y });
 */
export function Input(options: InputOptions): SymbolicTensor {
  return new InputLayer(options).output as SymbolicTensor;
}

function isOtherFloat(dtype: InputDtype): dtype is (typeof OTHER_FLOATS)[number] {
  return (OTHER_FLOATS as readonly string[]).includes(dtype);
}

function checkSizes(shape: Shape): Shape {
  if (Array.isArray(shape) && shape.every((size) => size === null || (Number.isInteger(size) && size >= 0))) {
    return shape;
  }
  throw new ValueError(
    `Input: expected a shape of integers and nulls; received ${Array.isArray(shape) ? showShape(shape) : String(shape)}.`,
    { fix: 'Input({ shape: [784] })' },
  );
}
