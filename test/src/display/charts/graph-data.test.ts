import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelGraph } from '../../../../src/display/charts/graph-data.js';
import { BRANCHED } from '../sample-graph.js';
import { SUMMARY } from '../sample-summary.js';

test('a chain begins at one input; a nested model is one box', () => {
  const { nodes, edges } = modelGraph(SUMMARY);
  assert.deepEqual(
    nodes.map(({ name }) => name),
    ['input', 'features', 'flatten', 'dropout', 'dense', 'dense_1'],
  );
  assert.deepEqual(edges, [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 5],
  ]);
});

test('named inputs are boxes, branches are arrows', () => {
  const { nodes, edges } = modelGraph(BRANCHED);
  assert.deepEqual(nodes.slice(0, 2), [
    { name: 'left', className: 'Input', details: '', shape: '16' },
    { name: 'right', className: 'Input', details: '', shape: '8' },
  ]);
  const named = edges.map(([from, to]) => `${nodes[from]!.name} ${nodes[to]!.name}`);
  assert.deepEqual(named, [
    'left dense',
    'right dense_1',
    'dense_1 dense_2',
    'dense concatenate',
    'dense_2 concatenate',
    'concatenate add',
    'dense add',
    'add dense_3',
  ]);
});
