import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogram } from '../../../../src/display/charts/histogram.js';
import { bell, fakeTensor } from '../sample-tensor.js';

test('values, values under names, named tensors', () => {
  assert.match(histogram(bell(500)).toString(80), /^values +values/);
  assert.match(histogram({ kernel: bell(500), bias: [0, 0.5] }).toString(80), /^kernel +500/m);
  const weights = [{ ...fakeTensor(bell(50), [50]), name: 'kernel', path: 'dense/kernel' }];
  assert.match(histogram(weights as never).toString(80), /^dense\/kernel +50/m);
});

test('wrong options and input', () => {
  assert.throws(() => histogram([1], { bins: 0 }), {
    name: 'ValueError',
    message: /bins must be .* received 0/,
  });
  assert.throws(() => histogram({}), { name: 'ValueError', message: /at least one tensor/ });
  assert.throws(() => histogram({ a: [1] }, { before: { b: [1] } }), {
    name: 'ValueError',
    message: /a is missing, received b/,
  });
});
