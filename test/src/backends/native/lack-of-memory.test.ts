import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { lackOfMemory } from '../../../../src/backends/native/lack-of-memory.js';

before(ensureReady);

test('names the tensor where TensorFlow does, and says its words where not', () => {
  const words =
    'OOM when allocating tensor with shape[1024,2048] and type float on /job:localhost/replica:0/task:0/device:GPU:1 by allocator GPU_1_bfc';
  const found = lackOfMemory('Conv2D', words);
  assert.equal(found.name, 'OutOfMemoryError');
  assert.match(
    found.message,
    /^Conv2D on GPU:1: no memory for a tensor float32 \(1024, 2048\) of 0\.0 GiB; .* in use\.\nFix: /,
  );
  assert.match(lackOfMemory('Stack', 'no more handles\nat a place').message, /^Stack: no more handles; /);
});
