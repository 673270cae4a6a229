import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as activations from '../../src/activations/index.js';
import * as constraints from '../../src/constraints/index.js';
import * as initializers from '../../src/initializers/index.js';
import * as losses from '../../src/losses/index.js';
import * as metrics from '../../src/metrics/index.js';
import * as optimizers from '../../src/optimizers/index.js';
import * as regularizers from '../../src/regularizers/index.js';
import { camelCase } from '../../src/support/names.js';
import { oracleCases } from './oracle.js';

interface Names {
  readonly name: string;
  readonly classes: string[];
  readonly functions: string[];
}

const OURS: Readonly<Record<string, object>> = {
  activations,
  constraints,
  initializers,
  losses,
  metrics,
  optimizers,
  'optimizers.schedules': optimizers.schedules,
  regularizers,
};

/** What is not there, and why. */
const ABSENT: Readonly<Record<string, string>> = {
  MultiOptimizer: 'not there yet',
  OptimizerMap: 'not there yet',
  deserialize: 'get takes saved configurations',
  serialize: 'getConfig gives them',
  IdentityInitializer: 'an old name of Identity, accepted by get',
  OrthogonalInitializer: 'an old name of Orthogonal, accepted by get',
  STFTInitializer: 'an old name of STFT, accepted by get',
};

/** Names that differ from Keras's in more than the case. */
const RENAMED: Readonly<Record<string, string>> = { l1_l2: 'l1l2' };

for (const { name: group, classes, functions } of oracleCases<Names>('public_names'))
  test(`${group}: everything public of Keras is there`, () => {
    const ours = OURS[group] as Record<string, unknown>;
    // Keras's lower-case names of classes are our factories.
    const own = (name: string) => RENAMED[name] ?? (/^[a-z]/.test(name) ? camelCase(name) : name);
    const wanted = [...classes, ...functions].map(own);
    const missing = wanted.filter((name) => ours[name] === undefined && !(name in ABSENT));
    assert.deepEqual(missing, []);
  });
