import assert from 'node:assert/strict';
import { it } from 'node:test';
import { ReduceOp } from '../../../src/distribute/reduce-op.js';

it('ReduceOp: sum and mean', () => assert.deepEqual({ ...ReduceOp }, { SUM: 'SUM', MEAN: 'MEAN' }));
