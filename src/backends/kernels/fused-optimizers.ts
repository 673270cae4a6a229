import * as tf from '@tensorflow/tfjs-core';
import { type HostBackendName, hostMemory } from './host-memory.js';

/** One pass over the values of one variable: reads `inputs`, writes `outputs`. */
type Pass = (
  inputs: Record<string, Float32Array | Int32Array>,
  outputs: Float32Array[],
  attrs: Record<string, number | boolean>,
) => void;

function fusedKernel(
  kernelName: string,
  backendName: HostBackendName,
  outputs: readonly string[],
  pass: Pass,
): tf.KernelConfig {
  return {
    kernelName,
    backendName,
    kernelFunc({ inputs, attrs, backend }) {
      const memory = hostMemory(backendName, backend);
      const present = outputs.filter((name) => inputs[name]);
      const made = memory.make(present.map((name) => inputs[name]!.shape));
      const views: Record<string, Float32Array | Int32Array> = {};
      for (const name in inputs) if (inputs[name]) views[name] = memory.read(inputs[name]);
      pass(views, made.views(), (attrs ?? {}) as Record<string, number | boolean>);
      return made.infos;
    },
  };
}

/** The power of a float32 base, as Keras computes it. */
function power(base: number, exponent: number): number {
  return Math.fround(Math.fround(base) ** exponent);
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
  const step = inputs['iterations']![0]! + 1;
  const b1 = beta1 as number;
  const b2 = beta2 as number;
  const rate = inputs['learningRate']![0]!;
  const alpha = (rate * Math.sqrt(1 - power(b2, step))) / (1 - power(b1, step));
  const eps = epsilon as number;
  for (let i = 0; i < newVariable.length; i++) {
    const g = gradient![i]!;
    const m = momentum![i]! + (g - momentum![i]!) * (1 - b1);
    const v = velocity![i]! + (g * g - velocity![i]!) * (1 - b2);
    newMomentum[i] = m;
    newVelocity[i] = v;
    let root = v;
    if (newHat) {
      root = Math.max(velocityHat![i]!, v);
      newHat[i] = root;
    }
    newVariable[i] = variable![i]! - (m * alpha) / (Math.sqrt(root) + eps);
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
  const mu = factor as number;
  for (let i = 0; i < newVariable.length; i++) {
    const change = gradient![i]! * rate;
    const m = momentum![i]! * mu - change;
    newMomentum[i] = m;
    newVariable[i] = variable![i]! + (nesterov ? m * mu - change : m);
  }
};

/** Adam and SGD as one pass over the values in place of a dozen operations, for backends in this process's memory. */
export function fusedOptimizerKernels(backendName: HostBackendName): tf.KernelConfig[] {
  return [
    fusedKernel('CellgradAdam', backendName, ['variable', 'momentum', 'velocity', 'velocity_hat'], adam),
    fusedKernel('CellgradSgd', backendName, ['variable', 'momentum'], sgd),
  ];
}

/** Runs one of them: the new values in the order variable, slots; undefined if the backend in use has no such kernel. */
export function runFusedOptimizer(
  kernelName: 'CellgradAdam' | 'CellgradSgd',
  inputs: Record<string, tf.Tensor>,
  attrs: Record<string, number | boolean>,
): tf.Tensor[] | undefined {
  if (!tf.getKernel(kernelName, tf.getBackend())) return undefined;
  return tf
    .engine()
    .runKernel(kernelName, inputs as unknown as tf.NamedTensorMap, attrs) as unknown as tf.Tensor[];
}
