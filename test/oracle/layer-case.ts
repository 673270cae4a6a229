import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../../src/backends/gradients/gradient-tape.js';
import { stepCompiler } from '../../src/backends/recording/step-compiler.js';
import * as layers from '../../src/layers/index.js';
import { Input, type Layer } from '../../src/layers/index.js';
import { getMask, setMask } from '../../src/layers/mask.js';
import { SymbolicTensor } from '../../src/layers/symbolic-tensor.js';
import { Sequential } from '../../src/models/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import { camelCaseKeys } from '../../src/support/names.js';
import type { KerasConfig } from '../../src/support/registry.js';
import { flatten, mapStructure, type Nested, packLike } from '../../src/support/structure.js';
import {
  assertClose,
  assertZero,
  isOracleArray,
  type OracleArray,
  toTensor,
  withoutLeaks,
} from './oracle.js';

/** One call of a layer, as test/oracle/layer_case.py notes it. */
export interface LayerCase {
  readonly name: string;
  readonly layer: KerasConfig;
  readonly args: readonly Nested<OracleArray>[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly masks: readonly (OracleArray | null)[] | null;
  readonly output_shapes: readonly (readonly (number | null)[])[];
  readonly weights: readonly OracleArray[];
  readonly paths: readonly string[];
  readonly outputs: readonly OracleArray[];
  readonly output_masks: readonly (OracleArray | null)[];
  /** The weights after the call. */
  readonly after: readonly OracleArray[];
  readonly gradients: {
    readonly sources: readonly (OracleArray | null)[];
    readonly weights: readonly (OracleArray | null)[];
  } | null;
}

/** A training of a Sequential model, as test/oracle/layer_case.py notes it. */
export interface TrainingCase {
  readonly name: string;
  readonly layers: readonly KerasConfig[];
  readonly loss: string;
  readonly optimizer: { readonly class: string; readonly options: Record<string, unknown> };
  readonly epochs: number;
  readonly batch_size: number;
  readonly x: OracleArray;
  readonly y: OracleArray;
  readonly before: readonly OracleArray[];
  readonly after: readonly OracleArray[];
  readonly losses: readonly number[];
  readonly predicted: OracleArray;
}

/** True for a case of {@link checkTraining}. */
export function isTraining(one: LayerCase | TrainingCase): one is TrainingCase {
  return 'losses' in one;
}

/** How much more than 1e-5 may differ, with the reason beside it where a test says so. */
export interface Looser {
  readonly tolerance?: number;
}

/**
 * Makes the layer of Keras's config and compares the config it gives back, its weights' shapes, outputs, masks,
 * gradients, and the shapes of its outputs for an unknown batch size. Fails if tensors are left.
 */
export function checkLayer(one: LayerCase, { tolerance = 1e-5 }: Looser = {}): void {
  const layer = layers.deserialize(one.layer);
  checkConfig(layer.getConfig(), one.layer.config as Record<string, unknown>);
  const args = one.args.map(tensorsOf);
  const options = optionsOf(one.kwargs);
  one.masks?.forEach((mask, i) => {
    if (mask) setMask(flatten(args as Nested<tf.Tensor>)[i] as tf.Tensor, toTensor(mask));
  });
  layer.build(shapesFor(layer, args, options));
  layer.setWeights(one.weights.map(toTensor));
  assert.deepEqual(
    layer.weights.map(({ path }) => path.split('/').slice(1).join('/')),
    one.paths,
    'paths of the weights',
  );
  withoutLeaks(() => tf.tidy(() => checkCall(one, layer, args, options, tolerance)));
  const checkAfter = () => {
    one.after.forEach((weight, i) => {
      assertClose(layer.weights[i] as tf.Tensor, weight, tolerance, `${one.paths[i]} after the call`);
    });
  };
  checkAfter();
  checkSymbolic(one, layer);
  if (stepCompiler() === null) return;
  layer.setWeights(one.weights.map(toTensor));
  tf.tidy(() => checkRecorded(one, layer, args, options, tolerance));
  checkAfter();
}

/** The same call and its gradients as one recorded function, where the backend records. */
function checkRecorded(
  one: LayerCase,
  layer: Layer,
  args: readonly Nested<tf.Tensor>[],
  options: Readonly<Record<string, unknown>>,
  tolerance: number,
): void {
  const structure = [args, options] as Nested<unknown>;
  const leaves = flatten(structure);
  const tensors = leaves.filter((leaf): leaf is tf.Tensor => leaf instanceof tf.Tensor);
  let connected: boolean[] = [];
  const compute = (inputs: readonly tf.Tensor[]) => {
    let next = 0;
    const given = leaves.map((leaf) => (leaf instanceof tf.Tensor ? inputs[next++] : leaf));
    const [someArgs, someOptions] = packLike(structure, given) as [Nested<tf.Tensor>[], object];
    one.masks?.forEach((mask, i) => {
      if (mask) setMask(flatten(someArgs as Nested<tf.Tensor>)[i] as tf.Tensor, toTensor(mask));
    });
    const sources = given.filter(isFloat);
    const tape = new GradientTape();
    tape.watch(sources);
    let outputs: tf.Tensor[] = [];
    const loss = tape.run(() => {
      outputs = flatten(Reflect.apply(layer.invoke, layer, [...someArgs, someOptions]) as Nested<tf.Tensor>);
      return tf.addN(outputs.map((output) => tf.sum(tf.mul(tf.cast(output, 'float32'), ramp(output.shape)))));
    });
    if (one.gradients === null) {
      tape.dispose();
      return { outputs };
    }
    const found = tape.gradient(loss, [...sources, ...layer.trainableWeights]) as (tf.Tensor | null)[];
    connected = found.map((gradient) => gradient !== null);
    return { outputs: [...outputs, ...found.filter((gradient) => gradient !== null)] };
  };
  const specs = tensors.map(({ shape, dtype }) => ({ shape, dtype }));
  const step = stepCompiler()!.compile(compute, specs, { capacity: 1, jit: false });
  const { outputs } = step.run([tensors]);
  const gradients = [...(one.gradients?.sources ?? []), ...(one.gradients?.weights ?? [])];
  const expected = [...one.outputs, ...gradients.filter((_, i) => connected[i])];
  assert.equal(outputs.length, expected.length, 'recorded: number of outputs and gradients');
  expected.forEach((value, i) => {
    const found = outputs[i] as tf.Tensor;
    if (value === null) assertZero(found, `recorded: Keras has no value ${i}`);
    else assertClose(found, value, tolerance, `recorded: output or gradient ${i}`);
  });
  step.dispose();
}

function checkCall(
  one: LayerCase,
  layer: Layer,
  args: readonly Nested<tf.Tensor>[],
  options: Readonly<Record<string, unknown>>,
  tolerance: number,
): void {
  const sources = flatten([args, options] as Nested<unknown>).filter(isFloat);
  const tape = new GradientTape();
  tape.watch(sources);
  let outputs: tf.Tensor[] = [];
  const loss = tape.run(() => {
    outputs = flatten(Reflect.apply(layer.invoke, layer, [...args, options]) as Nested<tf.Tensor>);
    return tf.addN(outputs.map((output) => tf.sum(tf.mul(tf.cast(output, 'float32'), ramp(output.shape)))));
  });
  assert.equal(outputs.length, one.outputs.length, 'number of outputs');
  one.outputs.forEach((expected, i) => {
    const output = outputs[i] as tf.Tensor;
    assertClose(output, expected, tolerance, `output ${i}`);
    // The softmax inside Keras's attention leaves its own mask on the scores.
    if (i === 0 || !one.kwargs['return_attention_scores']) {
      checkMask(getMask(output), one.output_masks[i] ?? null, `mask of output ${i}`);
    }
  });
  if (one.gradients === null) {
    tape.dispose();
    return;
  }
  const weights = layer.trainableWeights;
  const found = tape.gradient(loss, [...sources, ...weights]) as (tf.Tensor | null)[];
  const expected = [...one.gradients.sources, ...one.gradients.weights];
  assert.equal(found.length, expected.length, 'number of gradients');
  expected.forEach((gradient, i) => {
    const what =
      i < sources.length ? `gradient of input ${i}` : `gradient of ${weights[i - sources.length]?.path}`;
    const mine = found[i] ?? null;
    if (gradient === null) {
      if (mine !== null) assertZero(mine, `${what}: Keras has none`);
    } else assertClose(mine ?? tf.zeros(gradient.shape), gradient, tolerance, what);
  });
}

/** The layer on symbolic inputs with an unknown batch size. */
function checkSymbolic(one: LayerCase, layer: Layer): void {
  if (one.output_shapes.length === 0) return;
  const symbolic = ({ shape: [, ...shape], dtype }: OracleArray) =>
    new SymbolicTensor({ shape: [null, ...shape], dtype });
  const args = one.args.map((arg) => changeArrays(arg, symbolic));
  const kept = Object.entries(one.kwargs).filter(([key]) =>
    ['value', 'key', 'return_attention_scores'].includes(key),
  );
  const options = camelCaseKeys(changeArrays(Object.fromEntries(kept), symbolic) as Record<string, unknown>);
  const specs = flatten(Reflect.apply(layer.invoke, layer, [...args, options]) as Nested<SymbolicTensor>);
  assert.equal(specs.length, one.output_shapes.length, 'number of symbolic outputs');
  specs.forEach(({ shape }, i) => {
    // Keras's EinsumDense forgets sizes that the input tells; a size in place of its null is right.
    const known = one.output_shapes[i]!.map((size, axis) => (size === null && axis > 0 ? shape[axis] : size));
    assert.deepEqual(shape, known, `shape of output ${i}`);
  });
}

/** Trains a Sequential model of the layers and compares losses, weights and predictions. */
export async function checkTraining(one: TrainingCase, { tolerance = 1e-5 }: Looser = {}): Promise<void> {
  const [samples, ...shape] = one.x.shape;
  assert.ok(samples! % one.batch_size > 0, 'the last batch is uneven');
  const model = new Sequential([
    Input({ shape, dtype: one.x.dtype }) as never,
    ...one.layers.map((layer) => layers.deserialize(layer)),
  ]);
  model.setWeights(one.before.map(toTensor));
  const Optimizer = (optimizers as unknown as Record<string, new (options: object) => optimizers.Optimizer>)[
    one.optimizer.class
  ]!;
  model.compile({ optimizer: new Optimizer(camelCaseKeys(one.optimizer.options)), loss: one.loss });
  const { history } = await model.fit(toTensor(one.x), toTensor(one.y), {
    epochs: one.epochs,
    batchSize: one.batch_size,
    shuffle: false,
    verbose: 0,
  });
  assertClose(history['loss'] as number[], one.losses, tolerance, 'loss');
  one.after.forEach((weight, i) => {
    assertClose(model.weights[i] as tf.Tensor, weight, tolerance, `weight ${i}`);
  });
  assertClose(model.predict(toTensor(one.x)) as tf.Tensor, one.predicted, tolerance, 'predictions');
}

/** The structure with `change` of Keras's arrays in their places. */
function changeArrays(value: unknown, change: (array: OracleArray) => unknown): unknown {
  if (isOracleArray(value)) return change(value);
  if (Array.isArray(value)) return value.map((item) => changeArrays(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changeArrays(item, change)]));
}

function tensorsOf(value: Nested<OracleArray>): Nested<tf.Tensor> {
  return changeArrays(value, toTensor) as Nested<tf.Tensor>;
}

function optionsOf(kwargs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return camelCaseKeys(changeArrays(kwargs, toTensor) as Record<string, unknown>);
}

/** The shapes that `build` gets: of the first argument, or of all tensors where a layer takes several. */
function shapesFor(
  layer: Layer,
  args: readonly Nested<tf.Tensor>[],
  options: Readonly<Record<string, unknown>>,
) {
  const given = [...args, options['value'], options['key']].filter((item) => item !== undefined);
  const shapes = given.map((item) =>
    mapStructure(item as Nested<tf.Tensor>, ({ shape }) => shape as unknown),
  );
  return (
    layer.className.endsWith('HeadAttention') || layer.className.endsWith('QueryAttention')
      ? shapes
      : shapes[0]
  ) as never;
}

/** Every setting of Keras's is in ours with the same value, and ours has no others. */
export function checkConfig(actual: Record<string, unknown>, expected: Record<string, unknown>): void {
  assert.deepEqual(normal(actual), normal(expected), 'config');
}

/** Without what stands for nothing, and without what belongs to the saving of whole models. */
function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(
      ([key, item]) =>
        item !== null && item !== undefined && !['build_config', 'compile_config'].includes(key),
    )
    .map(([key, item]) => [key, normal(item)]);
  return Object.fromEntries(kept);
}

function checkMask(actual: tf.Tensor | null, expected: OracleArray | null, what: string): void {
  if (expected === null) assert.equal(actual, null, `${what}: Keras has none`);
  else {
    assert.ok(actual, `${what}: Keras has one`);
    assertClose(tf.cast(actual, 'bool'), expected, 0, what);
  }
}

export function ramp(shape: readonly number[]): tf.Tensor {
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Float32Array.from({ length: size }, (_, i) => (size === 1 ? -1 : -1 + (2 * i) / (size - 1)));
  return tf.tensor(values, [...shape]);
}

function isFloat(leaf: unknown): leaf is tf.Tensor {
  return leaf instanceof tf.Tensor && leaf.dtype === 'float32';
}
