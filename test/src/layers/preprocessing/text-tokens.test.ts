import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  getNgrams,
  getSplit,
  getStandardize,
  ngramsOf,
  splitText,
  standardizeText,
} from '../../../../src/layers/preprocessing/text-tokens.js';

test('texts are standardized as in TensorFlow', () => {
  assert.equal(standardizeText('A-b, C! ÉÜ', 'lowerAndStripPunctuation'), 'ab c ÉÜ');
  assert.equal(standardizeText('A-b', 'lower'), 'a-b');
  assert.equal(standardizeText('A-b', 'stripPunctuation'), 'Ab');
  assert.equal(standardizeText('A-b', null), 'A-b');
  assert.equal(
    standardizeText('A-b', (text) => text + text),
    'A-bA-b',
  );
});

test('texts are split, and tokens put together', () => {
  assert.deepEqual(splitText('  a\tb \n c', 'whitespace'), ['a', 'b', 'c']);
  assert.deepEqual(splitText('a😀', 'character'), ['a', '😀']);
  assert.deepEqual(
    splitText('a,b', (text) => text.split(',')),
    ['a', 'b'],
  );
  assert.deepEqual(ngramsOf(['a', 'b', 'c'], [1, 2]), ['a', 'b', 'c', 'a b', 'b c']);
  assert.deepEqual(ngramsOf(['a'], [2]), []);
});

test('settings that are not known are refused', () => {
  assert.equal(getStandardize('A', 'lower_and_strip_punctuation'), 'lowerAndStripPunctuation');
  assert.throws(() => getStandardize('A', 'upper' as 'lower'), /standardize must be one of/);
  assert.throws(() => getSplit('A', 'words' as 'whitespace'), /split must be one of/);
  assert.deepEqual([getNgrams('A', 3), getNgrams('A', [2]), getNgrams('A', null)], [[1, 2, 3], [2], null]);
  assert.throws(() => getNgrams('A', 0), /ngrams must be a positive integer/);
  assert.throws(() => getNgrams('A', '2' as never), /ngrams must be an integer or a list/);
});
