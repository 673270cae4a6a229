import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { withSession } from '../harness.js';

const environment = { ...process.env };
after(() => {
  process.env = environment;
});
const BIN = resolve(import.meta.dirname, '../../../../.venv/bin');

test("%tensorboard opens Python's, once for the same folder, and it answers with what is in the logs", () =>
  withSession(async (bench) => {
    process.env['PATH'] = `${BIN}${delimiter}${environment['PATH']}`;
    mkdirSync(join(bench.folder, 'logs'));
    const { error, displays } = await bench.run('%tensorboard --logdir=logs --height 300');
    assert.equal(error, undefined);
    const [shown] = displays;
    const data = shown?.kind === 'display' ? shown.data : {};
    const url = /^TensorBoard at (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(String(data['text/plain']))?.[1];
    assert.ok(url, JSON.stringify(data));
    assert.match(String(data['text/html']), new RegExp(`<iframe src="${url}" [^>]*height="300"`));
    const answer = (await (await fetch(`${url}data/environment`)).json()) as { data_location: string };
    assert.equal(answer.data_location, join(bench.folder, 'logs'));
    const again = await bench.run('%tensorboard --logdir logs');
    assert.match(JSON.stringify(again.displays), new RegExp(url));
  }));

test('what is missing or wrong is said', () =>
  withSession(async (bench) => {
    const failure = async (code: string) => (await bench.run(code)).error ?? '';
    assert.match(await failure('%tensorboard'), /expected --logdir DIR/);
    assert.match(await failure('%tensorboard --logdir'), /expected a value behind --logdir/);
    assert.match(await failure('%tensorboard --logdir x --port y'), /a number as --port; received y/);
    process.env['PATH'] = bench.folder;
    delete process.env['VIRTUAL_ENV'];
    delete process.env['CONDA_PREFIX'];
    const { error, traceback } = await bench.run('%tensorboard --logdir x');
    assert.match(error ?? '', /expected Python's tensorboard; there is none/);
    assert.match(traceback, /pip install tensorboard/);
    process.env['PATH'] = `${BIN}${delimiter}${environment['PATH']}`;
    assert.match(
      await failure('%tensorboard --logdir x --nonsense'),
      /it ended with exit code 2[\s\S]*nonsense/,
    );
  }));
