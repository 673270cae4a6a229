import assert from 'node:assert/strict';
import { before, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { collect } from '../collect.js';

before(ensureReady);

it('bucketBySequenceLength makes batches of similar lengths', async () => {
  const words = Dataset.fromGenerator(function* () {
    for (const length of [1, 4, 2, 5, 3]) yield new Array<number>(length).fill(length);
  });
  const batches = words.bucketBySequenceLength((x) => x.shape[0] as number, [3], [2, 2]);
  assert.deepEqual(await collect(batches), [
    [
      [1, 0],
      [2, 2],
    ],
    [
      [4, 4, 4, 4, 0],
      [5, 5, 5, 5, 5],
    ],
    [[3, 3, 3]],
  ]);
  const first = async (options: object) =>
    (await collect(words.bucketBySequenceLength(length, [3], [2, 2], options)))[0];
  const length = (x: { shape: readonly number[] }) => x.shape[0] as number;
  const toBoundary = words.take(1).bucketBySequenceLength(length, [4], [2, 2], {
    padToBucketBoundary: true,
    paddedShapes: [null],
  });
  assert.deepEqual(await collect(toBoundary), [[[1, 0, 0]]]);
  assert.throws(
    () => words.bucketBySequenceLength(length, [4], [2, 2], { padToBucketBoundary: true }),
    /paddedShapes/,
  );
  await assert.rejects(
    first({ padToBucketBoundary: true, paddedShapes: [null] }),
    /expected elements shorter than 3/,
  );
  await assert.rejects(first({ noPadding: true }), /expected elements of one shape/);
  assert.throws(() => words.bucketBySequenceLength(() => 1, [3], [2]), /one batch size more than the 1/);
});
