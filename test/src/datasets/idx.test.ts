import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIdx } from '../../../src/datasets/idx.js';
import { ValueError } from '../../../src/support/errors.js';

function file(type: number, shape: number[], values: number[]): Uint8Array {
  const sizes = shape.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, type, shape.length, ...sizes, ...values]);
}

test('reads every element type, big-endian', () => {
  assert.deepEqual(parseIdx(file(8, [2, 2], [1, 2, 3, 255]), 'f'), {
    shape: [2, 2],
    data: Uint8Array.of(1, 2, 3, 255),
  });
  assert.deepEqual(parseIdx(file(9, [1], [255]), 'f').data, Int8Array.of(-1));
  assert.deepEqual(parseIdx(file(11, [1], [1, 2]), 'f').data, Int16Array.of(258));
  assert.deepEqual(parseIdx(file(12, [1], [0, 0, 1, 2]), 'f').data, Int32Array.of(258));
  assert.deepEqual(parseIdx(file(13, [1], [0x3f, 0x80, 0, 0]), 'f').data, Float32Array.of(1));
  assert.deepEqual(parseIdx(file(14, [1], [0x3f, 0xf0, 0, 0, 0, 0, 0, 0]), 'f').data, Float64Array.of(1));
});

test('reads a view into a larger buffer', () => {
  const whole = Uint8Array.from([9, 9, 9, ...file(8, [2], [5, 6]), 9]);
  assert.deepEqual([...parseIdx(whole.subarray(3, -1), 'f').data], [5, 6]);
});

test('says where, what was expected and what was received', () => {
  const cases: [Uint8Array, RegExp][] = [
    [new Uint8Array(0), /^m\.idx: expected an IDX header of at least 4 bytes; received 0 bytes\./],
    [Uint8Array.of(0x1f, 0x8b, 8, 0), /two zero bytes; received the bytes 1f 8b 08 00/],
    [Uint8Array.of(0, 0, 7, 1), /type byte \(0x08, .*0x0e\); received 0x07/],
    [Uint8Array.of(0, 0, 8, 3, 0, 0), /3 sizes of 4 bytes each in the header; received 6 bytes/],
    [file(8, [3], [1, 2]), /expected 11 bytes for the shape \[3\]; received 10 bytes/],
    [file(8, [3], [1, 2, 3, 4]), /expected 11 bytes for the shape \[3\]; received 12 bytes/],
    [file(8, [0xffffffff, 0xffffffff], [1]), /received 13 bytes/],
  ];
  for (const [bytes, message] of cases) {
    assert.throws(
      () => parseIdx(bytes, 'm.idx'),
      (error: unknown) =>
        error instanceof ValueError && message.test(error.message) && error.fix !== undefined,
    );
  }
});

test('damaged files are read as they say or refused, nothing else', () => {
  const good = file(8, [2, 3], [1, 2, 3, 4, 5, 6]);
  let state = 7;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  let refused = 0;
  for (let round = 0; round < 3000; round++) {
    const bytes = good.slice(0, random(4) === 0 ? random(good.length + 1) : good.length);
    for (let change = random(4); change > 0 && bytes.length > 0; change--)
      bytes[random(bytes.length)] = random(256);
    try {
      const { shape, data } = parseIdx(bytes, 'fuzz');
      assert.equal(
        data.length,
        shape.reduce((product, size) => product * size, 1),
      );
    } catch (error) {
      assert.ok(error instanceof ValueError, String(error));
      assert.match(error.message, /^fuzz: expected .*; received .*\.\nFix: /);
      refused++;
    }
  }
  assert.ok(refused > 500, `only ${refused} of 3000 were refused`);
});
