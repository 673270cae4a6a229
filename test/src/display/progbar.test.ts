import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { Progbar } from '../../../src/display/progbar.js';
import { setSink } from '../../../src/display/sink.js';
import { recordingSink } from './recording-sink.js';

describe('utils.Progbar', () => {
  afterEach(() => void setSink(undefined));

  const shown = (use: () => void): string[] => {
    const sink = recordingSink();
    setSink(sink);
    use();
    return sink.sent.map((message) =>
      message.kind === 'clear' ? 'clear' : `${message.kind} ${message.data['text/plain']}`,
    );
  };

  it('draws itself over itself, with the means of values and the last ones as they are', () => {
    const lines = shown(() => {
      const bar = new Progbar(4, { interval: 0, width: 4, unitName: 'file', statefulMetrics: ['rate'] });
      bar.update(1, [
        ['loss', 1],
        ['rate', 0.5],
      ]);
      bar.add(2, { loss: 4, rate: 0.25 });
    });
    assert.equal(lines.length, 2);
    assert.match(lines[0]!, /^display 1\/4 ━─── \d+s \d+(?:ms|us)\/file - loss: 1\.0000 - rate: 0\.5000$/);
    assert.match(lines[1]!, /^update 3\/4 ━━━─ \d+s \d+(?:ms|us)\/file - loss: 3\.0000 - rate: 0\.2500$/);
  });

  it('shows one line with verbose 2, nothing with 0, and refuses both kinds of metrics', () => {
    const run = (verbose: 0 | 2) =>
      shown(() => {
        const bar = new Progbar(2, { verbose });
        bar.update(1, [['loss', 3]]);
        bar.update(2, [['loss', 1]]);
      });
    assert.deepEqual(run(0), []);
    assert.equal(run(2).length, 1);
    assert.match(run(2)[0]!, /^display 2\/2 - 0s - \d+(?:ms|us)\/step - loss: 1\.0000$/);
    assert.throws(() => new Progbar(2, { statefulMetrics: [], statelessMetrics: [] }), /received both/);
    assert.throws(() => new Progbar(0), /target must be a positive integer/);
  });
});
