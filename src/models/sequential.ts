import type { Tensor } from '@tensorflow/tfjs-core';
import type { CallOptions, Shapes, Tensors } from '../layers/call.js';
import { isShape } from '../layers/call.js';
import { InputLayer } from '../layers/core/input-layer.js';
import { Layer } from '../layers/layer.js';
import { get as layerFrom } from '../layers/registry.js';
import { type GraphNode, SymbolicTensor } from '../layers/symbolic-tensor.js';
import { checkOptions, show } from '../support/check.js';
import { type CustomObjects, withCustomObjects } from '../support/custom-objects.js';
import { ValueError } from '../support/errors.js';
import type { KerasConfig } from '../support/registry.js';
import { type Shape, shapesMatch, showShape } from '../support/shape.js';
import { FunctionalGraph } from './functional-graph.js';
import { Model } from './model.js';
import { layerConfig } from './model-config.js';

/** Options of {@link Sequential}. */
export interface SequentialOptions {
  readonly name?: string | undefined;
  readonly trainable?: boolean | undefined;
  /** The layers, as tfjs gives them. */
  readonly layers?: readonly (Layer | SymbolicTensor)[] | undefined;
}

/**
 * Layers one behind the other. With an input shape (an `Input` in front, or `inputShape` of the first layer) the
 * weights exist at once; without, from `build` or the first data on. See https://keras.io/api/models/sequential/.
 *
 * @example
 * const model = new Sequential([
 *   new layers.Dense({ units: 64, activation: 'relu', inputShape: [784] }),
 *   new layers.Dense({ units: 10, activation: 'softmax' }),
 * ]);
 */
export class Sequential extends Model<SymbolicTensor> {
  #stack: Layer[] = [];
  /** The calls that its graph is made of. */
  #nodes: GraphNode[] = [];
  /** True if its input shape is that of the first data that it met. */
  #isInferred = false;

  constructor(
    layers?: readonly (Layer | SymbolicTensor)[] | SequentialOptions | null,
    options: SequentialOptions = {},
  ) {
    if (layers instanceof Layer) {
      throw new ValueError(`Sequential: expected its layers in one list; received ${show(layers)}.`, {
        fix: 'new Sequential([layer1, layer2])',
      });
    }
    const given: SequentialOptions =
      Array.isArray(layers) || layers == null ? options : (layers as SequentialOptions);
    checkOptions('Sequential', given, ['name', 'trainable', 'layers']);
    super({ name: given.name, trainable: given.trainable });
    for (const layer of (Array.isArray(layers) ? layers : given.layers) ?? []) this.#push(layer);
    this.#rebuild();
  }

  /** Puts a layer behind the others. */
  add(layer: Layer | SymbolicTensor): void {
    this.#push(layer);
    this.#rebuild();
  }

  /** Takes the last layer away and gives it. */
  pop(): Layer {
    const layer = this.#stack.pop();
    if (layer === undefined)
      throw new ValueError(`Sequential ${this.name}: expected a layer to take away; it has none.`);
    this.#rebuild();
    return layer;
  }

  /** The layers without the input. */
  override get layers(): readonly Layer[] {
    return this.#stack.filter((layer, i) => i > 0 || !(layer instanceof InputLayer));
  }

  override sublayers(): readonly Layer[] {
    return this.#stack;
  }

  /** Makes the weights for inputs of this shape; without one where the first layer has it. */
  override build(inputShape?: Shapes): void {
    if (inputShape === undefined && this.built) return;
    const shape = this.#checkShape(inputShape);
    if (this.#stack.length === 0) {
      throw new ValueError(`Sequential ${this.name}: expected layers; it has none.`, {
        fix: 'model.add(new layers.Dense({ units: 10 }))',
      });
    }
    const first = this.#stack[0];
    if (!(first instanceof InputLayer))
      this.#stack.unshift(new InputLayer({ batchShape: shape, dtype: first?.inputDtype }));
    else if (!shapesMatch(first.batchShape, shape)) {
      throw new ValueError(
        `Sequential ${this.name}: expected inputs of shape ${showShape(first.batchShape)}; received ${showShape(shape)}.`,
      );
    }
    this.#connect();
  }

  override ensureBuilt(shapes: Shapes): void {
    if (this.built) return;
    this.#isInferred = true;
    // The size of this batch is not that of all.
    this.build(isShape(shapes) ? [null, ...shapes.slice(1)] : shapes);
  }

  override call(inputs: Tensors, options?: CallOptions): Tensor {
    const { shape } = inputs as Tensor;
    if (this.graph === null) this.ensureBuilt(shape);
    else if (this.#isInferred) this.#widen(shape);
    return super.call(inputs, options);
  }

  /** The layers in Keras's saved form. */
  override getConfig(): Record<string, unknown> {
    const first = this.#stack[0];
    return {
      ...super.getConfig(),
      layers: this.#stack.map(layerConfig),
      ...(this.graph !== null && first instanceof InputLayer && { build_input_shape: [...first.batchShape] }),
    };
  }

  /** A model from its saved form; `customObjects` has classes and functions of one's own by the names in it. */
  static override fromConfig<L extends Layer>(
    this: new (
      options: never,
    ) => L,
    config: Readonly<Record<string, unknown>>,
    customObjects: CustomObjects | null = null,
  ): L {
    const { name, trainable, layers = [], build_input_shape: shape } = config;
    const made = withCustomObjects(customObjects ?? {}, () => (layers as KerasConfig[]).map(layerFrom));
    const model = new Sequential(made, { name: name as string, trainable: trainable as boolean | undefined });
    if (!model.built && Array.isArray(shape)) model.build(shape as Shape);
    return model as unknown as L;
  }

  #push(given: Layer | SymbolicTensor): void {
    const layer = given instanceof SymbolicTensor ? given.history?.node.operation : given;
    if (!(layer instanceof Layer)) {
      throw new ValueError(`Sequential ${this.name}: expected a layer; received ${show(given)}.`, {
        fix: 'model.add(new layers.Dense({ units: 10 }))',
      });
    }
    const same = this.#stack.find(({ name }) => name === layer.name);
    if (same !== undefined) {
      throw new ValueError(
        `Sequential ${this.name}: expected layers with different names; received a second '${layer.name}'.`,
        {
          fix:
            same === layer
              ? 'make a new layer: a layer stands in a Sequential model once'
              : "{ name: '...' }",
        },
      );
    }
    const first = this.#stack[0];
    if (layer instanceof InputLayer && first instanceof InputLayer) {
      throw new ValueError(
        `Sequential ${this.name}: expected one input; it has one of shape ${showShape(first.batchShape)}.`,
      );
    }
    if (this.#stack.length === 0 && !(layer instanceof InputLayer) && layer.batchInputShape !== null) {
      this.#stack.push(new InputLayer({ batchShape: layer.batchInputShape, dtype: layer.inputDtype }));
    }
    this.#stack.push(layer);
  }

  /** Connects the layers anew if the input shape is known. */
  #rebuild(): void {
    this.setGraph(null);
    const [first, second] = this.#stack;
    if (first === undefined || second === undefined) return;
    if (first instanceof InputLayer) this.build(first.batchShape);
    else if (first instanceof Model && first.built && isShape(first.inputShape)) this.build(first.inputShape);
  }

  /**
   * Lets other numbers of steps or pixels in than the first data had, or a trial, as Keras does. The last axis stays: its size
   * is that of weights.
   */
  #widen(shape: Shape): void {
    const first = this.#stack[0] as InputLayer;
    const { batchShape, name, dtypeId } = first;
    const wider = batchShape.map((size, axis) =>
      size === shape[axis] || axis === shape.length - 1 ? size : null,
    );
    if (shapesMatch(batchShape, shape) || !shapesMatch(wider, shape)) return;
    const narrow = this.#nodes;
    this.#stack[0] = new InputLayer({ batchShape: wider, name, dtype: dtypeId });
    try {
      this.#connect();
    } catch (error) {
      this.#stack[0] = first;
      throw error;
    }
    for (const node of narrow)
      node.operation.inboundNodes.splice(node.operation.inboundNodes.indexOf(node), 1);
  }

  #connect(): void {
    const [input, ...layers] = this.#stack;
    const begin = (input as InputLayer).output as SymbolicTensor;
    const nodes: GraphNode[] = [];
    let x = begin;
    for (const layer of layers) {
      const result = layer.apply(x);
      if (!(result instanceof SymbolicTensor)) {
        throw new ValueError(
          `Sequential ${this.name}: expected layers with one output; '${layer.name}' has several.`,
          {
            fix: 'use new Model({ inputs, outputs })',
          },
        );
      }
      x = result;
      nodes.push(layer.inboundNodes.at(-1) as GraphNode);
    }
    this.#nodes = nodes;
    this.setGraph(new FunctionalGraph(begin, x));
  }

  #checkShape(shape: Shapes | undefined): Shape {
    if (shape !== undefined && isShape(shape)) return shape;
    throw new ValueError(
      `Sequential ${this.name}: build expected one input shape; received ${show(shape)}.`,
      {
        fix: 'model.build([null, 784])',
      },
    );
  }
}
