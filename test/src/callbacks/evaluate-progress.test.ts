import assert from 'node:assert/strict';
import { afterEach, it, mock } from 'node:test';
import { EvaluateProgress } from '../../../src/callbacks/evaluate-progress.js';
import { setSink } from '../../../src/display/sink.js';

afterEach(() => void setSink(undefined));

function run(kind: 'file' | 'terminal', verbose: 'auto' | 1 | 2): string {
  return output(kind, () => {
    const progress = new EvaluateProgress(verbose);
    progress.setParams({ epochs: 1, steps: 2, verbose: 1 });
    progress.onTestBegin();
    progress.onTestBatchEnd(0, { loss: 2 });
    progress.onTestEnd({ loss: 1.5 });
  });
}

function output(kind: 'file' | 'terminal', act: () => void): string {
  setSink({ kind, columns: 80, send: () => {} });
  let written = '';
  const write = mock.method(process.stdout, 'write', (text: string) => {
    written += text;
    return true;
  });
  try {
    act();
  } finally {
    write.mock.restore();
  }
  return written;
}

it('evaluate ends with a line in any case, and overwrites one in a terminal', () => {
  assert.match(run('file', 'auto'), /^2\/2 .*loss: 1\.5000\n$/);
  assert.match(run('terminal', 1), /^1\/2 .*loss: 2\.0000.*\r2\/2 .*loss: 1\.5000\s*\n$/s);
  assert.match(run('terminal', 2), /^2\/2 - 0s - \S+\/step - loss: 1\.5000\n$/);
});

it('predict has the same lines, without values', () => {
  const [bar, line] = ([1, 2] as const).map((verbose) =>
    output('file', () => {
      const progress = new EvaluateProgress(verbose, { count: 3 });
      progress.setParams({ epochs: 1, steps: null, verbose });
      progress.onPredictBegin();
      progress.onPredictBatchEnd(0);
      progress.onPredictEnd();
    }),
  );
  assert.match(bar ?? '', /^3\/3 ━{20} 0s \S+\/step\n$/);
  assert.match(line ?? '', /^3\/3 - 0s - \S+\/step\n$/);
});
