import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import type * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { audioDatasetFromDirectory } from '../../src/data/audio-dataset-from-directory.js';
import type { DirectoryDataset } from '../../src/data/folders/directory-dataset.js';
import { camelCase } from '../../src/support/names.js';
import { assertClose, type OracleArray, oracleCases } from './oracle.js';

interface Case {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, OracleArray>>;
  readonly elements: readonly (readonly OracleArray[])[];
}

describe('folders of sounds give what they give in Keras', () => {
  before(ensureReady);
  for (const { name, options, files, elements } of oracleCases<Case>('sounds')) {
    it(name, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'cellgrad-sounds-'));
      try {
        for (const [path, { values }] of Object.entries(files)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), Uint8Array.from(values));
        }
        const own = Object.entries(options).map(([key, value]) => [camelCase(key), value]);
        const settings = { ...Object.fromEntries(own), shuffle: false, verbose: false };
        const sounds = audioDatasetFromDirectory(folder, settings) as DirectoryDataset<
          tf.Tensor | tf.Tensor[]
        >;
        const found = await sounds.toArray();
        assert.equal(found.length, elements.length);
        for (const [i, parts] of elements.entries())
          for (const [j, array] of parts.entries()) assertClose([found[i]!].flat()[j]!, array, 0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }
});
