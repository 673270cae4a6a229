import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../../src/backends/choose.js';
import { csv } from '../../../src/data/csv.js';
import { collect } from './collect.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-data-'));
const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
after(() => rmSync(folder, { recursive: true }));

const houses = () => file('houses.csv', 'rooms,city,price\n3,"Bonn, north",1.5\n4,,2\n');

describe('csv', () => {
  before(ensureReady);
  it('gives rows by column, numbers where they look like numbers', async () => {
    assert.deepEqual(await collect(csv(houses())), [
      { rooms: 3, city: 'Bonn, north', price: 1.5 },
      { rooms: 4, city: '', price: 2 },
    ]);
  });
  it('has one type a column: batches of missing values, numbers among texts, integers', async () => {
    const path = file('mixed.csv', 'id,size,name,code\n1,,"Ann ""A""",7\n2,nan,,x9\n3,4.5,"Bo,b",\n');
    const batches = csv(path, { columnConfigs: { id: { dtype: 'int32' } } }).batch(3);
    assert.deepEqual(await collect(batches), [
      {
        id: [1, 2, 3],
        size: [Number.NaN, Number.NaN, 4.5],
        name: ['Ann "A"', '', 'Bo,b'],
        code: ['7', 'x9', ''],
      },
    ]);
    const [first] = await batches.toArray();
    assert.deepEqual(
      ['id', 'size', 'name', 'code'].map((name) => first![name]!.dtype),
      ['int32', 'float32', 'string', 'string'],
    );
    const late = file('late.csv', `n\n${'1\n'.repeat(120)}x\n`);
    await assert.rejects(collect(csv(late)), /late.csv, line 122, column n: expected a number; received "x"/);
  });
  it('parts labels from the rest, and goes on with the pipeline', async () => {
    const options = {
      columnConfigs: { rooms: { dtype: 'int32' }, price: { isLabel: true } },
      configuredColumnsOnly: true,
    } as const;
    const pairs = csv(houses(), options)
      .map(({ xs, ys }) => [tf.stack(Object.values(xs)), ys['price']!] as const)
      .batch(2);
    assert.deepEqual(await collect(pairs), [
      [
        [[3], [4]],
        [1.5, 2],
      ],
    ]);
  });
  it('takes names, defaults and delimiters', async () => {
    const path = file('plain.csv', '1;yes\n;no\n');
    const options = {
      hasHeader: false,
      columnNames: ['n', 'on'],
      delimiter: ';',
      columnConfigs: { n: { default: -1 }, on: { dtype: 'bool' } },
    } as const;
    assert.deepEqual(await collect(csv(path, options)), [
      { n: 1, on: 1 },
      { n: -1, on: 0 },
    ]);
  });
  it('names the line of what does not fit', async () => {
    const fails = async (text: string, options: object, message: RegExp) =>
      assert.rejects(collect(csv(file('bad.csv', text), options as never)), message);
    await fails('a,b\n1\n', {}, /bad.csv, line 2: expected 2 fields; received 1/);
    const float = { columnConfigs: { a: { dtype: 'float32' } } };
    await fails('a\nx\n', float, /line 2, column a: expected a number; received "x"/);
    const required = { columnConfigs: { a: { required: true } } };
    await fails('a,b\n,1\n', required, /column a: expected a value; received an empty field/);
    await fails('price\n1\n', { columnConfigs: { prise: {} } }, /has no column prise; did you mean price\?/);
    await fails('1,2\n', { hasHeader: false }, /needs columnNames/);
    await fails('a\n"x\n', {}, /data.csv: .*bad.csv/);
    await assert.rejects(
      collect(csv(join(folder, 'none.csv'))),
      /data.csv: expected a file; received .*none.csv/,
    );
    assert.throws(() => csv('x.csv', { header: true } as never), /unknown option header/);
  });
});
