import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { Example } from '../../../src/data/example.js';

describe('Example', () => {
  before(ensureReady);

  it('values say which list they are for', () => {
    const found = Example.parse(
      Example.encode({
        text: 'größe',
        bytes: Uint8Array.of(0, 255),
        texts: ['a', Uint8Array.of(1)],
        floats: Float64Array.of(1, 2.5),
        integers: Int16Array.of(-1, 300),
        wide: BigInt64Array.of(-(2n ** 60n)),
        yes: true,
        given: { floatList: [1, 2] },
        tensor: tf.tensor1d([1, 2], 'int32'),
        words: tf.tensor1d(['x', 'y']),
      }),
    );
    assert.deepEqual(found, {
      bytes: { bytesList: [Buffer.of(0, 255)] },
      floats: { floatList: Float32Array.of(1, 2.5) },
      given: { floatList: Float32Array.of(1, 2) },
      integers: { int64List: [-1, 300] },
      tensor: { int64List: [1, 2] },
      text: { bytesList: [Buffer.from('größe')] },
      texts: { bytesList: [Buffer.from('a'), Buffer.of(1)] },
      wide: { int64List: [-(2n ** 60n)] },
      words: { bytesList: [Buffer.from('x'), Buffer.from('y')] },
      yes: { int64List: [1] },
    });
  });

  it('plain numbers have to say what they are', () => {
    for (const value of [3, [1, 2]] as never[]) {
      assert.throws(
        () => Example.encode({ label: value }),
        /feature label: expected a floatList, .*\n.*\{ floatList: \[.*\] \} or \{ int64List: \[/,
      );
    }
    assert.throws(
      () => Example.encode({ n: { int64List: [0.5] } }),
      /feature n: expected integers; received 0\.5/,
    );
    assert.throws(() => Example.encode([1] as never), /expected features by name/);
  });

  it('what is no example is an error', () => {
    assert.throws(
      () => Example.parse(Uint8Array.of(0x0a, 9, 1)),
      /expected a tf\.train\.Example; a value of 9 bytes/,
    );
    assert.throws(() => Example.parse('text' as never), /expected bytes; received "text"/);
    assert.deepEqual(Example.parse(new Uint8Array(0)), {});
  });
});
