import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PickledArray, readPickle } from '../../../src/datasets/pickle.js';

const read = (text: string) => readPickle(Buffer.from(text, 'latin1'), 'a.pickle');

describe('pickles', () => {
  it('numbers, texts, bytes, lists, tuples and dictionaries; test/oracle/datasets.test.ts has arrays', () => {
    assert.deepEqual(
      read('\x80\x02](K\x05M\x00\x01J\xfe\xff\xff\xff\x8a\x02\x00\x80\x88NG?\xf0\0\0\0\0\0\0e.'),
      [5, 256, -2, -32768, true, null, 1],
    );
    assert.deepEqual(
      read('\x80\x02}q\x00(U\x01aX\x02\0\0\0xyq\x01U\x01bh\x01K\x01\x85\x86u.'),
      new Map<string, unknown>([
        ['a', 'xy'],
        ['b', ['xy', [1]]],
      ]),
    );
    assert.deepEqual(
      read('\x80\x02c_codecs\nencode\nX\x02\0\0\0\xc3\xbfX\x06\0\0\0latin1\x86R.'),
      Buffer.of(255),
    );
    assert.ok(read('\x80\x02cnumpy.core.multiarray\n_reconstruct\n)R.') instanceof PickledArray);
  });

  it('nothing in them runs', () => {
    assert.throws(
      () => read('\x80\x02cos\nsystem\nU\x02ls\x85R.'),
      /it asks for os\.system, which is refused/,
    );
    assert.throws(() => read('\x80\x02cnumpy\nndarray\n)R.'), /a call of numpy ndarray is refused/);
    assert.throws(
      () => read('\x80\x04\x8c\x08builtins\x8c\x04eval\x93.'),
      /builtins\.eval, which is refused/,
    );
  });

  it('damage is an error', () => {
    for (const text of [
      '',
      '\x80\x02K',
      '\x80\x02(K\x01',
      '\x80\x02.',
      '\x80\x02h\x07.',
      '\x80\x02K\x01K\x02a.',
      '\x80\x02?.',
      '\x80\x02K\x01\x86.',
    ])
      assert.throws(() => read(text), /a\.pickle: expected a pickle of numbers, texts and arrays; /, text);
  });
});
