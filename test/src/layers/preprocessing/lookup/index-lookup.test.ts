import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../../../src/backends/choose.js';
import { Dense, deserialize, Input, StringLookup } from '../../../../../src/layers/index.js';
import { Model } from '../../../../../src/models/index.js';
import { toKerasConfig } from '../../../../../src/support/registry.js';

describe('the layers that look tokens up', () => {
  before(ensureReady);

  it('read a vocabulary from a file, which no file may name in safe mode', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellgrad-vocabulary-'));
    try {
      writeFileSync(join(folder, 'words.txt'), 'a\nb\n');
      const lookup = new StringLookup({ vocabulary: join(folder, 'words.txt') });
      assert.deepEqual(lookup.getVocabulary(), ['[UNK]', 'a', 'b']);
      assert.equal(lookup.getConfig()['vocabulary'], null);
      assert.throws(
        () => new StringLookup({ vocabulary: join(folder, 'none.txt') }),
        /in a file that can be read; ENOENT/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('keep a last token that is empty', () => {
    const lookup = new StringLookup();
    lookup.setVocabulary(['a', '']);
    const { extras } = lookup.savedState();
    const again = deserialize(toKerasConfig('keras.layers', lookup)) as StringLookup;
    again.savedState().extras!.restore({}, extras!.texts());
    assert.deepEqual(again.getVocabulary(), ['[UNK]', 'a', '']);
  });

  it('have as many places as tokens, also in a functional model', () => {
    const lookup = new StringLookup({ outputMode: 'multiHot' });
    const input = Input({ shape: [3], dtype: 'string' });
    assert.throws(() => lookup(input), /expected a vocabulary.*'multiHot'/);
    lookup.adapt([
      ['a', 'b'],
      ['b', 'c'],
    ]);
    const model = new Model({ inputs: input, outputs: new Dense({ units: 2 })(lookup(input)) });
    assert.deepEqual((model.predict(tf.tensor([['a', 'a', 'z']])) as tf.Tensor).shape, [1, 2]);
    assert.throws(() => lookup.adapt([['a']]), /expected 4 tokens as before.*received 2/);
  });

  it('want a vocabulary before the first token, also where they came from a file without one', () => {
    const learnt = new StringLookup();
    assert.throws(
      () => learnt(['a']),
      /expected a vocabulary, since tokens.*adapt has not.*\nFix: layer.adapt/,
    );
    assert.throws(() => new StringLookup({ invert: true })([1]), /expected a vocabulary, since indices/);
    learnt.adapt(['a', 'b']);
    const again = deserialize(toKerasConfig('keras.layers', learnt)) as StringLookup;
    assert.equal(again.getConfig()['vocabulary_size'], 3);
    assert.throws(() => again(['a']), /no file had one/);
    again.savedState().extras!.restore({}, learnt.savedState().extras!.texts());
    assert.deepEqual([...again(['a']).dataSync()], [...learnt(['a']).dataSync()]);
  });

  it('say what they cannot take', () => {
    const make = (options: object) => () => new StringLookup(options);
    assert.throws(make({ vocabulary: ['a', 'a'] }), /each token once.*"a" again/);
    assert.throws(make({ vocabulary: [] }), /vocabulary of at least one token/);
    assert.throws(
      make({ vocabulary: ['a', ''], maskToken: '' }),
      /in front: "", "\[UNK\]"; received "" at 1/,
    );
    assert.throws(make({ vocabulary: ['a', 'b'], maxTokens: 2 }), /at most 2 tokens.*received 3/);
    assert.throws(
      make({ vocabulary: ['a'], outputMode: 'tfIdf' }),
      /idfWeights belong to outputMode 'tfIdf'/,
    );
    assert.throws(
      make({ vocabulary: ['a'], outputMode: 'tfIdf', idfWeights: [1, 2] }),
      /expected 1 idfWeights; received 2/,
    );
    assert.throws(make({ idfWeights: [1] }), /idfWeights belong to outputMode/);
    assert.throws(make({ invert: true, outputMode: 'count' }), /invert gives tokens/);
    assert.throws(make({ padToMaxTokens: true }), /padToMaxTokens needs maxTokens/);
    assert.throws(make({ maxTokens: 1 }), /maxTokens must be more than 1/);
    assert.throws(make({ sparse: true }), /sparse tensors/);
    assert.throws(
      () => new StringLookup({ vocabulary: ['a'], numOovIndices: 0 })(['a', 'q']),
      /tokens of the vocabulary.*received "q"/,
    );
  });
});
