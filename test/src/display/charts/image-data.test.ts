import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageTiles } from '../../../../src/display/charts/image-data.js';

const tensor = (values: ArrayLike<number>, shape: readonly number[]) => ({ shape, dataSync: () => values });

test('shapes of batches and of single images', () => {
  const tiles = (shape: readonly number[]) => {
    const { tiles: list, total } = imageTiles(
      tensor(new Uint8Array(shape.reduce((a, b) => a * b, 1)), shape),
      {},
    );
    const { width, height, channels } = list[0]!.pixels;
    return [total, height, width, channels];
  };
  assert.deepEqual(tiles([5, 8, 6]), [5, 8, 6, 1]);
  assert.deepEqual(tiles([5, 8, 6, 3]), [5, 8, 6, 3]);
  assert.deepEqual(tiles([8, 6]), [1, 8, 6, 1]);
  assert.deepEqual(tiles([8, 6, 3]), [1, 8, 6, 3]);
  assert.throws(() => tiles([5]), { name: 'ShapeError', message: /received \[5\]/ });
  assert.throws(() => tiles([1, 8, 8, 2]), { name: 'ShapeError' });
});

test('values from 0 to 1, from 0 to 255, with a minus, or as said', () => {
  const bytes = (values: number[], range?: [number, number]) => [
    ...imageTiles(tensor(values, [1, 2]), range ? { range } : {}).tiles[0]!.pixels.bytes,
  ];
  assert.deepEqual(bytes([0, 1]), [0, 255]);
  assert.deepEqual(bytes([0, 128]), [0, 128]);
  assert.deepEqual(bytes([4, 16]), [64, 255]);
  assert.deepEqual(bytes([-1, 1]), [0, 255]);
  assert.deepEqual(bytes([0, 1], [0, 2]), [0, 128]);
  assert.deepEqual(bytes([Number.NaN, Infinity]), [0, 255]);
});

test('labels and predictions belong to images', () => {
  const images = tensor(new Uint8Array(8), [2, 2, 2]);
  const { tiles } = imageTiles(images, {
    labels: [0, 1],
    predictions: [
      [0.3, 0.7],
      [0.2, 0.8],
    ],
    classNames: ['a', 'b'],
  });
  assert.deepEqual(
    tiles.map(({ label, prediction, probability, wrong }) => [label, prediction, probability, wrong]),
    [
      ['a', 'b', 0.7, true],
      ['b', 'b', 0.8, false],
    ],
  );
  assert.throws(() => imageTiles(images, { labels: [0] }), {
    name: 'ShapeError',
    message: /labels must be as many as images, 2; received 1/,
  });
  assert.throws(() => imageTiles(images, { indices: [2] }), {
    name: 'ValueError',
    message: /0 to 1; received 2/,
  });
});

test('labels and predictions may be words', () => {
  const images = [[[0]], [[1]]];
  const { tiles } = imageTiles(images, {
    labels: ['cat', 'dog'],
    predictions: [0, 0],
    classNames: ['cat', 'dog'],
  });
  assert.deepEqual(
    tiles.map(({ label, prediction, wrong }) => [label, prediction, wrong]),
    [
      ['cat', 'cat', false],
      ['dog', 'cat', true],
    ],
  );
  assert.throws(() => imageTiles(images, { labels: ['cat'] }), {
    message: /as many as images, 2; received 1/,
  });
});
