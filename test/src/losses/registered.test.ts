import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossClasses, lossFunctions } from '../../../src/losses/get.js';
import '../../../src/losses/registered.js';

test('every loss is known as a class and as a function', () => {
  // Others may have registered theirs beside Keras's.
  const known = lossClasses.list().filter((name) => lossFunctions.find(name));
  assert.equal(known.length, 22);
});
