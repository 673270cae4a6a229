import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filters } from '../../../../src/display/charts/filters.js';
import { assertGolden } from '../golden.js';
import { bell, fakeTensor } from '../sample-tensor.js';
import { compileStrictly } from './compile.js';

const layer = (shape: number[], more: { className?: string; kernel?: string } = {}) => ({
  name: 'conv2d',
  className: more.className ?? 'Conv2D',
  weights: [
    { ...fakeTensor(bell(shape.reduce((a, b) => a * b)), shape), name: more.kernel ?? 'kernel' },
    { ...fakeTensor([0], [1]), name: 'bias' },
  ],
});
const state = (chart: { readonly spec: object }) => (chart.spec as { title: { text: string } }).title.text;

test('the filters of a convolution', () => {
  const chart = filters(layer([3, 3, 1, 4]) as never);
  compileStrictly(chart.spec);
  assert.equal(state(chart), 'conv2d: 4 filters of 3 × 3');
  assertGolden('filters.txt', chart.toString(80));
});

test('of several input channels their mean, or one; a depthwise kernel has filters for each', () => {
  const kernel = [[[[1], [3]]]];
  assert.match(filters(kernel).toString(80), /0 +2 +2 +2/);
  assert.match(JSON.stringify(filters(kernel).spec), /mean of 2 input channels/);
  assert.match(filters(kernel, { channel: 1 }).toString(80), /0 +3 +3 +3/);
  const depthwise = layer([3, 3, 2, 2], { className: 'DepthwiseConv2D' });
  assert.match(state(filters(depthwise as never)), /4 filters/);
});

test('a Dense layer whose inputs are an image', () => {
  assert.match(state(filters(layer([16, 2]) as never)), /2 filters of 4 × 4/);
  assert.match(state(filters(layer([15, 2]) as never, { shape: [3, 5] })), /2 filters of 3 × 5/);
});

test('what has no filters is an error that says why', () => {
  for (const [given, options, message] of [
    [3, {}, /expected a layer or its kernel; received 3/],
    [{ name: 'flatten', weights: [] }, {}, /flatten has no weights/],
    [layer([3], { kernel: 'gamma' }), {}, /conv2d has gamma, bias/],
    [layer([15, 2]), {}, /shape \[height, width\] of 15 inputs; received none/],
    [layer([3, 3, 1, 4]), { shape: [3, 3] }, /shape is for Dense layers/],
    [layer([3, 3, 1, 4]), { channel: 1 }, /channel must be below 1; received 1/],
    [layer([3, 3, 1, 4]), { limit: 0 }, /limit must be a positive integer; received 0/],
    [[1, 2], {}, /received \[2\]/],
  ] as const) {
    assert.throws(() => filters(given as never, options as never), {
      name: /^(Value|Shape)Error$/,
      message,
    });
  }
});
