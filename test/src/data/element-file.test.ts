import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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

test('a folder that is not there is told', () => {
  assert.throws(
    () => new ElementWriter('here', join(folder, 'none', 'elements')),
    /here: .*elements: cannot be written/,
  );
});
