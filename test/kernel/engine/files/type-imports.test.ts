import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importsTypesAlone, isNamedAgain } from '../../../../kernel/engine/files/type-imports.js';

test('a name that stands beside its import', () => {
  assert.equal(isNamedAgain('import { A } from "m"; let a: A', 'A'), true);
  assert.equal(isNamedAgain('import { A } from "m"; let a: AB', 'A'), false);
  assert.equal(isNamedAgain('import { $t } from "m"; let a: $t', '$t'), true);
});

test('imports of types alone', () => {
  const is = (source: string) => importsTypesAlone(source, './m+');
  assert.equal(is('import { type A } from "./m+"'), true);
  assert.equal(is("import {\n  type A,\n  type B as C,\n} from './m+'"), true);
  assert.equal(is('import { type A, b } from "./m+"'), false);
  assert.equal(is('import { type A } from "./mm"'), false);
  assert.equal(is('import "./m+"'), false);
});
