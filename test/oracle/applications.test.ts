import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { MobileNetV2, ResNet50 } from '../../src/applications/index.js';
import { ensureReady } from '../../src/backends/choose.js';
import { loadModel } from '../../src/models/index.js';
import type { Model } from '../../src/models/model.js';
import { resetNames, snakeCaseKeys } from '../../src/support/names.js';
import { share } from '../share.js';
import { assertClose, oracleCases } from './oracle.js';

interface Case {
  readonly name: string;
  readonly config: unknown;
  readonly weights: readonly string[];
  readonly shapes: readonly (readonly number[])[];
}

/** As in test/oracle/cases/applications.py. */
const MODELS: Readonly<Record<string, () => Model>> = {
  mobilenet_v2: () => MobileNetV2({ weights: null }),
  mobilenet_v2_narrow: () =>
    new MobileNetV2({ weights: null, alpha: 0.35, inputShape: [33, 40, 1], classes: 10 }),
  mobilenet_v2_wide: () =>
    MobileNetV2({ weights: null, alpha: 1.4, includeTop: false, pooling: 'avg', inputShape: [96, 96, 3] }),
  mobilenet_v2_any_size: () =>
    MobileNetV2({ weights: null, includeTop: false, pooling: 'max', name: 'mine' }),
  resnet50: () => ResNet50({ weights: null }),
  resnet50_features: () => ResNet50({ weights: null, includeTop: false }),
  resnet50_pooled: () =>
    new ResNet50({ weights: null, includeTop: false, pooling: 'max', inputShape: [64, 48, 3], name: 'body' }),
  resnet50_logits: () =>
    ResNet50({ weights: null, inputShape: [32, 32, 3], classes: 7, classifierActivation: null }),
};

/** What Keras may leave out, and what it says that is nothing. */
const MEANINGLESS: Readonly<Record<string, (value: unknown) => boolean>> = {
  shared_object_id: () => true,
  build_config: () => true,
  compile_config: () => true,
  mask: (value) => value === null,
  quantization_config: (value) => value === null,
  optional: (value) => value === false,
};

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, item]) => !MEANINGLESS[key]?.(item));
  return Object.fromEntries(kept.map(([key, item]) => [key, plain(item)]));
}

describe('the models of keras.applications: configuration, and names and shapes of the weights', () => {
  before(ensureReady);
  for (const { name, config, weights, shapes } of share(
    oracleCases<Case>('applications'),
    3,
    (one) => one.name,
  )) {
    it(name, () => {
      resetNames();
      const model = MODELS[name]!();
      const saved = JSON.parse(model.toJSON()) as unknown;
      assert.deepEqual(plain(saved), plain(config));
      assert.deepEqual(
        model.weights.map(({ path }) => path),
        weights,
      );
      assert.deepEqual(
        model.weights.map(({ shape }) => shape),
        shapes,
      );
      model.dispose();
    });
  }
});

const MAKERS = { MobileNetV2, ResNet50 };

interface FileCase {
  readonly name: string;
  readonly model: 'MobileNetV2' | 'ResNet50';
  readonly options: Readonly<Record<string, unknown>> & { readonly weights: null };
  readonly size: number;
}

const SMALL: FileCase = {
  name: 'narrow',
  model: 'MobileNetV2',
  options: { weights: null, alpha: 0.35, inputShape: [32, 32, 3], classes: 10 },
  size: 32,
};
const LARGE: readonly FileCase[] = [
  {
    name: 'features',
    model: 'MobileNetV2',
    options: { weights: null, includeTop: false, pooling: 'avg', inputShape: [96, 96, 3] },
    size: 96,
  },
  {
    name: 'resnet',
    model: 'ResNet50',
    options: { weights: null, inputShape: [64, 64, 3], classes: 10 },
    size: 64,
  },
];

/** As in test/oracle/open_applications.py. */
function images(size: number): tf.Tensor {
  const values = Float32Array.from({ length: 2 * size * size * 3 }, (_, i) => ((i * 37) % 255) / 127.5 - 1);
  return tf.tensor4d(values, [2, size, size, 3]);
}

/** Weights as training leaves them: moving averages that are none, and no zeros. */
function fill(model: Model): void {
  for (const [i, weight] of model.weights.entries()) {
    const name = weight.path.split('/').at(-1);
    if (name === 'kernel') continue;
    const around = name === 'gamma' || name === 'moving_variance' ? 1 : 0;
    weight.assign(tf.randomUniform(weight.shape, around - 0.1, around + 0.1, 'float32', i));
  }
}

describe('the models of keras.applications as files, in both directions', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellgrad-applications-'));
  const cases = process.env['CELLGRAD_TEST_FULL'] ? [SMALL, ...LARGE] : [SMALL];
  before(ensureReady);
  after(() => rmSync(folder, { recursive: true, force: true }));

  it(`${cases.map(({ name }) => name).join(', ')}: what is written here predicts the same in Keras, and the other way`, async () => {
    for (const { name, model, options, size } of cases) {
      const made = MAKERS[model](options);
      fill(made);
      await made.save(join(folder, `${name}.keras`));
      await made.saveWeights(join(folder, `${name}.weights.h5`));
      const predicted = await (made.predict(images(size)) as tf.Tensor).data();
      writeFileSync(
        join(folder, `${name}.f32`),
        Buffer.from(predicted.buffer, predicted.byteOffset, predicted.byteLength),
      );
      made.dispose();
    }
    const python = cases.map((one) => ({ ...one, options: snakeCaseKeys(one.options) }));
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(python));
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const output = execFileSync(
      join(root, '.venv/bin/python'),
      ['test/oracle/open_applications.py', folder],
      {
        cwd: root,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const results = JSON.parse(output.trim().split('\n').at(-1) as string) as {
      name: string;
      off: number | null;
      error: string | null;
    }[];
    assert.equal(results.length, cases.length);
    for (const { name, off, error } of results) {
      assert.equal(error, null, name);
      assert.ok((off as number) <= 1e-5, `${name}: Keras is off by ${off}`);
    }
    for (const { name, model, options, size } of cases) {
      const bytes = readFileSync(join(folder, `${name}.of-keras.f32`));
      const wanted = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
      const compare = (found: Model, what: string) => {
        assertClose(found.predict(images(size)) as tf.Tensor, wanted, 1e-5, `${name} ${what}`);
        found.dispose();
      };
      compare(await loadModel(join(folder, `${name}.of-keras.keras`)), '.keras');
      const made = MAKERS[model](options);
      await made.loadWeights(join(folder, `${name}.of-keras.weights.h5`));
      compare(made, '.weights.h5');
      compare(
        await MAKERS[model]({ ...options, weights: join(folder, `${name}.of-keras.h5`) }),
        'weights: path of an .h5',
      );
    }
  });
});
