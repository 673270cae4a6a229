import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Dense } from '../../../src/layers/index.js';
import { loadModel, Sequential } from '../../../src/models/index.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-save-'));
const at = (name: string) => join(folder, name);
const small = (units = 2) => new Sequential([new Dense({ units, inputShape: [3] }), new Dense({ units: 1 })]);
const values = (model: Sequential) => model.getWeights().map((tensor) => tensor.arraySync());

describe('model.save, saveWeights and loadWeights', () => {
  before(ensureReady);
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('write and read weights in all formats', async () => {
    const model = small();
    await model.saveWeights(at('w.weights.h5'));
    await model.save(at('m.keras'));
    await model.save(at('m.h5'));
    for (const name of ['w.weights.h5', 'm.keras', 'm.h5']) {
      const other = small();
      await other.loadWeights(at(name));
      assert.deepEqual(values(other), values(model), name);
    }
    assert.deepEqual(readdirSync(folder).sort(), ['m.h5', 'm.keras', 'w.weights.h5']);
  });

  it('leave what is there where something goes wrong', async () => {
    const model = small();
    await model.save(at('kept.keras'));
    const before = readFileSync(at('kept.keras'));
    await assert.rejects(model.save(at('kept.keras'), { overwrite: false }), /is there already/);
    assert.deepEqual(readFileSync(at('kept.keras')), before);
    const other = small(5);
    const weights = values(other);
    await assert.rejects(
      other.loadWeights(at('kept.keras')),
      /expected kernel of shape \(3, 5\); received \(3, 2\)/,
    );
    await assert.rejects(
      other.loadWeights(at('m.h5')),
      /expected kernel of shape \(3, 5\); received \(3, 2\)/,
    );
    assert.deepEqual(values(other), weights);
    await other.loadWeights(at('kept.keras'), { skipMismatch: true });
  });

  it('say which paths they take', async () => {
    const model = small();
    await assert.rejects(
      model.save(at('model')),
      /expected a path that ends in .keras, .h5, .hdf5 or model.json/,
    );
    await assert.rejects(model.save(''), /expected the path of a file; received ""/);
    await assert.rejects(
      model.saveWeights(at('a.h5')),
      /ends in .weights.h5; received [\s\S]*Fix: model.saveWeights\('.*a.weights.h5'\)/,
    );
    await assert.rejects(
      new Sequential([new Dense({ units: 1 })]).saveWeights(at('a.weights.h5')),
      /it is not built/,
    );
    await assert.rejects(model.loadWeights(at('missing.keras')), /expected a file that can be read; ENOENT/);
    writeFileSync(at('none.h5'), 'none');
    await assert.rejects(model.loadWeights(at('none.h5')), /expected an HDF5 file/);
  });

  it('save without the optimizer if asked, and keep no tensor', async () => {
    const model = small();
    model.compile({ optimizer: 'adam', loss: 'mse' });
    const before = tf.memory().numTensors;
    await model.save(at('plain.keras'), { includeOptimizer: false });
    assert.equal(tf.memory().numTensors, before);
    assert.equal((await loadModel(at('plain.keras'))).compiled, false);
  });
});
