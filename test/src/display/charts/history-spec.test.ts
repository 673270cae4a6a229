import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitCurves, historyCurves } from '../../../../src/display/charts/history-data.js';
import { historySpec } from '../../../../src/display/charts/history-spec.js';
import { drawSvg } from '../../../../src/display/charts/picture.js';
import { assertGolden } from '../golden.js';
import { epochs, STOPPED } from '../sample-fit.js';
import { compileStrictly } from './compile.js';

test('compiles without a warning and is as its golden file', () => {
  const spec = historySpec(fitCurves(STOPPED));
  compileStrictly(spec);
  assertGolden('training-curves.vl.json', JSON.stringify(spec, null, 1));
});

test('one epoch: points instead of lines', () => {
  const spec = historySpec(fitCurves({ ...STOPPED, done: epochs(1) }));
  compileStrictly(spec);
  assert.match(JSON.stringify(spec), /"type":"point"/);
  assert.doesNotMatch(JSON.stringify(spec), /logScale/);
});

test('loss alone, and more than two panels', () => {
  const alone = historySpec(historyCurves({ history: { loss: [3, 2, 1] } }));
  compileStrictly(alone);
  assert.equal((alone['hconcat'] as unknown[]).length, 1);
  const many = historySpec(
    historyCurves({ history: { loss: [3, 2], a: [1, 2], val_a: [1, 1], 'b.c': [1, 2] } }),
  );
  compileStrictly(many);
  assert.equal((many['vconcat'] as unknown[]).length, 2);
  assert.match((many['data'] as { values: string }).values, /^epoch,loss,a,val_a,series3\n/);
});

test('a metric may be called as the chart calls its own columns', () => {
  const history = { loss: [3, 2], y: [1, 2], value: [2, 1], series: [5, 4] };
  const spec = historySpec(historyCurves({ history }));
  compileStrictly(spec);
  assert.match((spec['data'] as { values: string }).values, /^epoch,loss,series1,series2,series3\n/);
});

test('values that are all the same: ticks around them, and no log switch', () => {
  const spec = historySpec(historyCurves({ history: { loss: [0.5, 0.5] } }));
  compileStrictly(spec);
  assert.match(JSON.stringify(spec), /"domain":\[0\.45,0\.55\]/);
  assert.doesNotMatch(JSON.stringify(spec), /logScale/);
  compileStrictly(historySpec(historyCurves({ history: { loss: [Number.NaN] } })));
});

test('a metric may have any name', async () => {
  const name = 'a.b[0] "q" \'s\' & \\x\n<b>';
  const spec = historySpec(
    historyCurves({ history: { loss: [3, 2], [name]: [1, 2], [`val_${name}`]: [1, 2] } }),
  );
  compileStrictly(spec);
  assert.match(await drawSvg(spec), /&lt;b&gt;/);
});

test('the log switch is there only if all losses are positive', () => {
  const has = (loss: number[]) => 'params' in historySpec(historyCurves({ history: { loss } }));
  assert.ok(has([3, 2, 1]));
  assert.ok(has([3, Number.NaN, 1]));
  assert.ok(!has([3, 0, 1]));
  assert.ok(!has([3, -1, 1]));
});

test('NaN and infinity leave a gap, and the spec stays valid JSON', () => {
  const spec = historySpec(
    historyCurves({ history: { loss: [3, Number.NaN, Infinity], val_loss: [1, 2, 3] } }),
  );
  compileStrictly(spec);
  assert.equal((spec['data'] as { values: string }).values, 'epoch,loss,val_loss\n1,3,1\n2,,2\n3,,3');
});

test('50 epochs of two metrics with validation stay small', () => {
  const values = Array.from({ length: 50 }, (_, index) => 1 / (index + 1.23456));
  const history = { loss: values, accuracy: values, val_loss: values, val_accuracy: values };
  const spec = historySpec(historyCurves({ history }));
  assert.ok((spec['data'] as { values: string }).values.length < 2_000);
  assert.ok(JSON.stringify(spec).length < 8_000, `${JSON.stringify(spec).length} bytes`);
});

test('labels at the line ends keep their distance, on the log scale too', () => {
  const spec = historySpec(historyCurves({ history: { loss: [1, 0.0001], val_loss: [1, 0.0002] } }));
  assert.match(JSON.stringify(spec), /"dy":\{"expr":"logScale \? /);
});

test('the label of the best epoch gets out of the way of a line', () => {
  const spec = JSON.stringify(
    historySpec(historyCurves({ history: { loss: [4, 3, 2, 1], accuracy: [1, 2, 3, 4] } })),
  );
  assert.match(spec, /"baseline":"bottom"/);
  assert.match(spec, /"baseline":"top"/);
});
