import assert from 'node:assert/strict';
import { test } from 'node:test';
import { possibleStops } from '../../../kernel/debugger/possible-stops.js';

const SCRIPT =
  '(function(){ globalThis.ran = true;\n  const a = 1;\n\n  return () => {\n    a + 1;\n  };\n})';

test('every statement of a script is a place to stop, in functions too, and nothing of it runs', () => {
  const lines = new Set(possibleStops(SCRIPT).map(({ lineNumber }) => lineNumber));
  for (const line of [0, 1, 3, 4]) assert.ok(lines.has(line), `line ${line}`);
  assert.ok(!lines.has(2));
  assert.ok(!('ran' in globalThis));
});
