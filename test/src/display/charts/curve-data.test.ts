import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rankScores, trapezoidArea } from '../../../../src/display/charts/curve-data.js';
import { sampleScores } from './sample-scores.js';

const WHERE = 'charts.rocCurve';

test('a point for each score that occurs, from no sample to all', () => {
  const [ranked] = rankScores(WHERE, [0, 1, 1, 0], [0.2, 0.9, 0.5, 0.5], {});
  assert.deepEqual(ranked, {
    name: '',
    positives: 2,
    negatives: 2,
    points: [
      { threshold: Infinity, truePositives: 0, falsePositives: 0 },
      { threshold: 0.9, truePositives: 1, falsePositives: 0 },
      { threshold: 0.5, truePositives: 2, falsePositives: 1 },
      { threshold: 0.2, truePositives: 2, falsePositives: 2 },
    ],
  });
});

test('two columns are those of classes 0 and 1, one-hot labels and booleans count', () => {
  const [one] = rankScores(WHERE, [0, 1, 1], [0.2, 0.9, 0.5], {});
  const columns = [
    [0.8, 0.2],
    [0.1, 0.9],
    [0.5, 0.5],
  ];
  const oneHot = [
    [1, 0],
    [0, 1],
    [0, 1],
  ];
  assert.deepEqual(rankScores(WHERE, oneHot, columns, {})[0], one);
  assert.deepEqual(rankScores(WHERE, [false, true, true] as never, [[0.2], [0.9], [0.5]], {})[0], one);
});

test('a class is chosen by its number; class 0 of one score a sample has the lowest scores', () => {
  const { labels, scores } = sampleScores(3, 50);
  const [chosen] = rankScores(WHERE, labels, scores, { positive: 2 });
  assert.equal(chosen?.positives, labels.filter((label) => label === 2).length);
  const [zero] = rankScores(WHERE, [0, 1], [0.3, 0.9], { positive: 0 });
  assert.deepEqual(
    zero?.points.map(({ threshold, truePositives }) => [threshold, truePositives]),
    [
      [-Infinity, 0],
      [0.3, 1],
      [0.9, 1],
    ],
  );
});

test('each class of several against all others; models under their names', () => {
  const { labels, scores } = sampleScores(3, 50);
  const names = (given: Parameters<typeof rankScores>[2], options = {}) =>
    rankScores(WHERE, labels, given, options).map(({ name }) => name);
  assert.deepEqual(names(scores), ['0', '1', '2']);
  assert.deepEqual(names(scores, { classNames: ['a', 'b', 'c'] }), ['a', 'b', 'c']);
  assert.deepEqual(names({ first: scores, second: scores }, { positive: 1 }), ['first', 'second']);
});

test('what cannot be ranked is an error that says why', () => {
  const { labels, scores } = sampleScores(3, 50);
  for (const [given, values, options, message] of [
    [[0, 1], [0.5], {}, /scores must be as many as labels, 2; received 1/],
    [[0, 1], [0.5, Number.NaN], {}, /received NaN for sample 1/],
    [[1, 1], [0.5, 0.6], {}, /samples of class 1 and of others; received only class 1/],
    [[], [], {}, /at least one label; received none/],
    [labels, { a: scores }, {}, /compared on one class; .*\n.*positive: 0/],
    [labels, scores, { classNames: ['a'] }, /classNames must be 3 names; received 1/],
    [labels, scores, { positive: 3 }, /positive must be the number of a class below 3; received 3/],
    [labels, scores, { className: [] }, /unknown option className; did you mean classNames/],
    [labels, {}, {}, /or those of several models under names; received {}/],
  ] as const) {
    assert.throws(() => rankScores(WHERE, given as never, values as never, options as never), {
      name: /^(Value|Shape)Error$/,
      message,
    });
  }
});

test('the area under lines', () => {
  assert.equal(
    trapezoidArea([
      [0, 0],
      [0.5, 1],
      [1, 1],
    ]),
    0.75,
  );
});
