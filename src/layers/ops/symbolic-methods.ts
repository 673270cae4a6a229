import type { Tensor } from '@tensorflow/tfjs-core';
import type {} from '../../backends/tensor-methods.js';
import { ValueError } from '../../support/errors.js';
import { SymbolicTensor } from '../symbolic-tensor.js';
import { defineOp, type WithSymbolic } from './define-op.js';

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

/** Gives symbolic tensors tfjs's chained methods: `x.add(y)` in a functional model. */
export function registerSymbolicMethods(): void {
  for (const method of METHODS) {
    const op = defineOp(
      method,
      (x: Tensor, ...args: unknown[]) => Reflect.apply(x[method], x, args) as Tensor,
    );
    const value = function (this: SymbolicTensor, ...args: unknown[]) {
      return op(this, ...(args as never[]));
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
