import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkNamesNoFile,
  getLookupMode,
} from '../../../../../src/layers/preprocessing/lookup/lookup-options.js';

test('modes are known by Keras’s names, old ones too', () => {
  assert.equal(getLookupMode('A', 'tf_idf'), 'tfIdf');
  assert.equal(getLookupMode('A', 'tf-idf' as 'tf_idf'), 'tfIdf');
  assert.equal(getLookupMode('A', 'binary' as 'int'), 'multiHot');
  assert.throws(() => getLookupMode('A', 'tfidf2' as 'int'), /outputMode must be one of 'int'/);
});

test('a config may not name a file, in safe mode', () => {
  checkNamesNoFile(['a']);
  assert.throws(() => checkNamesNoFile('/etc/passwd'), /may not name another file, '\/etc\/passwd'/);
});
