import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Contestant, PYTHON, ROOT } from '../contest/contestant.js';
import { CASES, type CaseName, SECONDS, SHAPES } from './cases.js';

/** Those that are not our library, by the name that `--peers` takes. */
export const PEERS = {
  keras: 'Keras fit, default',
  'keras-jit': 'Keras fit, jit_compile',
  'keras-steps16': 'Keras fit, steps_per_execution 16',
  'keras-steps16-jit': 'Keras fit, steps_per_execution 16, jit_compile',
  'python-loop': 'Python tf.function loop',
  'python-loop-jit': 'Python tf.function loop, jit',
  'tfjs-layers': 'tfjs-layers fit, wasm',
  'core-loop': 'tfjs-core loop by hand, wasm',
} as const;

export type PeerName = keyof typeof PEERS;

const SETTINGS: Readonly<Partial<Record<PeerName, string>>> = {
  keras: 'default',
  'keras-jit': 'jit',
  'keras-steps16': 'steps16',
  'keras-steps16-jit': 'steps16-jit',
  'python-loop': 'loop',
  'python-loop-jit': 'loop-jit',
};

/** How a peer is started for a case. */
export function peer(name: PeerName, given: CaseName): Contestant {
  const setting = SETTINGS[name];
  if (setting === undefined) return { name: PEERS[name], ...node(`${name}.ts`, given) };
  const one = CASES[given];
  const text = JSON.stringify({ ...one, seconds: SECONDS, shape: SHAPES[one.model] });
  return {
    name: PEERS[name],
    program: PYTHON,
    args: [join(import.meta.dirname, 'keras_fit.py'), text, setting],
  };
}

/** How our library is started on a backend. */
export function ours(backend: string, given: CaseName): Contestant {
  return {
    name: `Cellgrad fit, ${backend}`,
    ...node('ours.ts', given),
    env: { CELLGRAD_BACKEND: backend },
  };
}

/** The whole program in Python. */
export const pythonProgram = (): Contestant => ({
  name: 'Python, Keras',
  ...node('whole-program.ts', PYTHON, join(import.meta.dirname, 'mnist_program.py')),
});

/** The whole program with our library on a backend. */
export const ourProgram = (backend: string): Contestant => ({
  name: `Cellgrad, ${backend}`,
  ...node('whole-program.ts', process.execPath, join(import.meta.dirname, 'mnist-program.mjs')),
  env: { CELLGRAD_BACKEND: backend },
});

function node(file: string, ...given: readonly string[]) {
  const path = join(import.meta.dirname, file);
  return { program: process.execPath, args: ['--import', 'tsx', path, ...given] };
}

/** Why the benchmark cannot run here, or null. */
export function missing(): string | null {
  if (!existsSync(join(ROOT, 'dist', 'src', 'index.js')))
    return 'dist/ is missing: node scripts/build.mjs makes it';
  if (!existsSync(PYTHON)) return '.venv is missing: node scripts/python.mjs makes it';
  return null;
}
