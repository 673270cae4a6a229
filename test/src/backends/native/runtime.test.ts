import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asBytes } from '../../../../src/backends/native/runtime.js';
import { typeAttribute } from '../../../../src/backends/native/types.js';
import { nativeMissing, useNative } from '../../../native.js';

test('values take the layout of their type', () => {
  const floats = Float32Array.of(1);
  assert.equal(asBytes(floats, 'float32'), floats);
  assert.deepEqual(asBytes([1, 2] as never, 'int32'), Int32Array.of(1, 2));
  assert.deepEqual(asBytes([1, 0] as never, 'bool'), Uint8Array.of(1, 0));
});

test('runs operations on handles, and errors name the operation', { skip: nativeMissing }, async () => {
  const { runtime } = await useNative();
  const handle = (values: number[], shape: number[]) =>
    runtime.handle(runtime.tensor(Float32Array.from(values), shape, 'float32'));
  const [a, b] = [handle([1, 2], [2]), handle([3, 4], [2])];
  const [sum] = runtime.execute('AddV2', [typeAttribute('T', 'float32')], [a, b], 1);
  assert.deepEqual(runtime.shapeOf(sum!), [2]);
  assert.deepEqual(runtime.read(sum!), Float32Array.of(4, 6));
  const copy = runtime.share(sum!);
  runtime.free(sum!);
  assert.deepEqual(runtime.read(copy), Float32Array.of(4, 6));
  assert.throws(
    () => runtime.execute('AddV2', [typeAttribute('T', 'float32')], [a, handle([1, 2, 3], [3])], 1),
    /^Error: AddV2: .*[Ii]ncompatible shapes/,
  );
  assert.match(runtime.version, /^\d+\.\d+/);
});
