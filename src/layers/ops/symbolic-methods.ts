import type { Tensor } from '@tensorflow/tfjs-core';
import type {} from '../../backends/tensor-methods.js';
import { ValueError } from '../../support/errors.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import type { Op, WithSymbolic } from './define-op.js';
import * as ops from './index.js';

/** The methods of tensors that symbolic tensors have too. */
const METHODS = [
  'abs',
  'add',
  'all',
  'any',
  'argMax',
  'argMin',
  'cast',
  'ceil',
  'clipByValue',
  'concat',
  'cos',
  'div',
  'elu',
  'equal',
  'erf',
  'exp',
  'expandDims',
  'expm1',
  'floor',
  'floorDiv',
  'gather',
  'greater',
  'greaterEqual',
  'leakyRelu',
  'less',
  'lessEqual',
  'log',
  'log1p',
  'logicalAnd',
  'logicalNot',
  'logicalOr',
  'logSumExp',
  'matMul',
  'max',
  'maximum',
  'mean',
  'min',
  'minimum',
  'mod',
  'mul',
  'neg',
  'norm',
  'notEqual',
  'pad',
  'pow',
  'prod',
  'reciprocal',
  'relu',
  'relu6',
  'reshape',
  'reverse',
  'round',
  'rsqrt',
  'selu',
  'sigmoid',
  'sign',
  'sin',
  'slice',
  'softmax',
  'softplus',
  'sqrt',
  'square',
  'squaredDifference',
  'squeeze',
  'stack',
  'sub',
  'sum',
  'tan',
  'tanh',
  'tile',
  'toFloat',
  'toInt',
  'transpose',
] as const satisfies readonly (keyof Tensor)[];

type Method = (typeof METHODS)[number];

/** For each method the same arguments, with symbolic tensors allowed, and a symbolic result. */
type SymbolicMethods = {
  readonly [M in Method]: (...args: WithSymbolic<Parameters<Tensor[M]>>) => SymbolicTensor;
};

declare module '../symbolic-tensor.js' {
  interface SymbolicTensor extends SymbolicMethods {}
}

/**
 * The methods that are called otherwise in Keras, or with other arguments, as the op takes them: a model is saved with
 * ops that Keras knows.
 */
const ADAPTED: Readonly<Record<string, (x: SymbolicTensor, ...args: never[]) => unknown>> = {
  argMax: (x, axis: number) => ops.argmax(x, axis ?? 0),
  argMin: (x, axis: number) => ops.argmin(x, axis ?? 0),
  clipByValue: (x, low: number, high: number) => ops.clip(x, low, high),
  concat: (x, others: SymbolicTensor | SymbolicTensor[], axis: number) =>
    ops.concatenate([x, ...[others].flat()], axis ?? 0),
  div: (x, other: SymbolicTensor) => ops.divide(x, other),
  floorDiv: (x, other: SymbolicTensor) => ops.floorDivide(x, other),
  gather: (x, indices: SymbolicTensor, axis: number) => ops.take(x, indices, axis ?? 0),
  logSumExp: (x, axis: number | number[], keepDims: boolean) => ops.logsumexp(x, axis, keepDims),
  matMul: (x, other: SymbolicTensor, turnsFirst: boolean, turnsOther: boolean) =>
    ops.matmul(turnsFirst ? turned(x) : x, turnsOther ? turned(other) : other),
  mul: (x, other: SymbolicTensor) => ops.multiply(x, other),
  neg: (x) => ops.negative(x),
  pow: (x, other: SymbolicTensor) => ops.power(x, other),
  reverse: (x, axis: number | number[]) => ops.flip(x, axis),
  slice: (x, begin: number | number[], size?: number | number[]) => {
    const sizes = [size ?? []].flat();
    const range = (start: number, axis: number) => {
      const length = sizes[axis] ?? -1;
      return { start, stop: length === -1 ? null : start + length };
    };
    return ops.getItem(x, [begin].flat().map(range));
  },
  squaredDifference: (x, other: SymbolicTensor) => ops.square(ops.subtract(x, other)),
  sub: (x, other: SymbolicTensor) => ops.subtract(x, other),
  toFloat: (x) => ops.cast(x, 'float32'),
  toInt: (x) => ops.cast(x, 'int32'),
  norm: (x, order: ops.NormOrder | undefined, axis: number | number[], keepDims: boolean) =>
    ops.norm(x, order ?? null, axis, keepDims ?? false),
  pad: (x, widths: [number, number][], value: number) => ops.pad(x, widths, 'constant', value),
  stack: (x, other: SymbolicTensor | SymbolicTensor[], axis: number) => ops.stack([x, other].flat(), axis),
};

/** The last two axes in each other's place. */
function turned(x: SymbolicTensor): SymbolicTensor {
  return ops.swapaxes(x, -1, -2);
}

/** Gives symbolic tensors tfjs's chained methods: `x.add(y)` in a functional model. */
export function registerSymbolicMethods(): void {
  for (const method of METHODS) {
    const op =
      ADAPTED[method] ?? (ops as unknown as Readonly<Record<string, Op<unknown[], Tensor>>>)[method]!;
    const value = function (this: SymbolicTensor, ...args: unknown[]) {
      return Reflect.apply(op, undefined, [this, ...args]);
    };
    Object.defineProperty(SymbolicTensor.prototype, method, { value, configurable: true, writable: true });
  }
}

/** The methods that read values, which a symbolic tensor does not have. */
const READING = ['array', 'arraySync', 'data', 'dataSync', 'numpy', 'print'];

/** Reading a symbolic tensor is told as what it is, and not as a method that is missing. */
function refuseReading(): void {
  for (const method of READING) {
    const value = function (this: SymbolicTensor): never {
      throw new ValueError(
        `${method}: expected a tensor with values; ${this} only describes what a model computes.`,
        { fix: 'new Model({ inputs, outputs }).predict(x)' },
      );
    };
    Object.defineProperty(SymbolicTensor.prototype, method, { value, configurable: true, writable: true });
  }
}

registerSymbolicMethods();
refuseReading();
