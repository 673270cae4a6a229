import type * as tf from '@tensorflow/tfjs-core';
import { type CpuBackend, makeOutputs } from './cpu-memory.js';

/** One pass over the values of one variable: reads `inputs`, writes `outputs`. */
type Pass = (
  inputs: Record<string, Float32Array | Int32Array>,
  outputs: Float32Array[],
  attrs: AdamAttrs & SgdAttrs,
) => void;

/** The attributes of the kernel CellgradAdam. */
export interface AdamAttrs {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** The attributes of the kernel CellgradSgd. */
export interface SgdAttrs {
  readonly momentum: number;
  readonly nesterov: boolean;
}

function fusedKernel(kernelName: string, outputs: readonly string[], pass: Pass): tf.KernelConfig {
  return {
    kernelName,
    backendName: 'cpu',
    kernelFunc({ inputs, attrs, backend }) {
      const cpu = backend as CpuBackend;
      const present = outputs.filter((name) => inputs[name]);
      const { infos, arrays } = makeOutputs(
        cpu,
        present.map((name) => inputs[name]!.shape),
      );
      const views: Record<string, Float32Array | Int32Array> = {};
      for (const name in inputs) if (inputs[name]) views[name] = cpu.readSync(inputs[name].dataId);
      pass(views, arrays, (attrs ?? {}) as unknown as AdamAttrs & SgdAttrs);
      return infos;
    },
  };
}

/** The power of a float32 base, as Keras computes it. */
function power(base: number, exponent: number): number {
  return Math.fround(Math.fround(base) ** exponent);
}

/** Adam's learning rate with the correction of both moments. */
export function adamRate(rate: number, iterations: number, beta1: number, beta2: number): number {
  const step = iterations + 1;
  return (rate * Math.sqrt(1 - power(beta2, step))) / (1 - power(beta1, step));
}

const adam: Pass = (inputs, outputs, { beta1, beta2, epsilon }) => {
  const {
    variable,
    gradient,
    momentum,
    velocity,
    velocity_hat: velocityHat,
  } = inputs as Record<string, Float32Array>;
  const [newVariable, newMomentum, newVelocity, newHat] = outputs as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array?,
  ];
  const alpha = adamRate(inputs['learningRate']![0]!, inputs['iterations']![0]!, beta1, beta2);
  for (let i = 0; i < newVariable.length; i++) {
    const g = gradient![i]!;
    const m = momentum![i]! + (g - momentum![i]!) * (1 - beta1);
    const v = velocity![i]! + (g * g - velocity![i]!) * (1 - beta2);
    newMomentum[i] = m;
    newVelocity[i] = v;
    let root = v;
    if (newHat) {
      root = Math.max(velocityHat![i]!, v);
      newHat[i] = root;
    }
    newVariable[i] = variable![i]! - (m * alpha) / (Math.sqrt(root) + epsilon);
  }
};

const sgd: Pass = (inputs, outputs, { momentum: factor, nesterov }) => {
  const { variable, gradient, momentum } = inputs as Record<string, Float32Array>;
  const [newVariable, newMomentum] = outputs as [Float32Array, Float32Array?];
  const rate = inputs['learningRate']![0]!;
  if (!newMomentum) {
    for (let i = 0; i < newVariable.length; i++) newVariable[i] = variable![i]! - gradient![i]! * rate;
    return;
  }
  for (let i = 0; i < newVariable.length; i++) {
    const change = gradient![i]! * rate;
    const m = momentum![i]! * factor - change;
    newMomentum[i] = m;
    newVariable[i] = variable![i]! + (nesterov ? m * factor - change : m);
  }
};

/** Adam and SGD as one pass over the values in place of a dozen operations, in plain JavaScript. */
export const cpuOptimizerKernels: readonly tf.KernelConfig[] = [
  fusedKernel('CellgradAdam', ['variable', 'momentum', 'velocity', 'velocity_hat'], adam),
  fusedKernel('CellgradSgd', ['variable', 'momentum'], sgd),
];
