import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { loadModel } from '../../src/models/index.js';
import type { Model } from '../../src/models/model.js';
import { groupAt, type H5Group, isH5Array } from '../../src/saving/hdf5/h5-tree.js';
import { readKerasArchive } from '../../src/saving/keras-archive.js';
import { savedPlaces } from '../../src/saving/saveable.js';
import { flatten, mapStructure, type Nested } from '../../src/support/structure.js';
import { share } from '../share.js';
import { registerFileModels } from './file-models.js';
import { assertClose, isOracleArray, type OracleArray, oracleCases, toTensor } from './oracle.js';

interface Case {
  readonly name: string;
  readonly x: unknown;
  readonly y: unknown;
  /** The files that Keras wrote, in base64. */
  readonly keras: string;
  readonly h5: string | null;
  readonly predicted: readonly OracleArray[];
  readonly losses: readonly number[];
  readonly then: readonly OracleArray[];
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'cellgrad-files-'));
/** What Keras shall find in the files that are written here. */
const expected: object[] = [];

function tensors(data: unknown): Nested<tf.Tensor> {
  if (isOracleArray(data)) return toTensor(data);
  if (Array.isArray(data)) return data.map(tensors);
  const { texts } = data as { texts?: string[][] };
  if (texts !== undefined) return tf.tensor(texts);
  return Object.fromEntries(Object.entries(data as object).map(([key, item]) => [key, tensors(item)]));
}

async function fromKeras({ name }: Case, base64: string, kind: string): Promise<Model> {
  const path = join(folder, `${name}.of-keras.${kind}`);
  writeFileSync(path, Buffer.from(base64, 'base64'));
  return loadModel(path);
}

/** What train of file_case.py does. */
async function trainOn(
  model: Model,
  x: Nested<tf.Tensor>,
  y: Nested<tf.Tensor>,
  epochs: number,
): Promise<number[]> {
  const batch = 4;
  const losses: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    model.resetMetrics();
    let loss = Number.NaN;
    for (let start = 0; start < flatten(x)[0]!.shape[0]!; start += batch) {
      const [rows, labels] = [x, y].map((data) => mapStructure(data, (tensor) => tensor.slice(start, batch)));
      const logs = await model.trainOnBatch(rows as tf.Tensor, labels as tf.Tensor, { returnDict: true });
      loss = logs['loss'] as number;
    }
    losses.push(loss);
  }
  model.optimizer.finalizeVariableValues(model.trainableWeights);
  return losses;
}

function comparePredictions(
  model: Model,
  x: Nested<tf.Tensor>,
  wanted: readonly OracleArray[],
  what: string,
  tolerance = 1e-5,
): void {
  const found = flatten(model.predict(x as tf.Tensor) as Nested<tf.Tensor>);
  assert.equal(found.length, wanted.length, what);
  wanted.forEach((array, i) => {
    assertClose(found[i]!, array, tolerance, `${what} ${i}`);
  });
}

/** All variables of Keras's file have their place in the model. */
async function comparePlaces({ keras, name }: Case, model: Model): Promise<void> {
  const { weights } = await readKerasArchive(Buffer.from(keras, 'base64'), name);
  const theirs: string[] = [];
  const visit = (group: H5Group, path: string): void => {
    for (const [key, child] of group.children) {
      if (isH5Array(child)) theirs.push(`${path}/${key}`);
      else visit(child, path === '' ? key : `${path}/${key}`);
    }
  };
  visit(weights, '');
  const ours = savedPlaces(model).flatMap(({ path, variables, extras }) =>
    [...variables.keys(), ...Object.keys(extras?.arrays() ?? {})].map(
      (key) => `${path === '' ? '' : `${path}/`}vars/${key}`,
    ),
  );
  assert.deepEqual(ours.sort(), theirs.sort(), 'places of the variables');
  assert.ok(groupAt(weights, 'vars'));
}

const CASES = ['files_layers', 'files_optimizers', 'files_graphs', 'files_preprocessing'].flatMap((group) =>
  oracleCases<Case>(group),
);

describe('models as files: what Keras saved opens here, what is saved here opens in Keras', () => {
  before(async () => {
    await ensureReady();
    registerFileModels();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const one of share(CASES, 16, ({ name }) => name)) {
    it(`${one.name}: opens here, and trains on`, async () => {
      const x = tensors(one.x);
      const model = await fromKeras(one, one.keras, 'keras');
      await comparePlaces(one, model);
      comparePredictions(model, x, one.predicted, 'predicted');
      const note = { x: encode(one.x), y: encode(one.y), predicted: encode(one.predicted) };
      await model.save(join(folder, `${one.name}.keras`));
      expected.push({ file: `${one.name}.keras`, ...note, losses: one.losses, afterwards: encode(one.then) });
      if (one.h5 !== null) {
        comparePredictions(await fromKeras(one, one.h5, 'h5'), x, one.predicted, 'predicted from .h5');
        await model.save(join(folder, `${one.name}.h5`));
        const again = await loadModel(join(folder, `${one.name}.h5`));
        comparePredictions(again, x, one.predicted, 'predicted from our .h5');
        expected.push({ file: `${one.name}.h5`, ...note, losses: [], afterwards: [] });
      }
      if (one.losses.length === 0) return;
      assertClose(await trainOn(model, x, tensors(one.y), one.losses.length), one.losses, 1e-5, 'loss');
      // On WebGPU a schedule and the powers of Adam are computed on the device, in 32 bits.
      const tolerance = tf.getBackend() === 'webgpu' ? 5e-5 : 1e-5;
      comparePredictions(model, x, one.then, 'predicted after more training', tolerance);
    });
  }

  it('Keras opens what was written here, and trains on', () => {
    writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected));
    const output = execFileSync(join(ROOT, '.venv/bin/python'), ['test/oracle/open_files.py', folder], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 26,
    });
    const results = JSON.parse(output.trim().split('\n').at(-1) as string) as {
      file: string;
      error: string | null;
    }[];
    assert.equal(results.length, expected.length);
    assert.deepEqual(
      results.filter(({ error }) => error !== null),
      [],
    );
  });
});

/** As generate.py writes arrays. */
function encode(value: unknown): unknown {
  if (isOracleArray(value)) {
    const { dtype, shape, values } = value;
    return {
      dtype,
      shape,
      base64: Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64'),
    };
  }
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(encode);
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, encode(item)]));
}
