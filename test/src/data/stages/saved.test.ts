import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-saved-'));
after(() => rmSync(folder, { recursive: true }));

describe('a saved dataset', () => {
  before(ensureReady);
  const rows = (n: number) =>
    Dataset.fromTensorSlices({ x: tf.range(0, 2 * n).reshape([n, 2]), name: new Array<string>(n).fill('é') });

  it('comes back with its values, its spec and its number of elements', async () => {
    const path = join(folder, 'rows');
    const batches = rows(5)
      .filter(() => true)
      .batch(2);
    await batches.save(path);
    const loaded = Dataset.load(path);
    assert.equal(loaded.cardinality(), 3);
    assert.deepEqual(loaded.elementSpec, batches.elementSpec);
    const before = tf.memory().numTensors;
    assert.deepEqual(await collect(loaded.repeat(2)), await collect(batches.repeat(2)));
    assert.equal(tf.memory().numTensors, before);
    await rows(1).save(path);
    assert.equal((await collect(Dataset.load(path))).length, 1);
  });

  it('may be packed, which loading finds out', async () => {
    for (const name of ['packed', 'plain']) {
      const path = join(folder, name);
      const zeros = Dataset.fromTensorSlices(tf.zeros([3, 1000]));
      const options = name === 'packed' ? ({ compression: 'GZIP' } as const) : {};
      await zeros.save(path, options);
      assert.deepEqual(await collect(Dataset.load(path)), await collect(zeros));
      assert.equal(statSync(join(path, 'elements')).size < 1000, name === 'packed');
      await collect(zeros.snapshot(`${path} snapshot`, options));
      assert.equal(statSync(join(`${path} snapshot`, 'elements')).size < 1000, name === 'packed');
    }
    const odd = { compression: 'ZIP' as 'GZIP' };
    await assert.rejects(rows(1).save(join(folder, 'odd'), odd), /Dataset.save: compression must be .*GZIP/);
  });

  it('is told where what is known of it is damaged', async () => {
    const path = join(folder, 'damaged');
    await rows(2).save(path);
    const file = join(path, 'dataset.json');
    const whole = readFileSync(file, 'utf8');
    for (const [from, to] of [
      ['"cardinality":2', '"cardinality":-2'],
      ['"cardinality"', '"cardinolity"'],
      ['shape', 'shope'],
      ['float32', 'float99'],
    ] as const) {
      writeFileSync(file, whole.replace(from, to));
      assert.throws(
        () => Dataset.load(path),
        /^ValueError: Dataset.load: .*expected a dataset that was saved/,
        to,
      );
    }
    writeFileSync(file, whole.replace('"cardinality":2', '"cardinality":3'));
    await assert.rejects(collect(Dataset.load(path)), /received 2 of 3 elements/);
  });

  it('knows its spec where nobody did before', async () => {
    const path = join(folder, 'later');
    await Dataset.range(3)
      .map(async (x) => tf.ones([x.dataSync()[0] as number, 4]))
      .save(path);
    assert.deepEqual((Dataset.load(path).elementSpec as { shape: unknown }).shape, [null, 4]);
  });

  it('is there only when it is whole', async () => {
    const path = join(folder, 'broken');
    const failing = Dataset.range(3).map((x) => {
      if (x.dataSync()[0] === 2) throw new Error('no');
      return x;
    });
    await assert.rejects(failing.save(path), /Dataset.map, element 2: no/);
    assert.throws(() => Dataset.load(path), /Dataset.load: .*broken: expected a dataset that was saved/);
    await assert.rejects(Dataset.range(1).repeat().save(path), /never ends/);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await assert.rejects(Dataset.range(1).save(file), /Dataset.save: .*file: expected a folder/);
  });

  it('is made by the first complete reading of a snapshot', async () => {
    const path = join(folder, 'snapshot');
    let calls = 0;
    const make = () =>
      Dataset.range(3)
        .map((x) => {
          calls += 1;
          return x.mul(2);
        })
        .snapshot(path);
    for await (const one of make()) {
      one.dispose();
      break;
    }
    assert.equal(existsSync(join(path, 'dataset.json')), false);
    calls = 0;
    const snapshot = make();
    for (const dataset of [snapshot, snapshot, make()]) assert.deepEqual(await collect(dataset), [0, 2, 4]);
    assert.deepEqual(await collect(Dataset.load(path)), [0, 2, 4]);
    assert.equal(calls, 3);
  });
});
