import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CSVLogger } from '../../../src/callbacks/csv-logger.js';

describe('CSVLogger', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-csv-'));
  const file = join(folder, 'log.csv');
  after(() => rmSync(folder, { recursive: true }));
  const read = () => readFileSync(file, 'utf8');

  it('writes a line for each epoch, with sorted columns and those of validation', () => {
    const logger = new CSVLogger(file);
    logger.onTrainBegin();
    logger.onEpochEnd(0, { loss: 2, accuracy: 0.5 });
    logger.onEpochEnd(1, { loss: 1, accuracy: 1, val_loss: 3, val_accuracy: 0 });
    assert.equal(read(), 'epoch,accuracy,loss,val_accuracy,val_loss\r\n0,0.5,2,NA,NA\r\n1,1,1,0,3\r\n');
  });

  it('goes on in a file, without a second header', () => {
    const logger = new CSVLogger(file, { append: true });
    logger.onTrainBegin();
    logger.onEpochEnd(2, { loss: 0, accuracy: 1, val_loss: 3, val_accuracy: 0 });
    assert.match(read(), /\r\n2,1,0,0,3\r\n$/);
    assert.equal(read().match(/epoch/g)?.length, 1);
  });

  it('begins the file again otherwise, with another separator', () => {
    const logger = new CSVLogger(file, { separator: ';' });
    logger.onTrainBegin();
    assert.equal(read(), '');
    logger.onEpochEnd(0, { 'a;b': 1, val_x: 2 });
    assert.equal(read(), 'epoch;"a;b";val_x\r\n0;1;2\r\n');
  });
});
