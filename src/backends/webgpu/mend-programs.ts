import type * as tf from '@tensorflow/tfjs-core';
import { withExactFunction, withExactPowers } from './functions.js';

/** A shader of tfjs's. */
interface Program {
  shaderKey: string;
  readonly outputShape: readonly number[];
  /** Which function, for those of one number. */
  readonly op?: number;
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
    const { shaderKey } = program;
    if (shaderKey.startsWith('transpose') && dtype !== 'float32')
      rewrite(program, 'integers', storingIntegers);
    if (shaderKey.startsWith('cum_')) program.shaderKey += `_${program.outputShape.at(-1)}`;
    if (/^unary_\d/.test(shaderKey))
      rewrite(program, 'exact', (code) => withExactFunction(code, program.op!));
    if (shaderKey.startsWith('binary_19_')) rewrite(program, 'exact', withExactPowers);
    if (/^pool[23]D_max/.test(shaderKey)) rewrite(program, 'first', findingTheFirst);
    return runWebGPUProgram.call(this, program, inputs, dtype, ...rest);
  };
}

function rewrite(program: Program, name: string, change: (code: string) => string): void {
  const code = change(program.getUserCode());
  program.getUserCode = () => code;
  program.shaderKey += `_${name}`;
}

function storingIntegers(code: string): string {
  return code
    .replaceAll('setOutputAtIndex(', 'setOutputAtIndexI32(')
    .replaceAll('array<f32', 'array<i32')
    .replaceAll('f32(A[', 'i32(A[');
}

/**
 * Max pooling gives the gradient to the last of equal maxima, where TensorFlow has the first; counts the places of windows
 * of three axes as if height and width were the same; and takes -1e20 for the least number.
 */
function findingTheFirst(code: string): string {
  return code
    .replace(
      /let currMaxValue = mix\(value, maxValue, maxValueFound\);\s*if \(value >= currMaxValue\)/,
      'if (maxValueFound == 0.0 || value > maxValue)',
    )
    .replace('uniforms.filterDims.y * uniforms.filterDims.y', 'uniforms.filterDims.y * uniforms.filterDims.z')
    .replace('-1.0 / pow(10.0, -20.0)', '-3.4028234663852886e38');
}
