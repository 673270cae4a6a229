import assert from 'node:assert/strict';
import { afterEach, it, mock } from 'node:test';
import { EvaluateProgress } from '../../../src/callbacks/evaluate-progress.js';
import { setSink } from '../../../src/display/sink.js';

afterEach(() => void setSink(undefined));

function run(kind: 'file' | 'terminal', verbose: 'auto' | 1 | 2): string {
  setSink({ kind, columns: 80, send: () => {} });
  let written = '';
  const write = mock.method(process.stdout, 'write', (text: string) => {
    written += text;
    return true;
  });
  try {
    const progress = new EvaluateProgress(verbose);
    progress.setParams({ epochs: 1, steps: 2, verbose: 1 });
    progress.onTestBegin();
    progress.onTestBatchEnd(0, { loss: 2 });
    progress.onTestEnd({ loss: 1.5 });
  } finally {
    write.mock.restore();
  }
  return written;
}

it('evaluate ends with a line in any case, and overwrites one in a terminal', () => {
  assert.match(run('file', 'auto'), /^2\/2 .*loss: 1\.5000\n$/);
  assert.match(run('terminal', 1), /^1\/2 .*loss: 2\.0000.*\r2\/2 .*loss: 1\.5000\s*\n$/s);
  assert.match(run('terminal', 2), /^2\/2 .*\n$/);
});
