import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { userFrame } from '../../../src/support/user-frame.js';

const OWN = fileURLToPath(new URL('../../../src/models/fit.ts', import.meta.url));

test('the first line of a stack that is the user’s', () => {
  const stack = [
    'RecordingError: reads a value',
    `    at NativeBackend.readSync (${OWN}:10:5)`,
    '    at Tensor.dataSync (/project/node_modules/@tensorflow/tfjs-core/dist/tensor.js:1:1)',
    '    at node:internal/process/task_queues:95:5',
    '    at Mine.call (Cell 3:2:11)',
    '    at Cell 4:1:1',
  ].join('\n');
  assert.equal(userFrame(stack), 'Cell 3:2:11');
  assert.equal(userFrame('Error: x\n    at file:///home/me/train.ts:7:3'), '/home/me/train.ts:7:3');
  assert.equal(userFrame(`Error: x\n    at fit (${OWN}:1:1)`), undefined);
  assert.equal(userFrame(undefined), undefined);
});
