import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Variable } from '../../src/backends/variable.js';
import { type Optimizer, schedules } from '../../src/optimizers/index.js';
import { camelCaseKeys } from '../../src/support/names.js';
import type { KerasConfig } from '../../src/support/registry.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface OptimizerCase {
  readonly name: string;
  readonly cls: string;
  readonly options: Record<string, unknown>;
  readonly config: Record<string, unknown>;
  readonly schedule: KerasConfig | null;
  readonly starts: OracleArray[];
  readonly gradients: OracleArray[][];
  readonly trace: OracleArray[][];
  readonly state: OracleArray[];
  readonly final: OracleArray[];
  readonly learning_rate: number;
  readonly steps?: number[];
  readonly rates: number[];
}

type OptimizerClass = (new (options?: never) => Optimizer) & { readonly className: string };
type ScheduleClass = (new (
  options: never,
) => schedules.LearningRateSchedule) & { readonly className: string };

function casesOf(className: string, isSchedule: boolean): OptimizerCase[] {
  const cases = oracleCases<OptimizerCase>('optimizers').filter(
    ({ cls, steps }) => cls === className && (steps !== undefined) === isSchedule,
  );
  assert.ok(cases.length > 0, `no cases for ${className}`);
  return cases;
}

/**
 * Tests an optimizer against all cases of Keras's: each weight after each of six steps, the state and its order, the
 * configuration, refused options, and that no tensor is left. With `composed` again without the fused kernels.
 */
export function testOptimizer(type: OptimizerClass): void {
  describe(`${type.className} equals Keras's`, () => {
    before(ensureReady);
    for (const one of casesOf(type.className, false))
      it(one.name, () => withoutLeaks(() => check(type, one)));
    it('refuses unknown options', () => {
      assert.throws(() => new type({ nonsense: 1 } as never), {
        name: 'ValueError',
        message: new RegExp(`${type.className}: unknown option nonsense`),
      });
    });
  });
}

/** Tests a schedule against all cases of Keras's: the rates at many steps and the configuration. */
export function testSchedule(type: ScheduleClass): void {
  describe(`${type.className} equals Keras's`, () => {
    before(ensureReady);
    for (const { name, options, steps, rates, config } of casesOf(type.className, true))
      it(name, () =>
        withoutLeaks(() =>
          tf.tidy(() => {
            const schedule = new type(camelCaseKeys(options) as never);
            assertClose(tf.stack(steps!.map((step) => schedule(step))), rates);
            assert.deepEqual(schedule.getConfig(), config);
          }),
        ),
      );
  });
}

function check(type: OptimizerClass, one: OptimizerCase): void {
  const { starts, gradients, trace, state, final } = one;
  const learningRate = one.schedule ? { learningRate: schedules.get(one.schedule) } : {};
  const optimizer = new type({ ...camelCaseKeys(one.options), ...learningRate } as never);
  const names = ['kernel', 'bias', 'cube'];
  const variables = starts.map((start, i) => {
    const initial = toTensor(start);
    const variable = new Variable(initial, { name: names[i]! });
    initial.dispose();
    return variable;
  });
  tf.tidy(() => {
    gradients.forEach((step, i) => {
      optimizer.applyGradients(step.map((gradient, j) => [toTensor(gradient), variables[j]!]));
      variables.forEach((variable, j) => {
        assertClose(variable, trace[i]![j]!, 1e-5, `step ${i + 1} ${names[j]}`);
      });
    });
  });
  assert.deepEqual(
    optimizer.variables.map(({ shape }) => shape),
    state.map(({ shape }) => shape),
  );
  optimizer.variables.forEach((variable, i) => {
    assertClose(variable, state[i]!, 1e-5, variable.path);
  });
  optimizer.finalizeVariableValues(variables);
  variables.forEach((variable, j) => {
    assertClose(variable, final[j]!, 1e-5, `final ${names[j]}`);
  });
  assertClose(optimizer.learningRate, one.learning_rate);
  const ours = optimizer.getConfig();
  for (const [key, expected] of Object.entries(one.config))
    if (key !== 'name') assert.deepEqual(ours[key], expected, `config ${key}`);
  optimizer.dispose();
  for (const variable of variables) variable.dispose();
}
