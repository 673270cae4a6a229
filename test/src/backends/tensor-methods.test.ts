import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import '../../../src/backends/tensor-methods.js';

before(ensureReady);

test('every method that tfjs has is there and works', async () => {
  const { readdirSync } = await import('node:fs');
  const { createRequire } = await import('node:module');
  const { dirname, join } = await import('node:path');
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core')),
    'public/chained_ops',
  );
  const prototype = tf.Tensor.prototype as unknown as Record<string, unknown>;
  const { readFileSync } = await import('node:fs');
  const methods = readdirSync(folder)
    .filter((file) => file.endsWith('.js') && !file.includes('test') && !file.startsWith('register'))
    .map((file) => /prototype\.(\w+) =/.exec(readFileSync(join(folder, file), 'utf8'))![1]!);
  assert.ok(methods.length > 130);
  assert.deepEqual(
    methods.filter((name) => typeof prototype[name] !== 'function'),
    [],
  );
});

test('methods compute what the functions compute', () => {
  tf.tidy(() => {
    const x = tf.tensor([
      [1, 2],
      [3, 4],
    ]);
    assert.deepEqual(x.add(1).mul(2).numpy(), [
      [4, 6],
      [8, 10],
    ]);
    assert.deepEqual(x.concat(x, 1).shape, [2, 4]);
    assert.deepEqual(x.stack(x).shape, [2, 2, 2]);
    assert.deepEqual(x.flatten().numpy(), [1, 2, 3, 4]);
    assert.deepEqual(x.as3D(1, 2, 2).shape, [1, 2, 2]);
    assert.equal(x.sum().asScalar().numpy(), 10);
    assert.deepEqual(
      x
        .where(
          tf
            .tensor([
              [1, 0],
              [0, 1],
            ])
            .toBool(),
          x.neg(),
        )
        .numpy(),
      [
        [1, -2],
        [-3, 4],
      ],
    );
    assert.equal(x.toInt().dtype, 'int32');
    assert.deepEqual(tf.ones([1, 2, 2, 1]).resizeNearestNeighbor([4, 4]).shape, [1, 4, 4, 1]);
    assert.deepEqual(x.reshapeAs(tf.ones([4, 1])).shape, [4, 1]);
  });
});

test('an operator beside a tensor is told, text is not', () => {
  const x = tf.tensor1d([1, 2]);
  const untyped = x as unknown as number;
  for (const use of [() => untyped / 255, () => untyped * untyped, () => untyped < 3, () => -untyped]) {
    assert.throws(use, /^ValueError: tensor: .*received an operator .*shape \(2,\)\.\nFix: x\.sub/);
  }
  assert.equal(`${x}`, x.toString());
  assert.equal(`a${tf.scalar(1)}`, `a${tf.scalar(1).toString()}`);
  assert.equal(untyped === 3, false);
});

test('Node prints a tensor in one line, with its values where there are few', () => {
  const x = tf.tensor2d([[0.1, 2]]);
  assert.equal(inspect([x]), '[ Tensor float32 (1, 2) [ [ 0.1, 2 ] ] ]');
  assert.equal(inspect(tf.zeros([100])), 'Tensor float32 (100,)');
  assert.equal(inspect(tf.scalar(true)), 'Tensor bool () 1');
  x.dispose();
  assert.equal(inspect(x), 'Tensor float32 (1, 2), disposed of');
});
