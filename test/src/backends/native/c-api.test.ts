import assert from 'node:assert/strict';
import { test } from 'node:test';
import { libraryFiles } from '../../../../src/backends/native/c-api.js';
import { nativeMissing, useNative } from '../../../native.js';

test('knows the files of the systems that have wheels', () => {
  assert.deepEqual(libraryFiles('linux'), ['libtensorflow_framework.so.2', 'libtensorflow_cc.so.2']);
  assert.equal(libraryFiles('win32'), undefined);
});

test('moves bytes, and turns a status into an error', { skip: nativeMissing }, async () => {
  const { api } = (await useNative()).runtime;
  const name = api.name('a name');
  assert.equal(api.name('a name'), name);
  assert.equal(Buffer.from(api.read(name, 7)).toString(), 'a name\0');
  assert.equal(api.read(name, 0).byteLength, 0);
  api.TF_SetStatus(api.status, 3, 'no good');
  assert.throws(() => api.check('doing it'), /^Error: doing it: no good$/);
  api.check('and then');
});
