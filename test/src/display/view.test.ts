import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { inspect } from 'node:util';
import { DISPLAY } from '../../../src/display/displayable.js';
import { setSink } from '../../../src/display/sink.js';
import { View } from '../../../src/display/view.js';
import { recordingSink } from './recording-sink.js';

class Columns extends View {
  override toHtml(): string {
    return '<b>wide</b>';
  }

  override toText(columns: number): string {
    return `${columns} columns`;
  }
}

afterEach(() => {
  setSink(undefined);
});

test('the text is as wide as the screen', () => {
  setSink(recordingSink('notebook', 123));
  assert.deepEqual(new Columns()[DISPLAY](), {
    data: { 'text/html': '<b>wide</b>', 'text/plain': '123 columns' },
  });
  assert.equal(inspect(new Columns()), '123 columns');
  assert.equal(new Columns().toString(7), '7 columns');
});
