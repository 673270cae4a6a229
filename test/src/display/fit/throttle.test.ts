import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Throttle } from '../../../../src/display/fit/throttle.js';

test('lets two to four things through in a second', () => {
  let time = 0;
  const throttle = new Throttle(() => time);
  let count = 0;
  for (; time < 10_000; time += 5) {
    if (!throttle.due()) continue;
    throttle.mark();
    count++;
  }
  assert.ok(count >= 20 && count <= 40, `${count} in 10 s`);
});

test('the first is let through at once', () => {
  assert.ok(new Throttle(() => 0).due());
});
