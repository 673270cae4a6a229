import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeMarks, isQuoted, quoted, restoreCell, runsAs } from '../../../kernel/notebook/script-marks.js';

test('a cell that stands as it was written comes back with all its blanks', () => {
  const code = 'a  \n\n  // b\t';
  assert.deepEqual(quoted(code).split('\n'), ['//| a  ', '//|', '//|   // b\t']);
  assert.ok(isQuoted(quoted(code).split('\n')));
  assert.equal(restoreCell(quoted(code)), code);
  assert.equal(restoreCell(runsAs(code, 'f();')), code);
});

test("comments of the user's that look like marks stay", () => {
  const code = "//^ import 'a';\nf(1); //^\nlet a = 1 //+\nf(2); //=";
  assert.notEqual(escapeMarks(code), code);
  assert.equal(restoreCell(escapeMarks(code)), code);
});

test('marked lines go, a shown value is what it was', () => {
  assert.equal(restoreCell("//^ import 'a';\nlet b = b_1; //^\ndisplay((1, 2)); //=;"), "import 'a';\n1, 2;");
});
