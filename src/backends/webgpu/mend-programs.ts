import type * as tf from '@tensorflow/tfjs-core';

/** A shader of tfjs's. */
interface Program {
  shaderKey: string;
  readonly outputShape: readonly number[];
  getUserCode(): string;
}

interface Inside {
  runWebGPUProgram(program: Program, inputs: unknown, dtype: tf.DataType, ...rest: unknown[]): unknown;
}

/**
 * Mends shaders of tfjs's before they are compiled. Those of transposes store floats, also within other kernels, so that they
 * do not compile for integers. Those of cumulative sums and products hold the length of the axis, but are used again for
 * any other.
 */
export function mendPrograms(backend: tf.KernelBackend): void {
  const inside = backend as unknown as Inside;
  const { runWebGPUProgram } = inside;
  inside.runWebGPUProgram = function (program, inputs, dtype, ...rest) {
    if (program.shaderKey.startsWith('transpose') && dtype !== 'float32') storeIntegers(program);
    if (program.shaderKey.startsWith('cum_')) program.shaderKey += `_${program.outputShape.at(-1)}`;
    return runWebGPUProgram.call(this, program, inputs, dtype, ...rest);
  };
}

function storeIntegers(program: Program): void {
  const code = program
    .getUserCode()
    .replaceAll('setOutputAtIndex(', 'setOutputAtIndexI32(')
    .replaceAll('array<f32', 'array<i32')
    .replaceAll('f32(A[', 'i32(A[');
  program.getUserCode = () => code;
  program.shaderKey += '_integers';
}
