import * as tf from '@tensorflow/tfjs-core';
import { ValueError } from '../support/errors.js';
import { nearest } from '../support/names.js';
import { type Availability, absent, BACKEND_NAMES, type BackendName, type Candidate } from './candidate.js';
import { cpu } from './cpu.js';
import './gradients.js';
import { reclaimForgottenTensors } from './memory.js';
import { BackendStatus } from './status.js';
import { registerTensorMethods } from './tensor-methods.js';
import { wasm } from './wasm.js';

const CANDIDATES: readonly Candidate[] = [
  absent('cuda', 'not part of this version yet', 'use wasm, which is built in'),
  absent('native', 'not part of this version yet', 'use wasm, which is built in'),
  absent('webgpu', 'not part of this version yet', 'use wasm, which is built in'),
  wasm,
  cpu,
];

let inUse: BackendName | undefined;
let byName = false;
let ready: Promise<void> | undefined;

/**
 * Chooses the backend: the one that CELLGRAD_BACKEND names, else the first of cuda, native, webgpu, wasm and cpu that
 * works. The library does this when it is loaded; a second call changes nothing.
 */
export function ensureReady(): Promise<void> {
  ready ??= chooseFirst().catch((error) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function chooseFirst(): Promise<void> {
  const wanted = process.env['CELLGRAD_BACKEND'];
  if (wanted) {
    await load(checkName('CELLGRAD_BACKEND', wanted), true);
    return;
  }
  const failures: string[] = [];
  for (const candidate of CANDIDATES) {
    const { state, why } = await candidate.probe();
    if (state === 'absent') continue;
    try {
      await load(candidate.name, false);
      return;
    } catch (error) {
      failures.push(`${candidate.name} (${why}): ${(error as Error).message}`);
    }
  }
  throw new ValueError(`backends: none of ${BACKEND_NAMES.join(', ')} works here. ${failures.join('; ')}`);
}

/** The name of the backend in use. */
export function current(): BackendName {
  if (inUse !== undefined) return inUse;
  throw new ValueError('backends: no backend has been chosen yet.', { fix: 'await backends.ensureReady()' });
}

/** Every backend with its state, and for those that cannot be used here the reason and the command that would help. */
export async function status(): Promise<BackendStatus> {
  const rows = await Promise.all(
    CANDIDATES.map(async (candidate) => {
      const found = await candidate.probe();
      return {
        name: candidate.name,
        ...found,
        state: candidate.name === inUse ? ('in use' as const) : found.state,
      };
    }),
  );
  return new BackendStatus(rows, byName);
}

/**
 * Uses the backend with this name from now on, or throws an error that says why it cannot be used. Tensors of the
 * backend before are copied when they are used.
 *
 * @example
 * await backends.use('cpu');
 */
export async function use(name: BackendName): Promise<BackendStatus> {
  await load(checkName('backends.use', name), true);
  ready = Promise.resolve();
  return status();
}

async function load(name: BackendName, named: boolean): Promise<void> {
  const candidate = CANDIDATES.find((one) => one.name === name)!;
  const found: Availability = await candidate.probe();
  if (found.state === 'absent')
    throw new ValueError(`backends: ${name} cannot be used here: ${found.why}.`, { fix: found.fix });
  registerTensorMethods();
  await candidate.load();
  tf.backend();
  reclaimForgottenTensors();
  inUse = name;
  byName = named;
}

function checkName(where: string, name: string): BackendName {
  if ((BACKEND_NAMES as readonly string[]).includes(name)) return name as BackendName;
  const near = nearest(name, BACKEND_NAMES, 1)[0];
  throw new ValueError(
    `${where}: expected one of ${BACKEND_NAMES.join(', ')}; received ${JSON.stringify(name)}.`,
    near === undefined ? {} : { fix: `'${near}'` },
  );
}
