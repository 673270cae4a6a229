import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { padSequences } from '../../src/data/pad-sequences.js';
import * as datasets from '../../src/datasets/index.js';
import { SOURCES, type SourceFile } from '../../src/datasets/sources.js';
import { setSink } from '../../src/display/sink.js';
import { camelCase } from '../../src/support/names.js';
import { liveTensors } from '../live-tensors.js';
import { assertClose, lookNow, type OracleArray, oracleCases } from './oracle.js';

type Values = OracleArray | readonly (readonly number[])[];

interface LoadCase {
  readonly name: string;
  readonly module: string;
  readonly folder: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, OracleArray>>;
  readonly data: readonly (readonly [x: Values, y: OracleArray])[];
}

interface PadCase {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly sequences: readonly number[][];
  readonly padded: OracleArray;
}

const cases = oracleCases<LoadCase & PadCase>('datasets');
const folder = mkdtempSync(join(tmpdir(), 'cellgrad-datasets-'));
const environment = { ...process.env };
/** What the server has: '/imdb/imdb.npz' ... */
const served = new Map<string, Buffer>();
const server = createServer((request, response) => {
  const content = served.get(request.url ?? '');
  response.statusCode = content === undefined ? 404 : 200;
  response.end(content);
});

const LOADERS = new Map(Object.entries(datasets));

const camel = (options: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(options).map(([key, value]) => [camelCase(key), value as never]));

/** Small files in the place of the real ones: the sums that are expected are theirs. */
function serve(one: LoadCase): void {
  for (const [name, { values }] of Object.entries(one.files)) {
    const content = Buffer.from(Uint8Array.from(values));
    served.set(`/${one.folder}/${name}`, content);
    const known = Object.entries(SOURCES as Record<string, SourceFile>).find(
      ([key, source]) => source.name === name && key.toLowerCase().startsWith(one.module.split('_')[0]!),
    );
    assert.ok(known, name);
    Object.assign(known[1], { sha256: createHash('sha256').update(content).digest('hex') });
  }
  rmSync(join(folder, 'cellgrad'), { recursive: true, force: true });
}

describe("data sets are loaded as Keras's loaders do, from a server with files in their formats", () => {
  before(async () => {
    await ensureReady();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    process.env['XDG_CACHE_HOME'] = folder;
    process.env['CELLGRAD_DATA_DIR'] = join(folder, 'none');
    process.env['CELLGRAD_MIRRORS'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    setSink({ kind: 'notebook', columns: 80, send: () => undefined });
  });
  after(() => {
    setSink(undefined);
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
    for (const name of ['XDG_CACHE_HOME', 'CELLGRAD_DATA_DIR', 'CELLGRAD_MIRRORS']) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
  });

  for (const one of cases.filter(({ files }) => files !== undefined)) {
    it(one.name, async () => {
      serve(one);
      const { loadData } = LOADERS.get(camelCase(one.module)) as typeof datasets.imdb;
      const live = await liveTensors();
      // The second time from the cache.
      for (let reading = 0; reading < 2; reading++) {
        const found = await loadData(camel(one.options));
        for (const [part, [x, y]] of found.entries()) {
          const [wantedX, wantedY] = one.data[part]!;
          const given = x as number[][] | tf.Tensor;
          if (given instanceof tf.Tensor) assertClose(given, wantedX as OracleArray);
          else assert.deepEqual(given, wantedX);
          assertClose(y, wantedY);
          tf.dispose([y, ...(given instanceof tf.Tensor ? [given] : [])]);
        }
        served.clear();
      }
      await lookNow();
      assert.equal(await liveTensors(), live);
      assert.deepEqual(
        readdirSync(join(folder, 'cellgrad', one.folder)).sort(),
        Object.keys(one.files).sort(),
      );
    });
  }

  for (const { name, options, sequences, padded } of cases.filter((one) => one.padded !== undefined)) {
    it(name, () => {
      const x = padSequences(sequences, camel(options));
      assertClose(x, padded);
      assert.equal(x.dtype, padded.dtype);
      x.dispose();
    });
  }
});
