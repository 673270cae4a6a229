import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { ensureReady } from '../../../../src/backends/choose.js';
import { Dataset } from '../../../../src/data/dataset.js';
import { ELEMENTS } from '../../../../src/data/element.js';
import { loadFiles } from '../../../../src/data/folders/load-files.js';
import { HostTensor } from '../../../../src/data/host-tensor.js';
import { TEXT } from '../../../../src/data/tensor-spec.js';
import { collect } from '../collect.js';

describe('loadFiles', () => {
  before(ensureReady);

  it('keeps the order and the labels', async () => {
    const names = Dataset.fromTensorSlices([
      ['9', '1', '5'],
      [1, 2, 3],
    ]);
    const stage = loadFiles(
      names[ELEMENTS],
      'load',
      async (path) => {
        await new Promise((done) => setTimeout(done, Number(path)));
        return new HostTensor([`file ${path}`], [], 'string');
      },
      TEXT,
    );
    assert.deepEqual(await collect(Dataset.fromStage(stage)), [
      ['file 9', 1],
      ['file 1', 2],
      ['file 5', 3],
    ]);
  });

  it('errors name the stage and the element', async () => {
    const stage = loadFiles(
      Dataset.fromTensorSlices(['a', 'b'])[ELEMENTS],
      'load',
      async (path) => {
        if (path === 'b') throw new Error(`${path} is damaged`);
        return new HostTensor([path], [], 'string');
      },
      TEXT,
    );
    await assert.rejects(
      collect(Dataset.fromStage(stage)),
      /^DataError: Dataset\.load, element 1: b is damaged/,
    );
  });
});
