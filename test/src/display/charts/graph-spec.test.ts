import { test } from 'node:test';
import { modelGraph } from '../../../../src/display/charts/graph-data.js';
import { graphSpec } from '../../../../src/display/charts/graph-spec.js';
import { assertGolden } from '../golden.js';
import { BRANCHED } from '../sample-graph.js';
import { SUMMARY } from '../sample-summary.js';
import { compileStrictly } from './compile.js';

test('compiles without a warning and is as its golden file', () => {
  const spec = graphSpec(modelGraph(BRANCHED));
  compileStrictly(spec);
  assertGolden('model-graph.vl.json', JSON.stringify(spec, null, 1));
});

test('a chain, and a model without layers', () => {
  compileStrictly(graphSpec(modelGraph(SUMMARY)));
  compileStrictly(graphSpec(modelGraph({ ...SUMMARY, layers: [] })));
});
