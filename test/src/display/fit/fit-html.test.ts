import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitHtml } from '../../../../src/display/fit/fit-html.js';
import { assertGolden } from '../golden.js';
import { epochs, FAILED, FINISHED, INTERRUPTED, LOST, RUNNING, STOPPED } from '../sample-fit.js';
import { assertSurvivesSanitizer } from '../sanitizer.js';

const STATES = {
  running: RUNNING,
  finished: FINISHED,
  'early-stopped': STOPPED,
  interrupted: INTERRUPTED,
  failed: FAILED,
  lost: LOST,
};

for (const [name, state] of Object.entries(STATES)) {
  test(`${name}: as its golden file, and nothing in it is stripped`, () => {
    const html = fitHtml(state);
    assertSurvivesSanitizer(html);
    assertGolden(`fit-${name}.html`, html);
  });
}

test('the columns are there from the first batch on', () => {
  const heads = (html: string) =>
    [...html.matchAll(/<th scope="col"[^>]*>(.*?)<\/th>/g)].map(([, text]) => text);
  assert.deepEqual(heads(fitHtml({ ...RUNNING, done: [], current: null })), heads(fitHtml(RUNNING)));
});

test('the progress is a progress element with its text', () => {
  assert.match(fitHtml(RUNNING), /<progress value="43\.8" max="100"[^>]*>43 %<\/progress>/);
  assert.doesNotMatch(fitHtml(FINISHED), /<progress/);
});

test('while it runs: the best row, the last ten and the running one, and no folded rows', () => {
  const html = fitHtml({
    ...RUNNING,
    epochs: 50,
    done: epochs(18),
    current: { ...RUNNING.current!, epoch: 18 },
  });
  assert.equal(html.match(/<th scope="row"/g)?.length, 12);
  assert.doesNotMatch(html, /<details/);
  assert.match(html, /the best and the last ten epochs; 5,000 samples/);
});

test('at the end the others are folded away, none is lost', () => {
  const html = fitHtml(STOPPED);
  assert.equal(html.match(/<th scope="row"/g)?.length, 18);
  assert.match(html, /<summary[^>]*>9 more epochs<\/summary>/);
});

test('what a user wrote is escaped', () => {
  const html = fitHtml({
    ...FAILED,
    modelName: '"><img>',
    outcome: { state: 'failed', message: '<script>' },
  });
  assert.doesNotMatch(html, /<script|<img/);
});

test('values that are not numbers are shown as such', () => {
  const [first] = epochs(1);
  const logs = { ...first!.logs, loss: Number.NaN, val_loss: Infinity };
  const html = fitHtml({ ...FINISHED, done: [{ ...first!, logs }] });
  assert.match(html, />NaN</);
  assert.match(html, />∞</);
});
