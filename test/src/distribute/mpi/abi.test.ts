import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ABIS } from '../../../../src/distribute/mpi/abi.js';

it('ABIS: each family has every handle, in the type of its handles', () => {
  const handles = [
    'COMM_WORLD',
    'FLOAT',
    'DOUBLE',
    'INT32',
    'BYTE',
    'SUM',
    'MAX',
    'MIN',
    'ERRORS_RETURN',
  ] as const;
  for (const abi of Object.values(ABIS))
    for (const handle of handles)
      assert.equal(typeof abi[handle] === 'number', abi.handle === 'int', `${abi.name} ${handle}`);
});
