import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isHandedOut, noteLibrary } from '../../../../kernel/engine/assist/library-classes.js';

test('of objects of what the library exports, itself or in one of its rooms, some getters may be called', () => {
  class Model {}
  class Dense {}
  class Mine extends Model {}
  assert.equal(isHandedOut(new Model(), 'layers'), false);
  let touched = 0;
  const rooms = {
    Dense,
    get lazy() {
      touched += 1;
      return Mine;
    },
  };
  noteLibrary({ Model, layers: rooms, arrow: () => {}, nothing: null, text: 'a' });
  assert.equal(isHandedOut(new Model(), 'layers'), true);
  assert.equal(
    isHandedOut(
      Object.setPrototypeOf(() => {}, Dense.prototype),
      'weights',
    ),
    true,
  );
  for (const value of [new Mine(), {}, [], () => {}, Object.create(null), Model])
    assert.equal(isHandedOut(value as object, 'layers'), false);
  assert.equal(isHandedOut(new Model(), 'losses'), false);
  assert.equal(touched, 0);
});
