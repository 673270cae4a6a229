import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../src/backends/choose.js';
import { Replication } from '../../../src/distribute/replication.js';
import { Strategy } from '../../../src/distribute/strategy.js';
import { Together, togetherOf } from '../../../src/models/together.js';
import { KeyboardInterrupt } from '../../../src/support/errors.js';
import { liveTensors } from '../../live-tensors.js';
import { Echo } from '../distribute/echo.js';
import { smallData, smallModel } from './small-model.js';

class Several extends Strategy {
  constructor(echo = new Echo()) {
    super(new Replication(echo));
  }
}

const quiet = { verbose: 0 } as const;

describe('Together', () => {
  before(ensureReady);

  const together = (echo: Echo) => new Together(smallModel(), new Replication(echo), null, []);
  const batch = { size: 3, tensors: () => [[]] as const };

  it('is null where there is one replica', () => assert.equal(togetherOf(smallModel(), null, null), null));

  it('adds up what all have, and sees who has nothing', () => {
    assert.equal(together(new Echo(4)).begin(batch, {})!.total, 12);
    const step = together(new Echo(2, 0, { value: 0 })).begin(batch, {})!;
    assert.deepEqual([step.total, step.uneven], [3, true]);
    assert.equal(together(new Echo()).begin(null, {}), null);
  });

  it('stops where any replica stops, and is interrupted where any is', () => {
    let stopped = false;
    const step = together(new Echo(2, 0, { stop: true })).begin(batch, {}, () => {
      stopped = true;
    });
    assert.deepEqual([step, stopped], [null, true]);
    assert.equal(together(new Echo(2, 0, { stop: true })).stops(false), true);
    assert.equal(together(new Echo()).stops(false), false);
    assert.throws(() => together(new Echo(2, 0, { interrupted: true })).begin(batch, {}), KeyboardInterrupt);
  });

  it('fits and evaluates without leaving a tensor behind, and its logs are those of all', async () => {
    const model = new Several(new Echo(2)).scope(smallModel);
    const [x, y] = smallData();
    const first = await model.fit(x, y, { ...quiet, validationSplit: 0.25 });
    assert.ok(Number.isFinite(first.history['loss']![0]));
    const before = await liveTensors();
    await model.fit(x, y, { ...quiet, batchSize: 3, callbacks: { onTrainBatchEnd: () => {} } });
    await model.evaluate(x, y, quiet);
    await model.trainOnBatch(x, y);
    assert.equal(await liveTensors(), before);
  });
});
