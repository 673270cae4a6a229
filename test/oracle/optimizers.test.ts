import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import * as tf from '@tensorflow/tfjs-core';
import { ensureReady } from '../../src/backends/choose.js';
import { Variable } from '../../src/backends/variable.js';
import { get, schedules } from '../../src/optimizers/index.js';
import { resetNames } from '../../src/support/names.js';
import type { KerasConfig } from '../../src/support/registry.js';
import { assertClose, type OracleArray, oracleCases, toTensor, withoutLeaks } from './oracle.js';

interface Case {
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

describe('optimizers and schedules equal those of Keras', () => {
  before(ensureReady);
  before(resetNames);
  for (const one of oracleCases<Case>('optimizers'))
    it(one.name, () => withoutLeaks(() => (one.steps ? checkSchedule(one, one.steps) : checkOptimizer(one))));
});

function checkSchedule({ cls, options, rates, config }: Case, steps: number[]): void {
  tf.tidy(() => {
    const schedule = schedules.get({ class_name: cls, config: options });
    assertClose(
      steps.map((step) => schedule(step).dataSync()[0]!),
      rates,
    );
    assert.deepEqual(schedule.getConfig(), config);
  });
}

function checkOptimizer({
  cls,
  options,
  schedule,
  starts,
  gradients,
  trace,
  state,
  final,
  learning_rate,
  config,
}: Case): void {
  const optimizer = get({
    class_name: cls,
    config: schedule ? { ...options, learning_rate: schedule } : options,
  });
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
  assertClose(optimizer.learningRate, learning_rate);
  const ours = optimizer.getConfig();
  for (const [key, expected] of Object.entries(config))
    assert.deepEqual(ours[key], expected, `config ${key}`);
  optimizer.dispose();
  for (const variable of variables) variable.dispose();
}
