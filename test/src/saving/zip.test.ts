import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { zipSync } from 'fflate';
import { readZip, writeZip } from '../../../src/saving/zip.js';

const text = (value: string) => new TextEncoder().encode(value);

/** The bytes with a change at the first place of a text. */
function changed(bytes: Uint8Array, change: (view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
}

/** Where the directory of a zip file without a comment begins. */
const directory = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);

describe('zip files', () => {
  const entries = { 'config.json': text('{}'), 'model.weights.h5': text('x'.repeat(5000)) };

  it('come back as they were, stored or packed', () => {
    for (const bytes of [writeZip(entries), zipSync(entries, { level: 9 })])
      assert.deepEqual(Object.fromEntries(readZip(bytes, 'm.keras')), entries);
  });

  it('are refused where an entry lies outside, is named twice or twice as long as it says', () => {
    for (const name of ['../evil', '/etc/evil', 'a/../../evil', 'C:\\evil', 'a\\..\\evil'])
      assert.throws(
        () => readZip(writeZip({ [name]: text('x') }), 'm.keras'),
        /lies outside|where it should/,
        name,
      );
    const bytes = writeZip(entries);
    const at = directory(bytes);
    const cases: [(view: DataView) => void, RegExp][] = [
      [(view) => view.setUint32(at + 24, 0xfffffff0, true), /would unpack|another size/],
      [(view) => view.setUint32(at + 20, 0xfffffff0, true), /longer than the file/],
      [(view) => view.setUint32(at + 16, 1, true), /sum of its entry/],
      [(view) => view.setUint32(at + 42, 3, true), /is not where it should be/],
      [(view) => view.setUint16(at + 10, 99, true), /packed by method 99/],
      [(view) => view.setUint16(at + 8, 1, true), /encrypted/],
      [(view) => view.setUint32(at, 1, true), /directory is damaged/],
      [(view) => view.setUint32(view.byteLength - 6, 0xffffff, true), /ends before/],
    ];
    for (const [change, message] of cases)
      assert.throws(() => readZip(changed(bytes, change), 'm.keras'), message);
    assert.throws(
      () => readZip(text('no zip at all, but long enough'), 'm.keras'),
      /m.keras: expected a zip file .* no directory/,
    );
  });

  it('that would unpack to far more than they take are refused before that', () => {
    const bomb = zipSync({ a: new Uint8Array(30_000_000) }, { level: 9 });
    assert.ok(bomb.length < 50_000);
    assert.throws(() => readZip(bomb, 'm.keras'), /would unpack to 30000000/);
  });
});
