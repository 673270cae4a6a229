import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady, use } from '../../../../src/backends/choose.js';
import { SIMD_MODULE, SIMD_SHA256 } from '../../../../src/backends/simd/embedded/module.js';
import { Simd } from '../../../../src/backends/simd/simd.js';

before(ensureReady);

const bytes = Buffer.from(SIMD_MODULE, 'base64');

test('the module is the one whose hash is written beside it', () => {
  assert.equal(createHash('sha256').update(bytes).digest('hex'), SIMD_SHA256);
});

test('the module is what the sources compile to', async (t) => {
  const script = new URL('../../../../scripts/simd.mjs', import.meta.url).href;
  const { compile } = (await import(script)) as { compile(): Promise<Buffer | null> };
  const compiled = await compile();
  if (compiled === null) {
    console.warn(
      'SKIPPED: no clang-19 here; apt-get install clang-19 lld-19 to compare the module with its sources',
    );
    t.skip('no clang-19');
    return;
  }
  assert.ok(compiled.equals(bytes), 'src/backends/simd/source has changed: run node scripts/simd.mjs');
});

test('the module brings nothing into the memory that it shares', () => {
  const sections: number[] = [];
  for (let at = 8; at < bytes.length; ) {
    sections.push(bytes[at++]!);
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes[at++]!;
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    at += size;
  }
  assert.ok(!sections.includes(11), 'a data section would overwrite what tfjs has there');
});

test('kernels work where the tensors lie, also after the heap has grown', async () => {
  await use('wasm');
  const simd = Simd.of(tf.backend());
  assert.equal(Simd.of(tf.backend()), simd);
  const large = tf.zeros([1024, 1024, 32]);
  const [a, b] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])];
  assert.deepEqual([...tf.matMul(a, b).dataSync()], [11]);
  assert.equal(simd.at(null), 0);
  assert.ok(simd.at(a) > 0);
  large.dispose();
});

test('room grows with what is asked for and is used again', () => {
  const simd = Simd.of(tf.backend());
  const small = simd.room(simd.matmulRoom());
  assert.equal(simd.room(simd.matmulRoom()), small);
  const larger = simd.room(simd.convolutionRoom(9 * 2048));
  assert.equal(simd.room(simd.convolutionRoom(9)), larger);
});
