import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countLayers,
  layerDetails,
  layerShare,
  modelSentence,
  shownShapes,
  trainableState,
} from '../../../../src/display/summary/summary-rows.js';
import { SUMMARY } from '../sample-summary.js';

const [features, flatten, , dense] = SUMMARY.layers;

test('tells what trains from the two counts', () => {
  assert.equal(trainableState(features!), 'partly');
  assert.equal(trainableState(features!.layers![0]!), 'frozen');
  assert.equal(trainableState(dense!), 'yes');
  assert.equal(trainableState(flatten!), 'none');
  assert.equal(trainableState({ ...dense!, parameters: null, trainableParameters: null }), 'none');
});

test('drops the batch dimension', () => {
  assert.equal(shownShapes([[null, 5, null, 64]], '×'), '5×?×64');
  assert.equal(
    shownShapes(
      [
        [null, 2],
        [null, 1600],
      ],
      ' × ',
    ),
    '2, 1,600',
  );
  assert.equal(shownShapes([], '×'), undefined);
});

test('says what feeds a layer where it is not the one above', () => {
  assert.equal(layerDetails({ ...dense!, inputs: ['a', 'b'] }), '96 units, relu, from a and b');
  assert.equal(layerDetails({ ...flatten!, inputs: ['a'] }), 'from a');
});

test('counts nested layers and shares', () => {
  assert.equal(countLayers(SUMMARY.layers), 10);
  assert.equal(layerShare(flatten!, SUMMARY), undefined);
  assert.equal(layerShare(dense!, SUMMARY), 49_248 / 57_066);
});

test('names all inputs', () => {
  assert.equal(modelSentence(SUMMARY), 'Sequential, input 24 × 24 × 1');
  const two = {
    ...SUMMARY,
    className: 'Functional',
    inputShapes: [
      [null, 8],
      [null, 3],
    ],
  };
  assert.equal(modelSentence(two), 'Functional, inputs 8 and 3');
});
