import assert from 'node:assert/strict';
import { it } from 'node:test';
import { LaunchError } from '../../../kernel/replicas/launch-error.js';

it('LaunchError has its fix on a line of its own', () => {
  assert.equal(new LaunchError('no mpirun.', 'install it').message, 'no mpirun.\nFix: install it');
  assert.equal(new LaunchError('no mpirun.').message, 'no mpirun.');
});
