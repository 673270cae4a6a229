import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LineStyleName, LineView } from '../../../../src/display/fit/line-view.js';
import { Throttle } from '../../../../src/display/fit/throttle.js';
import type { FitState } from '../../../../src/display/fit-data.js';
import type { DisplaySink } from '../../../../src/display/sink.js';
import { assertGolden } from '../golden.js';
import { recordingSink } from '../recording-sink.js';
import { epochs, FINISHED, RUNNING } from '../sample-fit.js';

/** What is written of a training of 2 epochs of 4 batches, and what a terminal shows of it in the end. */
async function write(style: LineStyleName, kind: DisplaySink['kind']) {
  const texts: string[] = [];
  let time = 0;
  const view = new LineView(
    style,
    (text) => void texts.push(text),
    new Throttle(() => time),
    recordingSink(kind),
  );
  const done = epochs(2).map((epoch) => ({ ...epoch, steps: 4 }));
  for (let epoch = 0; epoch < 2; epoch++) {
    for (let batch = 1; batch <= 4; batch++, time += 400) {
      const state: FitState = {
        ...RUNNING,
        epochs: 2,
        done: done.slice(0, epoch),
        current: { ...RUNNING.current!, epoch, batch, steps: 4, seconds: 0.4 * batch },
      };
      view.update(state);
    }
  }
  await view.finish({ ...FINISHED, epochs: 2, done, seconds: 3 });
  const written = texts.join('');
  return { written, screen: onScreen(written) };
}

/** Overwrites lines as a terminal does. */
function onScreen(written: string): string {
  return written
    .split('\n')
    .map((line) => {
      let shown: string[] = [];
      for (const part of line.split('\r')) shown = [...part, ...shown.slice([...part].length)];
      return shown.join('').trimEnd();
    })
    .join('\n');
}

test('terminal: one line that is overwritten, then one line an epoch', async () => {
  const { written, screen } = await write('progress-line', 'terminal');
  assert.ok(written.split('\r').length > 4);
  assertGolden('fit-terminal.txt', screen);
});

test('no line of the running epoch is wider than the terminal', async () => {
  const { written } = await write('progress-line', 'terminal');
  for (const line of written
    .split('\n')
    .slice(0, 2)
    .flatMap((text) => text.split('\r'))
    .slice(0, -1)) {
    assert.ok([...line.trimEnd()].length < 130, line);
  }
});

test('file: one line an epoch, nothing overwritten', async () => {
  const { written } = await write('epoch-lines', 'file');
  assert.doesNotMatch(written, /\r/);
  assertGolden('fit-file.txt', written);
});

test("verbose 1: Keras's bars", async () => {
  const { screen } = await write('keras-bars', 'terminal');
  assertGolden('fit-verbose-1.txt', screen);
});

test('verbose 1 in a file: the full bar of each epoch alone', async () => {
  const { written } = await write('keras-bars', 'file');
  assert.doesNotMatch(written, /\r/);
  assert.equal(written.split('\n').length, 5);
});

test("verbose 2: Keras's line an epoch", async () => {
  const { written } = await write('keras-lines', 'notebook');
  assertGolden('fit-verbose-2.txt', written);
});

test('asks for a state only if it would be seen', () => {
  const view = (style: LineStyleName, kind: DisplaySink['kind']) =>
    new LineView(style, () => {}, new Throttle(() => 0), recordingSink(kind)).due();
  assert.equal(view('progress-line', 'terminal'), true);
  assert.equal(view('epoch-lines', 'file'), false);
  assert.equal(view('keras-lines', 'terminal'), false);
  assert.equal(view('keras-bars', 'file'), false);
});

test('an interrupt ends the open line', async () => {
  const texts: string[] = [];
  const view = new LineView(
    'progress-line',
    (text) => void texts.push(text),
    new Throttle(() => 0),
    recordingSink('terminal'),
  );
  view.update(RUNNING);
  await view.finish({ ...RUNNING, outcome: { state: 'interrupted' } });
  assert.match(texts.join(''), /7\.3 s left {2}loss 0\.2419\nInterrupted in epoch 5 of 10/);
});
