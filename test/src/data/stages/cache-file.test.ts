import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-cache-'));
after(() => rmSync(folder, { recursive: true }));

const dataset = (path: string, count = () => {}) =>
  Dataset.range(3)
    .map((x) => {
      count();
      return { x: tf.fill([2], x.dataSync()[0]!), tensor: ['a', 'b'], n: x };
    })
    .cache(path);

describe('cache in a file', () => {
  before(ensureReady);
  const expected = [0, 1, 2].map((n) => ({ x: [n, n], tensor: ['a', 'b'], n }));

  it('is read by later datasets, and appears only when it is whole', async () => {
    const path = join(folder, 'whole');
    let calls = 0;
    const count = () => {
      calls += 1;
    };
    for await (const _ of dataset(path, count)) break;
    assert.deepEqual(readdirSync(folder), []);
    calls = 0;
    assert.deepEqual(await collect(dataset(path, count)), expected);
    assert.deepEqual(readdirSync(folder), ['whole']);
    assert.deepEqual(await collect(dataset(path, count)), expected);
    assert.equal(calls, 3);
  });

  it('refuses damaged files', async () => {
    const whole = readFileSync(join(folder, 'whole'));
    const damage = {
      other: Buffer.from('something else entirely'),
      short: whole.subarray(0, whole.length - 5),
    };
    for (const [name, bytes] of Object.entries(damage)) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      await assert.rejects(
        collect(dataset(path)),
        /Dataset.cache: .*expected a file of elements.*\nFix: delete the file/,
      );
    }
    const lying = Buffer.from(whole);
    lying.writeUInt32LE(0xfffffff0, 17);
    writeFileSync(join(folder, 'lying'), lying);
    await assert.rejects(collect(dataset(join(folder, 'lying'))), /an element of 4294967280 bytes/);
  });
});
