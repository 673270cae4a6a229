import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lossClasses, lossFunctions } from '../../../src/losses/get.js';
import '../../../src/losses/registered.js';

test('every loss is known as a class and as a function', () => {
  assert.equal(lossClasses.list().length, 22);
  for (const name of lossClasses.list()) assert.ok(lossFunctions.find(name), name);
});
