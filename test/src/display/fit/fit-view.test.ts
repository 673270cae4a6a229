import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFitView } from '../../../../src/display/fit/fit-view.js';
import { recordingSink } from '../recording-sink.js';
import { FINISHED, RUNNING } from '../sample-fit.js';

test('verbose 0 says nothing and never asks for a state', async () => {
  const sink = recordingSink();
  const texts: string[] = [];
  const view = createFitView({ verbose: 0, sink, write: (text) => void texts.push(text) });
  assert.equal(view.due(), false);
  view.update(RUNNING);
  await view.finish(FINISHED);
  assert.deepEqual([sink.sent.length, texts.length], [0, 0]);
});

test('a notebook gets outputs, a file gets lines', async () => {
  const notebook = recordingSink('notebook');
  createFitView({ sink: notebook }).update(RUNNING);
  assert.ok(notebook.sent.length > 0);
  const file = recordingSink('file');
  const texts: string[] = [];
  createFitView({ sink: file, write: (text) => void texts.push(text) }).update(RUNNING);
  assert.equal(file.sent.length, 0);
  assert.match(texts.join(''), /^epoch {2}1 of 10 {2}loss 0\.9412/);
});
