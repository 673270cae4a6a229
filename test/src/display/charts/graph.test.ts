import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graph } from '../../../../src/display/charts/graph.js';
import { summaryView } from '../../../../src/display/summary/summary-view.js';
import { BRANCHED } from '../sample-graph.js';
import { SUMMARY } from '../sample-summary.js';

test('takes a model that describes itself, a summary, its data', () => {
  const text = graph(SUMMARY).toString(80);
  assert.equal(graph({ summaryData: () => SUMMARY }).toString(80), text);
  assert.equal(graph(summaryView(SUMMARY)).toString(80), text);
});

test('saves as a picture', async () => {
  const svg = await graph(BRANCHED).toSvg();
  assert.match(svg, /Concatenate/);
});

test('anything else is refused', () => {
  assert.throws(() => graph(null as never), {
    name: 'ValueError',
    message: 'charts.graph: expected a model; received null.',
  });
});
