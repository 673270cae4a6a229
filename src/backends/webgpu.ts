import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import type { Candidate } from './candidate.js';
import { broadcastBatches } from './kernels/batches.js';
import { REDUCTIONS } from './kernels/over-nothing.js';
import { setStepCompiler } from './recording/step-compiler.js';
import { replayCompiler } from './replay/replay-compiler.js';
import { convertsIntegers } from './webgpu/cast.js';
import { guardMemory } from './webgpu/guard-memory.js';
import { guardReads } from './webgpu/guard-reads.js';
import {
  BROADCASTING,
  broadcastsManyAxes,
  padsManyAxes,
  reversesManyAxes,
  selectsManyAxes,
  sumsManyAxes,
  tilesManyAxes,
  transposesManyAxes,
} from './webgpu/many-axes.js';
import { mendPrograms } from './webgpu/mend-programs.js';
import { type Adapter, type Gpu, openGpu } from './webgpu/open-gpu.js';
import { reducesNothing, sumsNothing } from './webgpu/over-nothing.js';
import { floorsFloats, keepsAxes, reducesToScalars } from './webgpu/result-forms.js';
import { hasVulkanDriver } from './webgpu/vulkan-drivers.js';

/** The part of tfjs's package that is used. */
interface Package {
  readonly WebGPUBackend: new (device: object, info: object) => tf.KernelBackend;
}

const INSTALL = 'npm install webgpu@0.6 @tensorflow/tfjs-backend-webgpu@4.22';

const NO_ADAPTER = 'no graphics card with a driver for Vulkan, Metal or Direct3D 12';
const DRIVER = 'install the driver of the graphics card; on Linux also libvulkan1';

let loaded = false;

/** tfjs's WebGPU backend on Dawn, from the optional packages `webgpu` and `@tensorflow/tfjs-backend-webgpu`. */
export const webgpu: Candidate = {
  name: 'webgpu',
  async probe() {
    const found = await findAdapter();
    if (typeof found === 'string') return { state: 'absent', why: found, fix: INSTALL };
    if (found === null) return { state: 'absent', why: NO_ADAPTER, fix: DRIVER };
    const { description, device, vendor, isFallbackAdapter } = found.adapter.info;
    const what = description || device || vendor;
    return isFallbackAdapter
      ? { state: 'ready', why: `${what}, which computes on the processor`, onlyByName: true }
      : { state: 'ready', why: what };
  },
  async load() {
    if (!loaded) {
      const found = await findAdapter();
      if (found === null || typeof found === 'string')
        throw new ValueError(`webgpu: ${found ?? NO_ADAPTER}.`);
      await register(found.gpu, found.adapter);
      loaded = true;
    }
    if (!(await tf.setBackend('webgpu'))) throw new Error('webgpu: the device could not be used');
    setStepCompiler(replayCompiler(tf.backend()));
  },
};

/** Dawn and its adapter, null where it finds none, or why Dawn is not there. */
async function findAdapter(): Promise<{ gpu: Gpu; adapter: Adapter } | null | string> {
  try {
    import.meta.resolve('@tensorflow/tfjs-backend-webgpu');
  } catch {
    return 'the package @tensorflow/tfjs-backend-webgpu is not installed';
  }
  if (process.platform === 'linux' && !hasVulkanDriver()) return null;
  const gpu = await openGpu();
  if (gpu === null) return 'the package webgpu is not installed';
  const adapter = await gpu.requestAdapter();
  return adapter === null ? null : { gpu, adapter };
}

async function register(gpu: Gpu, adapter: Adapter): Promise<void> {
  const device = await gpu.requestDevice(adapter);
  // The package looks for navigator.gpu when it is loaded and when a backend is made. It is gone afterwards: a process
  // that ends while it is there may crash.
  const before = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { gpu: gpu.instance }, configurable: true });
  try {
    const { WebGPUBackend } = (await import('@tensorflow/tfjs-backend-webgpu')) as unknown as Package;
    const backend = new WebGPUBackend(device, adapter.info);
    guardReads(backend, device);
    guardMemory(backend, device);
    mendPrograms(backend);
    if (tf.engine().findBackendFactory('webgpu')) tf.removeBackend('webgpu');
    tf.registerBackend('webgpu', () => backend);
  } finally {
    if (before) Object.defineProperty(globalThis, 'navigator', before);
    else Reflect.deleteProperty(globalThis, 'navigator');
  }
  wrapKernel(tf.Cast, convertsIntegers);
  wrapKernel(tf.FloorDiv, floorsFloats);
  for (const name of [tf.ArgMax, tf.ArgMin]) wrapKernel(name, reducesToScalars);
  wrapKernel(tf.Prod, keepsAxes);
  for (const name of REDUCTIONS) wrapKernel(name, reducesNothing);
  wrapKernel(tf.UnsortedSegmentSum, (kernel) => sumsManyAxes(sumsNothing(kernel)));
  wrapKernel(tf.BatchMatMul, broadcastBatches);
  wrapKernel(tf.Tile, tilesManyAxes);
  wrapKernel(tf.Transpose, transposesManyAxes);
  wrapKernel(tf.PadV2, padsManyAxes);
  wrapKernel(tf.Reverse, reversesManyAxes);
  wrapKernel(tf.Select, selectsManyAxes);
  for (const name of BROADCASTING) wrapKernel(name, broadcastsManyAxes);
}

function wrapKernel(name: string, wrap: (kernel: tf.KernelConfig) => tf.KernelConfig): void {
  const kernel = tf.getKernel(name, 'webgpu');
  if (kernel === undefined) return;
  tf.unregisterKernel(name, 'webgpu');
  tf.registerKernel(wrap(kernel));
}
