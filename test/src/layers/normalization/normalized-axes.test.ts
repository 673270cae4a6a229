import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  axesFor,
  knownSize,
  positiveAxes,
  spreadShape,
} from '../../../../src/layers/normalization/normalized-axes.js';

test('axes are a sorted list of different integers', () => {
  assert.deepEqual(axesFor('L', -1), [-1]);
  assert.deepEqual(axesFor('L', [3, 1]), [1, 3]);
  assert.throws(() => axesFor('L', []), /L: axis must be one axis or several different ones; received \[\]/);
  assert.throws(() => axesFor('L', [1, 1.5]), /axis must be an integer; received 1\.5/);
});

test('axes from behind are counted from the front', () => {
  assert.deepEqual(positiveAxes('L', [-1, 1], 4), [1, 3]);
  assert.throws(() => positiveAxes('L', [4], 4), /axis must be in \[-4, 3\]; received 4/);
});

test('the size of an axis has to be known', () => {
  assert.equal(knownSize('L', [null, 3], -1), 3);
  assert.throws(() => knownSize('L', [null, 3], 0), /L: expected axis 0 of a known size/);
});

test('a weight is spread over the other axes', () => {
  assert.deepEqual(spreadShape([2, 3, 4], [1]), [1, 3, 1]);
});
