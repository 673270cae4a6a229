import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ElementWriter, readElements } from '../../../src/data/element-file.js';
import { HostTensor } from '../../../src/data/host-tensor.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-elements-'));
after(() => rmSync(folder, { recursive: true }));

test('two writers may fill one file at a time, which has its name when it is whole', () => {
  const path = join(folder, 'elements');
  const number = (n: number) => new HostTensor(Int32Array.of(n), [], 'int32');
  const [a, b] = [new ElementWriter('here', path), new ElementWriter('here', path)];
  for (const n of [1, 2]) for (const writer of [a, b]) writer.write([number(n)]);
  a.end(false);
  assert.equal(readdirSync(folder).length, 1);
  b.end(true);
  b.end(false);
  assert.deepEqual(readdirSync(folder), ['elements']);
  const stream = readElements('here', path, 'write it');
  assert.deepEqual([stream.next(), stream.next(), stream.next()], [[number(1)], [number(2)], null]);
});

test('elements may be packed, each by itself', () => {
  const zeros = new HostTensor(new Float32Array(10_000), [100, 100], 'float32');
  const sizes = ([null, 'GZIP'] as const).map((compression) => {
    const path = join(folder, `packed ${compression}`);
    const writer = new ElementWriter('here', path, compression);
    for (const element of [zeros, { a: zeros }]) writer.write(element);
    writer.end(true);
    const stream = readElements('here', path, 'write it', 2);
    assert.deepEqual([stream.next(), stream.next(), stream.next()], [zeros, { a: zeros }, null]);
    return readFileSync(path).length;
  });
  assert.ok(sizes[0]! > 80_000 && sizes[1]! < 1000, sizes.join());
});

test('damage is told: other bytes, an end that is missing, another number of elements', () => {
  const path = join(folder, 'damaged');
  const writer = new ElementWriter('here', path);
  for (const text of ['one', 'two']) writer.write(new HostTensor([text], [], 'string'));
  writer.end(true);
  const whole = readFileSync(path);
  const fails = (bytes: Uint8Array, why: RegExp, expected?: number) => {
    writeFileSync(path, bytes);
    assert.throws(() => {
      const stream = readElements('here', path, 'write it', expected);
      while (stream.next() !== null);
    }, why);
  };
  const turned = Buffer.from(whole);
  turned.write('tow', turned.lastIndexOf('two'));
  fails(
    turned,
    /^ValueError: here: .*damaged: expected a file of elements; received other bytes.*element 1.\nFix: write it/,
  );
  fails(whole.subarray(0, -8), /one that ends before its end/);
  fails(whole.subarray(0, 3), /other first bytes/);
  fails(whole, /received 2 of 3 elements/, 3);
});

test('a folder that is not there is told', () => {
  assert.throws(
    () => new ElementWriter('here', join(folder, 'none', 'elements')),
    /here: .*elements: cannot be written/,
  );
});
