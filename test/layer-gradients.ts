import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { GradientTape } from '../src/backends/gradients/gradient-tape.js';
import { setRandomSeed } from '../src/backends/random.js';
import * as layers from '../src/layers/index.js';

interface Case {
  readonly layer: () => layers.Layer;
  /** The shape of each input. */
  readonly inputs: readonly (readonly number[])[];
  readonly training?: boolean;
}

const one = (layer: () => layers.Layer, ...shape: number[]): Case => ({ layer, inputs: [shape] });
const two = (layer: () => layers.Layer, ...shape: number[]): Case => ({ layer, inputs: [shape, shape] });

/** A layer of each family whose gradients are computed in a way of their own. */
const CASES: Readonly<Record<string, Case>> = {
  Dense: one(() => new layers.Dense({ units: 3, activation: 'tanh' }), 2, 4),
  EinsumDense: one(
    () => new layers.EinsumDense({ equation: 'abc,cd->abd', outputShape: [null, 3], biasAxes: 'd' }),
    2,
    3,
    4,
  ),
  LeakyReLU: one(() => new layers.LeakyReLU(), 2, 5),
  PReLU: one(() => new layers.PReLU({ alphaInitializer: 'ones' }), 2, 5),
  ELU: one(() => new layers.ELU(), 2, 5),
  Softmax: one(() => new layers.Softmax(), 2, 5),
  Conv1D: one(() => new layers.Conv1D({ filters: 3, kernelSize: 2, padding: 'causal' }), 2, 5, 2),
  Conv2D: one(
    () => new layers.Conv2D({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' }),
    2,
    5,
    6,
    2,
  ),
  'Conv2D, dilated': one(() => new layers.Conv2D({ filters: 2, kernelSize: 2, dilationRate: 2 }), 1, 5, 5, 2),
  Conv3D: one(() => new layers.Conv3D({ filters: 2, kernelSize: 2 }), 1, 3, 3, 4, 2),
  Conv1DTranspose: one(() => new layers.Conv1DTranspose({ filters: 2, kernelSize: 3, strides: 2 }), 1, 4, 2),
  Conv2DTranspose: one(
    () => new layers.Conv2DTranspose({ filters: 2, kernelSize: 3, strides: 2 }),
    1,
    3,
    3,
    2,
  ),
  Conv3DTranspose: one(() => new layers.Conv3DTranspose({ filters: 2, kernelSize: 2 }), 1, 2, 2, 2, 2),
  DepthwiseConv1D: one(() => new layers.DepthwiseConv1D({ kernelSize: 2, depthMultiplier: 2 }), 1, 5, 2),
  DepthwiseConv2D: one(() => new layers.DepthwiseConv2D({ kernelSize: 3, padding: 'same' }), 1, 4, 5, 3),
  SeparableConv1D: one(() => new layers.SeparableConv1D({ filters: 3, kernelSize: 2 }), 1, 5, 2),
  SeparableConv2D: one(() => new layers.SeparableConv2D({ filters: 3, kernelSize: 2 }), 1, 4, 4, 2),
  ConvLSTM2D: one(() => new layers.ConvLSTM2D({ filters: 2, kernelSize: 2 }), 1, 2, 3, 3, 1),
  MaxPooling1D: one(() => new layers.MaxPooling1D(), 2, 6, 2),
  MaxPooling2D: one(() => new layers.MaxPooling2D({ poolSize: 3, strides: 2, padding: 'same' }), 2, 5, 5, 2),
  MaxPooling3D: one(() => new layers.MaxPooling3D(), 1, 4, 4, 2, 2),
  AveragePooling1D: one(() => new layers.AveragePooling1D(), 2, 6, 2),
  AveragePooling2D: one(() => new layers.AveragePooling2D({ poolSize: 2, padding: 'same' }), 2, 5, 5, 2),
  AveragePooling3D: one(() => new layers.AveragePooling3D(), 1, 4, 4, 2, 2),
  AdaptiveAveragePooling2D: one(() => new layers.AdaptiveAveragePooling2D({ outputSize: 2 }), 1, 5, 5, 2),
  AdaptiveMaxPooling2D: one(() => new layers.AdaptiveMaxPooling2D({ outputSize: 2 }), 1, 5, 5, 2),
  GlobalMaxPooling2D: one(() => new layers.GlobalMaxPooling2D(), 2, 3, 3, 2),
  GlobalAveragePooling2D: one(() => new layers.GlobalAveragePooling2D(), 2, 3, 3, 2),
  BatchNormalization: { ...one(() => new layers.BatchNormalization(), 4, 3), training: true },
  LayerNormalization: one(() => new layers.LayerNormalization(), 3, 5),
  GroupNormalization: one(() => new layers.GroupNormalization({ groups: 2 }), 2, 3, 4),
  RMSNormalization: one(() => new layers.RMSNormalization(), 3, 5),
  UnitNormalization: one(() => new layers.UnitNormalization(), 3, 5),
  SimpleRNN: one(() => new layers.SimpleRNN({ units: 3 }), 2, 3, 2),
  LSTM: one(() => new layers.LSTM({ units: 3, returnSequences: true }), 2, 3, 2),
  GRU: one(() => new layers.GRU({ units: 3 }), 2, 3, 2),
  Bidirectional: one(() => new layers.Bidirectional({ layer: new layers.GRU({ units: 2 }) }), 2, 3, 2),
  TimeDistributed: one(() => new layers.TimeDistributed({ layer: new layers.Dense({ units: 2 }) }), 2, 3, 2),
  MultiHeadAttention: two(() => new layers.MultiHeadAttention({ numHeads: 2, keyDim: 3 }), 2, 3, 4),
  Attention: two(() => new layers.Attention(), 2, 3, 4),
  AdditiveAttention: two(() => new layers.AdditiveAttention(), 2, 3, 4),
  Add: two(() => new layers.Add(), 2, 4),
  Subtract: two(() => new layers.Subtract(), 2, 4),
  Multiply: two(() => new layers.Multiply(), 2, 4),
  Average: two(() => new layers.Average(), 2, 4),
  Maximum: two(() => new layers.Maximum(), 2, 4),
  Concatenate: two(() => new layers.Concatenate(), 2, 4),
  Dot: two(() => new layers.Dot({ axes: 1 }), 2, 4),
  Reshape: one(() => new layers.Reshape({ targetShape: [2, 3] }), 2, 6),
  Permute: one(() => new layers.Permute({ dims: [2, 1] }), 2, 3, 2),
  RepeatVector: one(() => new layers.RepeatVector({ n: 3 }), 2, 3),
  UpSampling2D: one(() => new layers.UpSampling2D({ interpolation: 'bilinear' }), 1, 3, 3, 2),
  ZeroPadding2D: one(() => new layers.ZeroPadding2D(), 1, 2, 2, 2),
  Cropping2D: one(() => new layers.Cropping2D(), 1, 4, 4, 2),
  Rescaling: one(() => new layers.Rescaling({ scale: 0.5, offset: 1 }), 2, 3),
};

/** The names of all cases. */
export const LAYERS = Object.keys(CASES);

const STEP = 4e-3;

/** At most so many elements of each input and weight are moved. */
const ELEMENTS = 4;

/** Numbers in (-1, 1) in no order, no two of them alike and none near zero: kinks and ties are further than a step. */
function numbers(size: number, salt: number): Float32Array {
  const at = (i: number) => ((i * 7919 + salt * 31) % size) / size;
  return Float32Array.from({ length: size }, (_, i) => 2 * at(i) - 1 + 1.1 / size);
}

/**
 * Compares the gradients of a layer on the backend in use, with respect to its inputs and weights, with central
 * differences at a few elements of each.
 */
export async function checkLayerGradients(name: string): Promise<void> {
  const { layer: make, inputs: shapes, training = false } = CASES[name]!;
  setRandomSeed(3);
  const layer = make();
  const size = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1);
  const inputs = shapes.map((shape, i) => tf.tensor(numbers(size(shape), i + 1), [...shape]));
  const given = () => (inputs.length === 1 ? inputs[0]! : [...inputs]);
  const call = () => layer.apply(given(), { training }) as tf.Tensor;
  const { shape } = call();
  const factors = tf.tensor(numbers(size(shape), 5), shape);
  const objective = () => tf.sum(tf.mul(call(), factors)) as tf.Scalar;
  const weights = layer.trainableWeights;
  const tape = new GradientTape();
  for (const input of inputs) tape.watch(input);
  const gradients = tape.gradient(tape.run(objective), [...inputs, ...weights]) as (tf.Tensor | null)[];
  const value = async () => {
    const scalar = tf.tidy(objective);
    const [found] = await scalar.data();
    scalar.dispose();
    return found!;
  };
  for (const [index, gradient] of gradients.entries()) {
    assert.ok(gradient, `${name}: source ${index} has no gradient`);
    const slopes = await gradient.data();
    const weight = weights[index - inputs.length];
    const source = weight ?? inputs[index]!;
    const before = Float32Array.from(await source.data());
    const put = (values: Float32Array) => {
      const moved = tf.tensor(values, source.shape);
      if (weight === undefined) inputs[index] = moved;
      else weight.assign(moved);
    };
    const stride = Math.max(1, Math.floor(before.length / ELEMENTS));
    for (let i = 0; i < before.length; i += stride) {
      const found: number[] = [];
      for (const by of [STEP, -STEP]) {
        const values = before.slice();
        values[i] = values[i]! + by;
        put(values);
        found.push(await value());
      }
      const expected = (found[0]! - found[1]!) / (2 * STEP);
      assert.ok(
        Math.abs(slopes[i]! - expected) <= 2e-3 + 1e-2 * Math.abs(expected),
        `${name}: source ${index} ${source.shape}, element ${i}: gradient ${slopes[i]}, central difference ${expected}`,
      );
    }
    put(before);
  }
}
