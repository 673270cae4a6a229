import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import type { Availability, Candidate } from './candidate.js';
import { loadCpuKernels } from './cpu.js';
import { borrowFromCpu } from './kernels/borrowed.js';
import type { NativeOptions } from './native/config.js';
import type { Setup } from './native/contexts.js';
import { findInstallation, type Installation, type NativeName } from './native/installation.js';
import { NATIVE_KERNELS } from './native/kernels.js';
import { NativeBackend, TFJS_NAME } from './native/native-backend.js';
import { RecordedStep } from './native/recorded-step.js';
import { type Device, Runtime } from './native/runtime.js';
import { readStockKernels } from './native/stock-kernels.js';
import { setStepCompiler } from './recording/step-compiler.js';

let options: NativeOptions = {};
let loaded: { readonly name: NativeName; readonly backend: NativeBackend } | undefined;
/** The TensorFlow that was the first to be loaded: a second one would end the process. */
let only: { readonly name: NativeName; readonly tensorflow: string } | undefined;

/** TensorFlow on the CPU, under tfjs-node's kernels. */
export const native = candidate('native');

/** TensorFlow on NVIDIA GPUs. */
export const cuda = candidate('cuda');

/**
 * Sets TensorFlow up; an error once it has computed anything, or looked for its GPUs, since it can be set up once in a
 * process.
 */
export function configureNative(wanted: NativeOptions): void {
  const where = 'backends.configure';
  checkOptions(where, wanted, ['memoryLimit', 'memoryGrowth', 'threads']);
  for (const name of ['memoryLimit', 'threads'] as const)
    if (wanted[name] !== undefined) checkPositiveInteger(where, name, wanted[name]);
  if (wanted.memoryGrowth !== undefined && typeof wanted.memoryGrowth !== 'boolean')
    throw new ValueError(
      `${where}: memoryGrowth must be true or false; received ${show(wanted.memoryGrowth)}.`,
    );
  if (loaded !== undefined) checkGpuOptions(loaded.name, wanted);
  if (loaded?.backend.runtime.contexts.exist)
    throw new ValueError(`${where}: TensorFlow has begun already, and is set up once in a process.`, {
      fix:
        loaded.name === 'native'
          ? 'restart, and call backends.configure before anything is computed'
          : "restart with CELLGRAD_BACKEND=cpu, call backends.configure, then await backends.use('cuda')",
    });
  options = { ...options, ...wanted };
}

/** An option that nothing would come of is an error. */
function checkGpuOptions(name: NativeName, given: NativeOptions): void {
  const option = (['memoryLimit', 'memoryGrowth'] as const).find((one) => given[one] !== undefined);
  if (name === 'native' && option !== undefined)
    throw new ValueError(`backends: ${option} is for the memory of a GPU, and native computes on the CPU.`, {
      fix: `backends.configure({ ${option}: undefined }), or backends.use('cuda') in a fresh process`,
    });
}

/** The devices of TensorFlow; none while it is not loaded. */
export function nativeDevices(): Device[] {
  return loaded?.backend.runtime.devices() ?? [];
}

function candidate(name: NativeName): Candidate {
  return {
    name,
    probe: async () => look(name),
    async load() {
      if (loaded === undefined) await load(name);
      else if (loaded.name !== name) throw oneTensorFlow(loaded.name, name);
      await tf.setBackend(TFJS_NAME);
      const { backend } = loaded!;
      setStepCompiler({
        ...{ backend, replays: false, eagerBatches: 1 },
        compile: (...args) => new RecordedStep(backend, ...args),
      });
    },
  };
}

function look(name: NativeName): Availability {
  const found = findInstallation(name);
  if ('why' in found) return { state: 'absent', ...found };
  if (loaded !== undefined && loaded.name !== name)
    return {
      state: 'absent',
      why: `${loaded.name} runs in this process already`,
      fix: afterRestart(name),
    };
  const where = name === 'cuda' ? 'NVIDIA GPU' : 'CPU';
  return { state: 'ready', why: `TensorFlow ${found.version}, ${where}` };
}

async function load(name: NativeName): Promise<void> {
  checkGpuOptions(name, options);
  const found = findInstallation(name) as Installation;
  const runtime = start(name, found);
  if (name === 'cuda' && !runtime.devices().some(({ type }) => type === 'GPU'))
    throw new ValueError('backends: TensorFlow found no NVIDIA GPU that it can use.', {
      fix: 'nvidia-smi shows the driver; cellgrad doctor names a library that is missing',
    });
  await loadCpuKernels();
  const backend = new NativeBackend(runtime, name === 'cuda');
  for (const kernel of [...readStockKernels(found.kernels), ...NATIVE_KERNELS]) {
    if (tf.getKernel(kernel.kernelName, TFJS_NAME)) tf.unregisterKernel(kernel.kernelName, TFJS_NAME);
    tf.registerKernel(kernel);
  }
  for (const { kernelName } of tf.getKernelsForBackend('cpu'))
    if (!tf.getKernel(kernelName, TFJS_NAME) && !OURS.test(kernelName))
      tf.registerKernel(borrowFromCpu(kernelName, TFJS_NAME));
  tf.registerBackend(TFJS_NAME, () => backend);
  loaded = { name, backend };
}

/**
 * On two processors sharing single operations costs more than it gives: with one thread an LSTM trains twice as fast, a
 * transformer block 1.4 times. Large convolutions and products of XLA's are worth sharing: 1.1 and 1.3 times.
 */
function setup(name: NativeName): Setup {
  const narrow = name === 'native' && options.threads === undefined && availableParallelism() === 2;
  return narrow ? { usual: { ...options, threads: 1 }, wide: options } : { usual: options, wide: null };
}

/** Our fused kernels are for values in this process's memory. */
const OURS = /^Cellgrad/;

/** The library of cuda serves for native, too, where it found no GPU. */
function start(name: NativeName, { tensorflow }: Installation): Runtime {
  only ??= { name, tensorflow };
  if (name === 'cuda' && only.tensorflow !== tensorflow) throw oneTensorFlow(only.name, name);
  try {
    return new Runtime(only.tensorflow, () => setup(name));
  } catch (error) {
    throw new ValueError(
      `backends: ${name}: TensorFlow in ${only.tensorflow} does not load: ${(error as Error).message}`,
      {
        fix: `cellgrad backend install ${only.name} again`,
        cause: error,
      },
    );
  }
}

function oneTensorFlow(first: NativeName, name: NativeName): ValueError {
  return new ValueError(
    `backends: ${first} runs in this process already, and one process has one TensorFlow.`,
    { fix: afterRestart(name) },
  );
}

function afterRestart(name: NativeName): string {
  return `restart, then await backends.use('${name}')`;
}
