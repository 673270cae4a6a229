import * as tf from '@tensorflow/tfjs-core';
import { changeOccurrences } from '../backends/operations/occurrences.js';
import { canAskForValues } from '../backends/recording/recorder.js';
import { sumOverReplicas } from '../backends/replica.js';
import type { Variable } from '../backends/variable.js';
import type { SavedState } from '../saving/saveable.js';
import { checkNumber, checkOptions, checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { camelCaseKeys } from '../support/names.js';
import { toKerasConfig } from '../support/registry.js';
import { updateWhere } from './accumulate.js';
import { get } from './get.js';
import type { AnyVariable } from './minimize.js';
import { type LearningRate, Optimizer } from './optimizer.js';
import type { LearningRateSchedule } from './schedules/learning-rate-schedule.js';

/** Options of {@link LossScaleOptimizer}. */
export interface LossScaleOptimizerOptions {
  /** The factor of the loss at the begin; 32768 by default. */
  readonly initialScale?: number;
  /** After so many steps with finite gradients the scale is doubled; 2000 by default. */
  readonly dynamicGrowthSteps?: number;
  readonly name?: string;
}

const OPTIONS = ['initialScale', 'dynamicGrowthSteps', 'name'];

/**
 * Another optimizer whose gradients are those of a larger loss, and smaller again by the same factor: small ones are not
 * lost. A step whose gradients are not finite is left out and halves the factor.
 *
 * Source: https://keras.io/api/optimizers/loss_scale_optimizer/
 *
 * @example
 * const optimizer = new optimizers.LossScaleOptimizer(new optimizers.Adam(), { initialScale: 1024 });
 * model.compile({ optimizer, loss: 'meanSquaredError' });
 */
export class LossScaleOptimizer extends Optimizer {
  readonly innerOptimizer: Optimizer;
  readonly initialScale: number;
  readonly dynamicGrowthSteps: number;
  private readonly stepCounter: Variable;
  private readonly dynamicScale: Variable;

  constructor(innerOptimizer: Optimizer, options: LossScaleOptimizerOptions = {}) {
    const where = new.target.className;
    const { initialScale = 2 ** 15, dynamicGrowthSteps = 2000, name } = checkOptions(where, options, OPTIONS);
    if (!(innerOptimizer instanceof Optimizer)) {
      throw new ValueError(`${where}: expected an optimizer; received ${show(innerOptimizer)}.`, {
        fix: `new optimizers.${where}(new optimizers.Adam())`,
      });
    }
    super(name === undefined ? {} : { name }, 0);
    this.innerOptimizer = innerOptimizer;
    this.initialScale = checkNumber(where, 'initialScale', initialScale, 'a number above 0', (n) => n > 0);
    this.dynamicGrowthSteps = checkPositiveInteger(where, 'dynamicGrowthSteps', dynamicGrowthSteps);
    // Gradients would be scaled twice.
    innerOptimizer.lossScaleFactor = null;
    this.stepCounter = this.scalar('step_counter', 0, 'int32');
    this.dynamicScale = this.scalar('dynamic_scale', this.initialScale);
  }

  static fromConfig(config: Readonly<Record<string, unknown>>): LossScaleOptimizer {
    const { innerOptimizer, initialScale, dynamicGrowthSteps, name } = camelCaseKeys(config);
    const options = { initialScale, dynamicGrowthSteps, name } as LossScaleOptimizerOptions;
    return new LossScaleOptimizer(get(innerOptimizer as string), options);
  }

  override get learningRate(): number {
    return this.innerOptimizer.learningRate;
  }

  override set learningRate(value: LearningRate) {
    this.innerOptimizer.learningRate = value;
  }

  override get schedule(): LearningRateSchedule | null {
    return this.innerOptimizer.schedule;
  }

  override get iterations(): Variable | tf.Tensor {
    return this.innerOptimizer.iterations;
  }

  override get variables(): Variable[] {
    return [...super.variables, this.stepCounter, this.dynamicScale, ...this.innerOptimizer.variables];
  }

  override savedState(): SavedState {
    const { innerOptimizer: inner, stepCounter, dynamicScale } = this;
    const within = () => inner.savedState(true);
    const variables = [...super.variables, stepCounter, dynamicScale, ...within().variables];
    const part = { name: inner.name, className: inner.className, savedState: within };
    return { ...super.savedState(), variables, parts: { inner_optimizer: part } };
  }

  override build(variables: readonly tf.Variable[]): void {
    super.build(variables);
    this.innerOptimizer.build(variables);
  }

  /** Where nothing is recorded it waits for the device, which tells whether the gradients are finite. */
  override apply(
    gradients: readonly (tf.Tensor | null | undefined)[],
    variables?: readonly AnyVariable[],
  ): void {
    tf.tidy(() => {
      const { innerOptimizer: inner, stepCounter, dynamicScale } = this;
      const unscale = (values: tf.Tensor) => tf.div(values, dynamicScale);
      const scaled = gradients.map((gradient) => gradient && changeOccurrences(gradient, unscale));
      const update = () => inner.apply(scaled, variables);
      const own = scaled.flatMap((one) => (one ? [tf.cast(tf.all(tf.isFinite(one)), 'float32')] : []));
      // All replicas update, or none does.
      const failures = sumOverReplicas(tf.sub(own.length, tf.addN([tf.scalar(0), ...own])));
      const finite = tf.equal(failures, 0);
      if (canAskForValues()) {
        if (finite.dataSync()[0] === 1) update();
      } else {
        const targets = (variables as readonly tf.Variable[] | undefined) ?? inner.targets;
        updateWhere(finite, [...targets, ...inner.variables], update);
      }
      const counted = tf.add(stepCounter, tf.scalar(1, 'int32'));
      const isTime = tf.equal(counted, tf.scalar(this.dynamicGrowthSteps, 'int32'));
      const factor = tf.where(finite, tf.where(isTime, 2, 1), 0.5);
      const goesOn = tf.logicalAnd(finite, tf.logicalNot(isTime));
      stepCounter.assign(tf.mul(counted, tf.cast(goesOn, 'int32')));
      dynamicScale.assign(tf.mul(dynamicScale, factor));
    });
  }

  /** The loss times the scale of this step. */
  override scaleLoss(loss: tf.Tensor): tf.Tensor {
    return tf.mul(loss, this.dynamicScale);
  }

  override excludeFromWeightDecay(options: Parameters<Optimizer['excludeFromWeightDecay']>[0]): void {
    this.innerOptimizer.excludeFromWeightDecay(options);
  }

  override finalizeVariableValues(variables?: Iterable<tf.Variable>): void {
    this.innerOptimizer.finalizeVariableValues(variables);
  }

  override getConfig(): Record<string, unknown> {
    return {
      name: this.name,
      inner_optimizer: toKerasConfig('keras.optimizers', this.innerOptimizer),
      initial_scale: this.initialScale,
      dynamic_growth_steps: this.dynamicGrowthSteps,
    };
  }

  protected override updateStep(): void {
    throw new ValueError(`${this.className}: the inner optimizer updates variables; call apply.`);
  }
}
