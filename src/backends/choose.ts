import * as tf from '@tensorflow/tfjs-core';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { nearest } from '../support/names.js';
import { type Availability, BACKEND_NAMES, type BackendName, type Candidate } from './candidate.js';
import { cpu } from './cpu.js';
import './gradients/gradients.js';
import { heldVariables, reclaimForgottenTensors } from './memory.js';
import type { NativeOptions } from './native/config.js';
import type { Device } from './native/runtime.js';
import { configureNative, cuda, native, nativeDevices } from './native.js';
import { nameTensorsWithoutRoom } from './out-of-memory.js';
import { setStepCompiler, stepCompiler } from './recording/step-compiler.js';
import { allowToCompute, refuseToCompute } from './refusal.js';
import { setPoolThreads } from './simd/thread-pool.js';
import { BackendStatus } from './status.js';
import { registerTensorMethods } from './tensor-methods.js';
import type { Variable } from './variable.js';
import { wasm } from './wasm.js';
import { variablesInMemory } from './webgpu/values-in-memory.js';
import { webgpu } from './webgpu.js';

export {
  abandoned,
  type InstalledBackend,
  type InstallOptions,
  install,
  installed,
  remove,
} from './install.js';

const CANDIDATES: readonly Candidate[] = [cuda, native, webgpu, wasm, cpu];

let inUse: BackendName | undefined;
let byName = false;
let ready: Promise<void> | undefined;
/** Those that looked usable and did not load. */
const failures = new Map<BackendName, Error>();
/** Why the first choice failed. */
let refusal: Error | undefined;

/**
 * Chooses the backend: the one that CELLGRAD_BACKEND names, else the first of cuda, native, webgpu, wasm and cpu that
 * works. The library does this when it is loaded; a second call changes nothing. Where it fails, {@link use} and
 * {@link status} work all the same.
 */
export function ensureReady(): Promise<void> {
  ready ??= chooseFirst().catch((error: Error) => {
    ready = undefined;
    refusal = error;
    refuseToCompute(() => again(error));
    throw error;
  });
  return ready;
}

async function chooseFirst(): Promise<void> {
  const wanted = process.env['CELLGRAD_BACKEND'];
  if (wanted) {
    await load(checkName('CELLGRAD_BACKEND', wanted), true, 'CELLGRAD_BACKEND');
    return;
  }
  for (const candidate of CANDIDATES) {
    const found = await candidate.probe();
    if (found.state === 'absent' || found.onlyByName) continue;
    try {
      await load(candidate.name, false);
      return;
    } catch {
      // status() says why.
    }
  }
  const why = [...failures].map(([name, error]) => `${name}: ${error.message}`).join('; ');
  throw new ValueError(`backends: none of ${BACKEND_NAMES.join(', ')} works here. ${why}`);
}

/** The name of the backend in use. */
export function current(): BackendName {
  if (inUse !== undefined) return inUse;
  if (refusal !== undefined) throw again(refusal);
  throw new ValueError('backends: no backend has been chosen yet.', { fix: 'await backends.ensureReady()' });
}

/** Every backend with its state, and for those that cannot be used here the reason and the command that would help. */
export async function status(): Promise<BackendStatus> {
  const rows = await Promise.all(
    CANDIDATES.map(async (candidate) => {
      const found = await candidate.probe();
      const failure = failures.get(candidate.name);
      if (candidate.name === inUse) return { name: candidate.name, ...found, state: 'in use' as const };
      if (failure === undefined) return { name: candidate.name, ...found };
      const [why, fix] = parts(failure);
      return { name: candidate.name, state: 'absent' as const, why, fix: fix ?? 'cellgrad doctor' };
    }),
  );
  const why = inUse === undefined && refusal !== undefined ? parts(refusal)[0].replace(/\.$/, '') : undefined;
  return new BackendStatus(rows, byName, why);
}

/** The devices that the backend in use computes on; `bytes` is the memory that it may use there. */
export function devices(): Device[] {
  if (inUse === 'native' || inUse === 'cuda') return nativeDevices();
  return [{ name: current(), type: inUse === 'webgpu' ? 'GPU' : 'CPU', bytes: 0 }];
}

/**
 * Sets the native backend up, before anything is computed on it, cuda before it is chosen, and the threads of wasm.
 *
 * @example
 * backends.configure({ threads: 1 });
 * await backends.use('native');
 */
export function configure(options: NativeOptions): void {
  configureNative(options);
  if (options.threads !== undefined) setPoolThreads(options.threads);
}

/**
 * Uses the backend with this name from now on, or throws an error that says why it cannot be used. Variables go along
 * at once, other tensors when they are used.
 *
 * @example
 * await backends.use('cpu');
 */
export async function use(name: BackendName): Promise<BackendStatus> {
  await load(checkName('backends.use', name), true);
  ready = Promise.resolve();
  return status();
}

async function load(name: BackendName, named: boolean, where = 'backends'): Promise<void> {
  const candidate = CANDIDATES.find((one) => one.name === name)!;
  const found: Availability = await candidate.probe();
  if (found.state === 'absent')
    throw new ValueError(`${where}: ${name} cannot be used here: ${found.why}.`, { fix: found.fix });
  registerTensorMethods();
  const before = tf.engine().backendName;
  const compiler = stepCompiler();
  setStepCompiler(null);
  allowToCompute();
  try {
    await variablesInMemory();
    await candidate.load();
    moveVariables(name);
  } catch (error) {
    failures.set(name, error as Error);
    setStepCompiler(compiler);
    if (inUse !== undefined) await tf.setBackend(before);
    else if (refusal !== undefined) refuseToCompute(() => again(refusal!));
    throw error;
  }
  failures.delete(name);
  reclaimForgottenTensors();
  nameTensorsWithoutRoom();
  inUse = name;
  byName = named;
}

/** Variables that exist go to the backend in use. */
function moveVariables(name: BackendName): void {
  const backend = tf.backend();
  const engine = tf.engine() as unknown as Engine;
  for (const { dataId, path } of heldVariables() as Variable[]) {
    if (engine.state.tensorInfo.get(dataId)?.backend === backend) continue;
    try {
      engine.moveData(backend, dataId);
    } catch (error) {
      throw new ValueError(`backends.use: ${path} cannot be moved to ${name}: ${(error as Error).message}`, {
        fix: `restart, then await backends.use('${name}') before anything is made`,
        cause: error,
      });
    }
  }
}

interface Engine {
  readonly state: { readonly tensorInfo: WeakMap<object, { readonly backend: unknown }> };
  moveData(backend: tf.KernelBackend, dataId: object): void;
}

function checkName(where: string, name: unknown): BackendName {
  if ((BACKEND_NAMES as readonly unknown[]).includes(name)) return name as BackendName;
  const near = typeof name === 'string' ? nearest(name, BACKEND_NAMES, 1)[0] : undefined;
  const names = BACKEND_NAMES.join(', ');
  throw new ValueError(`${where}: expected one of ${names}; received ${show(name)}.`, {
    fix: near === undefined ? `one of ${names}` : `'${near}'`,
  });
}

/** What an error says, and what to do about it. */
function parts({ message }: Error): [what: string, fix?: string] {
  return message.split('\nFix: ') as [string, string?];
}

/** The same error, from where it is thrown this time. */
function again(error: Error): ValueError {
  const [what, fix] = parts(error);
  return new ValueError(what, fix === undefined ? {} : { fix });
}
