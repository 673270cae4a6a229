import assert from 'node:assert/strict';
import { test } from 'node:test';
import { divergingColor, sequentialColor } from '../../../../src/display/charts/color-map.js';

test('brightness grows with the value', () => {
  const bright = (share: number) => {
    const [red, green, blue] = sequentialColor(share);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const steps = Array.from({ length: 41 }, (_, index) => bright(index / 40));
  assert.ok(steps.every((value, index) => index === 0 || value > steps[index - 1]!));
});

test('white at 0, blue above, orange below; ends are not left', () => {
  assert.deepEqual(divergingColor(0), [255, 255, 255]);
  const [red, , blue] = divergingColor(0.7);
  assert.ok(blue > red);
  assert.ok(divergingColor(-0.7)[0] > divergingColor(-0.7)[2]);
  assert.deepEqual(divergingColor(5), divergingColor(1));
  assert.deepEqual(sequentialColor(-1), sequentialColor(0));
});

test('what is no number is grey', () => {
  assert.deepEqual(sequentialColor(Number.NaN), [128, 128, 128]);
  assert.deepEqual(divergingColor(Number.NaN), [128, 128, 128]);
});
