import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelGraph } from '../../../../src/display/charts/graph-data.js';
import { placeGraph } from '../../../../src/display/charts/graph-place.js';
import { graphSpec } from '../../../../src/display/charts/graph-spec.js';
import { SUMMARY } from '../sample-summary.js';
import { compileStrictly } from './compile.js';

test('leads where it is asked to', () => {
  for (const [rankdir, sign, axis] of [
    ['TB', 1, 'y'],
    ['BT', -1, 'y'],
    ['LR', 1, 'x'],
    ['RL', -1, 'x'],
  ] as const) {
    const { boxes, width, height } = placeGraph(modelGraph(SUMMARY, { rankdir }), 100, 30);
    for (const [i, box] of boxes.slice(1).entries()) assert.ok(sign * (box[axis] - boxes[i]![axis]) > 0);
    assert.ok(boxes.every(({ x, y }) => x >= 50 && x <= width - 50 && y >= 15 && y <= height - 15));
  }
});

test('an open nested model has a frame around its layers, and no others', () => {
  const graph = modelGraph(SUMMARY, { expandNested: true });
  const { boxes, frames } = placeGraph(graph, 100, 30);
  assert.deepEqual(
    frames.map(({ name }) => name),
    ['features'],
  );
  const [frame] = frames;
  for (const [i, { within }] of graph.nodes.entries())
    assert.equal(boxes[i]!.y > frame!.top && boxes[i]!.y < frame!.bottom, within !== undefined);
  compileStrictly(graphSpec(graph));
});
