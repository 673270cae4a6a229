import type { Tensor } from '@tensorflow/tfjs-core';
import type {} from '../../backends/tensor-methods.js';
import { ValueError } from '../../support/errors.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { defineOp, type Op, type WithSymbolic } from './define-op.js';
import * as ops from './index.js';

/** The methods of tensors that symbolic tensors have too. */
const METHODS = [
  'abs',
  'add',
  'argMax',
  'argMin',
  'cast',
  'clipByValue',
  'concat',
  'cos',
  'div',
  'elu',
  'equal',
  'exp',
  'expandDims',
  'gather',
  'greater',
  'greaterEqual',
  'leakyRelu',
  'less',
  'lessEqual',
  'log',
  'logSumExp',
  'matMul',
  'max',
  'maximum',
  'mean',
  'min',
  'minimum',
  'mul',
  'neg',
  'norm',
  'notEqual',
  'pad',
  'pow',
  'prod',
  'relu',
  'relu6',
  'reshape',
  'reverse',
  'selu',
  'sigmoid',
  'sin',
  'slice',
  'softmax',
  'softplus',
  'sqrt',
  'square',
  'squeeze',
  'stack',
  'sub',
  'sum',
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

/** The methods whose arguments differ from those of the op of the same name, as the op takes them. */
const ADAPTED: Readonly<Record<string, (x: SymbolicTensor, ...args: never[]) => unknown>> = {
  norm: (x, order: ops.NormOrder | undefined, axis: number | number[], keepDims: boolean) =>
    ops.norm(x, order ?? null, axis, keepDims ?? false),
  pad: (x, widths: [number, number][], value: number) => ops.pad(x, widths, 'constant', value),
  stack: (x, other: SymbolicTensor | SymbolicTensor[], axis: number) => ops.stack([x, other].flat(), axis),
};

/** Gives symbolic tensors tfjs's chained methods: `x.add(y)` in a functional model. */
export function registerSymbolicMethods(): void {
  for (const method of METHODS) {
    const op =
      ADAPTED[method] ??
      (ops as unknown as Readonly<Record<string, Op<unknown[], Tensor>>>)[method] ??
      defineOp(method, null, (x: Tensor, ...args: unknown[]) => Reflect.apply(x[method], x, args) as Tensor);
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
