import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import {
  convolve,
  convolveTransposed,
  depthwiseConvolve,
  padding,
} from '../../../../src/backends/operations/convolution.js';
import '../../../../src/backends/gradients/gradients.js';
import { wasm } from '../../../../src/backends/wasm.js';
import { gradientsAgree } from '../central-differences.js';
import { ramp } from '../kernels/on-both-backends.js';

before(() => wasm.load());

const close = (a: tf.Tensor, b: tf.Tensor) => {
  assert.deepEqual(a.shape, b.shape);
  const difference = tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]!;
  assert.ok(difference < 1e-5, `largest difference ${difference}`);
};

test('dilation equals the dilated kernel of tfjs-core', () => {
  const x = ramp([2, 9, 8, 3]) as tf.Tensor4D;
  const w = ramp([3, 2, 3, 4], 2) as tf.Tensor4D;
  close(
    convolve(x, w, { strides: [1, 1], padding: 'same', dilation: [2, 3], groups: 1 }),
    tf.conv2d(x, w, 1, 'same', 'NHWC', [2, 3]),
  );
});

test('same padding with strides larger than the filter gives what one output at a time gives', () => {
  const x = ramp([1, 6, 6, 2]);
  const w = ramp([2, 2, 2, 3], 2);
  const got = convolve(x, w, { strides: [3, 3], padding: 'same', dilation: [1, 1], groups: 1 });
  const window = tf.slice(x, [0, 3, 3, 0], [1, 2, 2, 2]);
  const last = tf.sum(tf.mul(tf.reshape(window, [2, 2, 2, 1]), w), [0, 1, 2]);
  close(tf.reshape(tf.slice(got, [0, 1, 1, 0], [1, 1, 1, 3]), [3]), last);
});

test('groups see only their own channels', () => {
  const x = ramp([2, 5, 4]);
  const w = ramp([3, 2, 6], 2);
  const options = { strides: [1], padding: 'valid', dilation: [1], groups: 1 } as const;
  const halves = tf.split(x, 2, -1).map((half, g) => convolve(half, tf.split(w, 2, -1)[g]!, options));
  close(convolve(x, w, { ...options, groups: 2 }), tf.concat(halves, -1));
});

test('causal padding looks only back', () => {
  const options = { strides: [1], padding: 'causal', dilation: [2], groups: 1 } as const;
  const x = ramp([1, 6, 1]);
  const changed = tf.concat([tf.slice(x, [0, 0, 0], [1, 5, 1]), tf.ones([1, 1, 1])], 1);
  const w = ramp([2, 1, 2], 2);
  const cut = (t: tf.Tensor) => tf.slice(t, [0, 0, 0], [1, 5, 2]);
  close(cut(convolve(x, w, options)), cut(convolve(changed, w, options)));
});

test('padding counts zeros as TensorFlow does', () => {
  assert.deepEqual(padding(5, 3, 1, 'same'), [1, 1]);
  assert.deepEqual(padding(6, 3, 2, 'same'), [0, 1]);
  assert.deepEqual(padding(6, 2, 3, 'same'), [0, 0]);
  assert.deepEqual(padding(6, 3, 1, 'causal'), [2, 0]);
  assert.deepEqual(padding(6, 3, 1, 'valid'), [0, 0]);
});

for (const strides of [
  [1, 1, 1],
  [2, 3, 1],
  [2, 2, 2],
] as const) {
  test(`three dimensions give what tfjs's own loops give, strides ${strides}`, () => {
    const x = ramp([2, 8, 5, 6, 3]) as tf.Tensor5D;
    const w = ramp([2, 3, 2, 3, 4], 2) as tf.Tensor5D;
    for (const padding of ['valid', 'same'] as const) {
      const got = convolve(x, w, { strides, padding, dilation: [1, 1, 1], groups: 1 });
      close(got, tf.conv3d(x, w, [...strides], padding));
    }
  });
}

for (const [name, x, w, options] of [
  ['dilated', [1, 6, 5, 2], [2, 2, 2, 2], { strides: [1, 1], padding: 'same', dilation: [2, 2], groups: 1 }],
  [
    'grouped, strided',
    [1, 6, 5, 4],
    [3, 3, 2, 4],
    { strides: [2, 1], padding: 'same', dilation: [1, 1], groups: 2 },
  ],
  ['one dimension', [2, 7, 3], [3, 3, 2], { strides: [2], padding: 'causal', dilation: [1], groups: 1 }],
  [
    'one channel a group',
    [1, 5, 5, 2],
    [2, 2, 1, 4],
    { strides: [1, 1], padding: 'valid', dilation: [1, 1], groups: 2 },
  ],
  [
    'three dimensions',
    [1, 3, 4, 3, 2],
    [2, 2, 2, 2, 2],
    { strides: [1, 2, 1], padding: 'same', dilation: [1, 1, 1], groups: 1 },
  ],
  [
    'three dimensions, each second slice',
    [1, 5, 3, 3, 2],
    [2, 2, 2, 2, 2],
    { strides: [2, 1, 1], padding: 'valid', dilation: [1, 1, 1], groups: 1 },
  ],
] as const) {
  test(`gradients agree with central differences: ${name}`, () => {
    gradientsAgree((a, b) => convolve(a, b, options), [ramp([...x]), ramp([...w], 2)]);
  });
}

test('depthwise gradients agree with central differences, dilated', () => {
  gradientsAgree(
    (a, b) => depthwiseConvolve(a, b, { strides: [1, 1], padding: 'same', dilation: [2, 1] }),
    [ramp([1, 5, 4, 2]), ramp([2, 2, 2, 2], 2)],
  );
});

for (const [name, x, w, options, pad] of [
  ['strides', [2, 4, 3, 3], [3, 2, 4, 3], { strides: [2, 3], outputSize: [9, 9], padding: 'valid' }, 'valid'],
  ['same', [2, 4, 3, 3], [3, 2, 4, 3], { strides: [2, 3], outputSize: [8, 9], padding: 'same' }, 'same'],
  [
    'same, odd output',
    [1, 4, 3, 2],
    [4, 3, 2, 2],
    { strides: [2, 2], outputSize: [7, 6], padding: 'same' },
    'same',
  ],
] as const) {
  test(`the transposed convolution equals that of tfjs-core: ${name}`, () => {
    const [input, kernel] = [ramp([...x]) as tf.Tensor4D, ramp([...w], 2) as tf.Tensor4D];
    const [height, width] = options.outputSize;
    close(
      convolveTransposed(input, kernel, { ...options, dilation: [1, 1] }),
      tf.conv2dTranspose(
        input,
        kernel,
        [x[0], height, width, w[2]],
        options.strides as [number, number],
        pad,
      ),
    );
  });
}

for (const [name, x, w, options] of [
  ['one dimension', [2, 4, 2], [3, 3, 2], { strides: [2], padding: 'same', dilation: [1], outputSize: [8] }],
  [
    'two dimensions, dilated',
    [1, 3, 2, 2],
    [2, 2, 3, 2],
    { strides: [1, 1], padding: 'valid', dilation: [2, 1], outputSize: [5, 3] },
  ],
  [
    'three dimensions',
    [1, 2, 2, 1, 2],
    [2, 1, 2, 2, 2],
    { strides: [2, 1, 2], padding: 'valid', dilation: [1, 1, 1], outputSize: [4, 2, 2] },
  ],
] as const) {
  test(`gradients of the transposed convolution agree with central differences: ${name}`, () => {
    gradientsAgree((a, b) => convolveTransposed(a, b, options), [ramp([...x]), ramp([...w], 2)]);
  });
}
