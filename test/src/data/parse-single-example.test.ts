import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Example } from '../../../src/data/example.js';
import {
  FixedLenFeature,
  parseSingleExample,
  VarLenFeature,
} from '../../../src/data/parse-single-example.js';

const record = Example.encode({
  x: Float32Array.of(1, 2, 3, 4),
  n: { int64List: [5] },
  big: { int64List: [2 ** 40] },
});

describe('parseSingleExample', () => {
  before(ensureReady);

  it('takes bytes and string scalars, and fills in what is missing', () => {
    const scalar = tf.tensor([record] as never, [], 'string');
    const { x, n, tags, other } = parseSingleExample(scalar, {
      x: new FixedLenFeature([2, 2], 'float32'),
      n: new FixedLenFeature([], 'int32'),
      tags: new VarLenFeature('string'),
      other: new FixedLenFeature({ shape: [2], dtype: 'string', defaultValue: 'none' }),
    });
    assert.deepEqual(
      [x.arraySync(), n.arraySync(), n.dtype],
      [
        [
          [1, 2],
          [3, 4],
        ],
        5,
        'int32',
      ],
    );
    assert.deepEqual([tags.shape, other.arraySync()], [[0], ['none', 'none']]);
  });

  it('says which feature does not fit', () => {
    const parse = (feature: FixedLenFeature | VarLenFeature, name = 'x') =>
      parseSingleExample(record, { [name]: feature });
    assert.throws(
      () => parse(new FixedLenFeature([3], 'float32')),
      /feature x: expected the 3 values of the shape \(3,\); received 4/,
    );
    assert.throws(
      () => parse(new FixedLenFeature([4], 'int64')),
      /feature x: expected the list int64List, as int64 needs; received floatList/,
    );
    assert.throws(
      () => parse(new FixedLenFeature([], 'float32'), 'y'),
      /feature y: the example does not have it/,
    );
    assert.throws(
      () => parse(new VarLenFeature('int64'), 'big'),
      /integers of 32 bits.*received 1099511627776/,
    );
    assert.throws(() => new VarLenFeature('float' as never), /dtype must be one of 'float32', 'int64'/);
    assert.throws(() => parseSingleExample(tf.scalar(1), {}), /expected the bytes of one example/);
  });
});
