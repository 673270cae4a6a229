import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as job from '../../../../src/backends/simd/pool-job.js';

/** A job of the first kernel, of which nothing is taken yet. */
function jobOf(number: number, parts: number, args: readonly number[]): Int32Array {
  const shared = new Int32Array(new SharedArrayBuffer(4 * job.SIZE));
  shared[job.NEXT] = number << job.PART_BITS;
  shared[job.PARTS] = (number << job.PART_BITS) | parts;
  shared[job.ROOM] = 100;
  shared[job.COUNT] = args.length;
  shared.set(args, job.ARGUMENTS);
  return shared;
}

test('each part is taken once, with the room of the thread', () => {
  const shared = jobOf(7, 3, [11, 4000]);
  const calls: number[][] = [];
  job.takeParts(shared, [(...args) => calls.push(args)], 2);
  assert.deepEqual(calls, [
    [11, 4200, 0, 3],
    [11, 4200, 1, 3],
    [11, 4200, 2, 3],
  ]);
  assert.equal(shared[job.DONE], 3);
});

test('a thread that comes late takes nothing: parts are all taken, or belong to another job', () => {
  const never = () => assert.fail('a part was taken');
  const done = jobOf(7, 2, [1]);
  done[job.NEXT] = (7 << job.PART_BITS) | 2;
  job.takeParts(done, [never], 1);
  const other = jobOf(7, 2, [1]);
  other[job.PARTS] = (8 << job.PART_BITS) | 2;
  job.takeParts(other, [never], 1);
  const closed = jobOf(7, 2, [1]);
  closed[job.NEXT] = (7 << job.PART_BITS) | job.MOST_PARTS;
  job.takeParts(closed, [never], 1);
});
