import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forgetPlaces, notePlace, placesOf } from '../../../../kernel/engine/errors/places.js';

const at = (offset: number) => ({ file: 'cell', offset });

test('an error keeps the places that it came by, until it was shown', () => {
  const error = new Error('x');
  assert.deepEqual(placesOf(error), []);
  notePlace(error, at(1));
  notePlace(error, at(2));
  assert.deepEqual(placesOf(error), [at(1), at(2)]);
  forgetPlaces(error);
  assert.deepEqual(placesOf(error), []);
});

test('of what is no object, the last one is known', () => {
  notePlace('a', at(1));
  notePlace('a', at(2));
  assert.deepEqual(placesOf('a'), [at(1), at(2)]);
  notePlace(Number.NaN, at(3));
  assert.deepEqual([placesOf('a'), placesOf(Number.NaN)], [[], [at(3)]]);
  forgetPlaces(Number.NaN);
  assert.deepEqual(placesOf(Number.NaN), []);
});

test('an endless chain does not grow for ever', () => {
  const error = new Error('x');
  for (let i = 0; i < 200; i += 1) notePlace(error, at(i));
  assert.equal(placesOf(error).length, 50);
});
