import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelGraph } from '../../../../src/display/charts/graph-data.js';
import { graphText } from '../../../../src/display/charts/graph-text.js';
import { assertGolden, widest } from '../golden.js';
import { BRANCHED } from '../sample-graph.js';

test('as its golden file, at most 80 columns', () => {
  const text = graphText(modelGraph(BRANCHED), 80);
  assert.ok(widest(text) <= 80);
  assertGolden('model-graph.txt', text);
});
