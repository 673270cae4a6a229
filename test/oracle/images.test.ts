import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { bytesOf } from '../../src/data/host-tensor.js';
import { imageDatasetFromDirectory } from '../../src/data/image-dataset-from-directory.js';
import { arrayToImg, imgToArray } from '../../src/data/images/img.js';
import { loadImg } from '../../src/data/images/load-img.js';
import { textDatasetFromDirectory } from '../../src/data/text-dataset-from-directory.js';
import { camelCase } from '../../src/support/names.js';
import { NumpyRandom } from '../../src/support/numpy-random.js';
import { liveTensors } from '../live-tensors.js';
import { assertClose, lookNow, type OracleArray, oracleCase, oracleCases } from './oracle.js';

type Files = Readonly<Record<string, OracleArray>>;

interface ImagesCase {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: Files;
  readonly images: OracleArray;
  readonly labels: OracleArray;
  readonly paths: readonly string[];
  readonly classes: readonly string[];
}

interface TextsCase {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: Files;
  readonly training: readonly (readonly number[])[];
  readonly validation: readonly (readonly [text: number[], label: number])[];
}

interface LoadCase {
  readonly name: string;
  readonly file: OracleArray;
  readonly options: Readonly<Record<string, unknown>>;
  readonly pixels: OracleArray;
}

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-images-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, files: Files): string {
  for (const [file, { values }] of Object.entries(files)) {
    const path = join(folder, name, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Uint8Array.from(values));
  }
  return join(folder, name);
}

function camel(options: Readonly<Record<string, unknown>>): Record<string, never> {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [camelCase(key), value as never]));
}

const named = (kind: string) =>
  oracleCases<ImagesCase & LoadCase>('images').filter(({ name }) => name.startsWith(kind));

describe('folders and images are read as Keras reads them', () => {
  before(ensureReady);

  for (const { name, options, files, images, labels, paths, classes } of named('images: ')) {
    it(name, async () => {
      const live = await liveTensors();
      const directory = write(name, files);
      const dataset = imageDatasetFromDirectory(directory, {
        shuffle: false,
        batchSize: 16,
        verbose: false,
        ...camel(options),
      });
      assert.deepEqual(dataset.classNames, classes);
      assert.deepEqual(
        dataset.filePaths.map((path) => relative(directory, path)),
        paths,
      );
      const batches = (await dataset.toArray()) as tf.Tensor[][];
      assert.equal(batches.length, 1);
      const [found, kinds] = batches[0] as [tf.Tensor, tf.Tensor];
      // Another build of libjpeg: a level here and there, which bilinear weights keep.
      const isJpeg = name.includes('jpeg');
      if (isJpeg) {
        const off = found.sub(tf.tensor(images.values, images.shape)).abs();
        const [most, mean] = [await off.max().data(), await off.mean().data()];
        assert.ok(most[0]! <= 3, `${most}`);
        assert.ok(mean[0]! < 1.2, `${mean}`);
      } else assertClose(found, images, 2e-6 * 255);
      assertClose(kinds, labels);
      assert.equal(kinds.dtype, labels.dtype);
      if (!isJpeg) {
        tf.dispose([found, kinds]);
        await lookNow();
        assert.equal(await liveTensors(), live);
      }
    });
  }

  it('texts: the same files in each part, bytes and labels', async () => {
    const { options, files, training, validation } = oracleCase<TextsCase>('images', 'texts');
    const parts = textDatasetFromDirectory(write('texts', files), {
      ...camel(options),
      subset: 'both',
      batchSize: null,
      verbose: false,
    });
    const [first, second] = [[], []] as [number[], number][][];
    await parts[0].forEach((text, label) => {
      first!.push([[...bytesOf(text)[0]!], label.dataSync()[0] as number]);
    });
    await parts[1].forEach((text, label) => {
      assert.deepEqual([text.shape, label.shape], [[], [1]]);
      second!.push([[...bytesOf(text)[0]!], label.dataSync()[0] as number]);
    });
    assert.deepEqual(second, validation);
    assert.deepEqual(
      new Set(first!.map(([text]) => text.join())),
      new Set(training.map((text) => text.join())),
    );
  });

  for (const { name, file, options, pixels } of named('load: ')) {
    it(name, async () => {
      const x = imgToArray(await loadImg(Uint8Array.from(file.values), camel(options)));
      // Pillow rounds sums of rounded weights; where a sum lies between two levels, it may be the other one.
      assertClose(x, pixels, 1 / 255 + 1e-6);
      x.dispose();
    });
  }

  it('arrayToImg and imgToArray', () => {
    const { x, pixels, first } = oracleCase<{
      readonly name: string;
      readonly x: OracleArray;
      readonly pixels: OracleArray;
      readonly first: OracleArray;
    }>('images', 'array to img');
    const img = arrayToImg(tf.tensor(x.values, x.shape));
    assertClose(imgToArray(img), pixels);
    assertClose(imgToArray(img, { dataFormat: 'channelsFirst' }), first);
  });

  for (const { name, order } of oracleCases<{ readonly name: string; readonly order: OracleArray }>(
    'images',
  ).filter((one) => one.name.startsWith('shuffle'))) {
    it(name, () => {
      const found = Int32Array.from(order.values, (_, i) => i);
      new NumpyRandom(found.length + 100).shuffle(found);
      assert.deepEqual(found, order.values);
    });
  }
});
