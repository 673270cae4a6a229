import * as tf from '@tensorflow/tfjs-core';
import { assignNumber, knownNumber } from '../backends/recording/known-number.js';
import { Variable } from '../backends/variable.js';
import type { Saveable, SavedState } from '../saving/saveable.js';
import { checkNumber, checkOptions, checkPositiveInteger, checkRange, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { inspectConfig } from '../support/inspect-config.js';
import { uniqueName } from '../support/names.js';
import { isKerasConfig, toKerasConfig } from '../support/registry.js';
import { accumulate } from './accumulate.js';
import { checkGradient } from './check-gradient.js';
import { clipGradients } from './clip.js';
import { makeSlot } from './make-slot.js';
import { type AnyVariable, type GradientsGiven, gradientPairs, minimize } from './minimize.js';
import { scheduleFamily } from './schedules/get.js';
import { LearningRateSchedule } from './schedules/learning-rate-schedule.js';
import { sumGradients } from './sum-gradients.js';

/** A learning rate: a number, or a schedule of the step. */
export type LearningRate = number | LearningRateSchedule;

/** Options that every optimizer has. */
export interface OptimizerOptions {
  /** The size of a step; each optimizer has its own default. */
  readonly learningRate?: LearningRate;
  /** Each step makes the weights smaller by this share times the learning rate; null for none. */
  readonly weightDecay?: number | null;
  /** The largest norm of the gradient of one variable. */
  readonly clipnorm?: number | null;
  /** The largest absolute value in a gradient. */
  readonly clipvalue?: number | null;
  /** The largest norm of all gradients together. */
  readonly globalClipnorm?: number | null;
  /** True: keeps a moving average of the weights, which replaces them at the end of training. */
  readonly useEma?: boolean;
  /** In [0, 1]; 0.99 by default. */
  readonly emaMomentum?: number;
  /** Replaces the weights by the average every so many steps; null: at the end only. */
  readonly emaOverwriteFrequency?: number | null;
  /** Multiplies the loss and divides the gradients; null for none. */
  readonly lossScaleFactor?: number | null;
  /** Updates the weights every so many steps with the mean of the gradients; null: each step. At least 2. */
  readonly gradientAccumulationSteps?: number | null;
  readonly name?: string;
}

const OPTIMIZER_OPTIONS: readonly (keyof OptimizerOptions)[] = [
  'learningRate',
  'weightDecay',
  'clipnorm',
  'clipvalue',
  'globalClipnorm',
  'useEma',
  'emaMomentum',
  'emaOverwriteFrequency',
  'lossScaleFactor',
  'gradientAccumulationSteps',
  'name',
];

/** What an optimizer keeps for each variable. */
export type Slots = Readonly<Record<string, Variable>>;

/**
 * Updates variables from gradients. Slots are kept by variable, so that layers can be frozen and thawed; variables that are
 * not trainable are left alone. Iterations, learning rate and slots are variables: no step reads a value.
 *
 * A subclass names its slots in `slotGroups` and updates one variable in `updateStep`.
 *
 * Source: https://keras.io/api/optimizers/
 *
 * @example
 * const w = new Variable(tf.scalar(3));
 * const tape = new GradientTape();
 * const loss = tape.run(() => tf.square(w));
 * new optimizers.SGD({ learningRate: 0.1 }).applyGradients([[tape.gradient(loss, w), w]]);
 * w.numpy(); // 2.4
 */
export abstract class Optimizer implements Saveable {
  /** Keras's name of the class, under which it is saved. */
  static get className(): string {
    // biome-ignore lint/complexity/noThisInStatic: the class that is asked, not this one
    return this.name;
  }

  readonly name: string;
  weightDecay: number | null;
  readonly clipnorm: number | null;
  readonly clipvalue: number | null;
  readonly globalClipnorm: number | null;
  readonly useEma: boolean;
  readonly emaMomentum: number;
  readonly emaOverwriteFrequency: number | null;
  lossScaleFactor: number | null;
  readonly gradientAccumulationSteps: number | null;

  private readonly steps: Variable;
  private rate: Variable | LearningRateSchedule;
  private readonly slots = new Map<tf.Variable, Slots>();
  /** The moving average of each weight, with `useEma`. */
  readonly averages = new Map<tf.Variable, Variable>();
  private readonly accumulators = new Map<tf.Variable, Variable>();
  private readonly added: Variable[] = [];
  private readonly undecayed = new Set<tf.Variable>();
  private undecayedNames: readonly string[] = [];
  private warnedMissing = false;

  /** `learningRate`: the subclass's default; `ownOptions`: the names of its own options. */
  constructor(options: OptimizerOptions = {}, learningRate = 0.001, ownOptions: readonly string[] = []) {
    const where = new.target.className;
    checkOptions(where, options, [...OPTIMIZER_OPTIONS, ...ownOptions]);
    this.name = options.name ?? uniqueName(where);
    this.weightDecay = checkOptional(where, 'weightDecay', options.weightDecay);
    this.clipnorm = checkOptional(where, 'clipnorm', options.clipnorm);
    this.clipvalue = checkOptional(where, 'clipvalue', options.clipvalue);
    this.globalClipnorm = checkOptional(where, 'globalClipnorm', options.globalClipnorm);
    const clips = (['clipnorm', 'clipvalue', 'globalClipnorm'] as const).filter((key) => this[key] !== null);
    if (clips.length > 1)
      throw new ValueError(`${where}: expected one way of clipping; received ${clips.join(' and ')}.`);
    this.useEma = options.useEma ?? false;
    this.emaMomentum = checkRange(where, 'emaMomentum', options.emaMomentum ?? 0.99, 0, 1);
    const { emaOverwriteFrequency: every = null, gradientAccumulationSteps: steps = null } = options;
    this.emaOverwriteFrequency =
      every === null ? null : checkPositiveInteger(where, 'emaOverwriteFrequency', every);
    this.lossScaleFactor = checkOptional(where, 'lossScaleFactor', options.lossScaleFactor);
    this.gradientAccumulationSteps =
      steps === null
        ? null
        : checkNumber(
            where,
            'gradientAccumulationSteps',
            steps,
            'an integer of at least 2',
            (n) => Number.isInteger(n) && n >= 2,
          );
    this.steps = this.scalar('iteration', 0, 'int32');
    this.rate = this.makeRate(options.learningRate ?? learningRate);
  }

  /** The learning rate now; that of a schedule waits for the device. Setting it does not forget anything. */
  get learningRate(): number {
    const known = this.rate instanceof Variable ? knownNumber(this.rate) : undefined;
    return known ?? tf.tidy(() => this.learningRateTensor().dataSync()[0]!);
  }

  set learningRate(value: LearningRate) {
    if (typeof value === 'number' && this.rate instanceof Variable) {
      const isNumber = (n: number) => !Number.isNaN(n);
      assignNumber(this.rate, checkNumber(this.className, 'learningRate', value, 'a number', isNumber));
      return;
    }
    if (typeof value === 'number')
      throw new ValueError(
        `${this.className}: its learning rate is a schedule and cannot be set to ${value}.`,
        {
          fix: `compile again with new optimizers.${this.className}({ learningRate: ${value} })`,
        },
      );
    const before = this.rate;
    this.rate = this.makeRate(value);
    if (before instanceof Variable) before.dispose();
  }

  /** The schedule, if the learning rate follows one. */
  get schedule(): LearningRateSchedule | null {
    return this.rate instanceof Variable ? null : this.rate;
  }

  /** The state in the order in which Keras saves it: iterations, learning rate, averages, accumulators, slots. */
  get variables(): Variable[] {
    const rate = this.rate instanceof Variable ? [this.rate] : [];
    const groups: Variable[][] = [];
    for (const [variable, slots] of this.slots)
      this.slotGroups(variable).forEach((names, i) => {
        groups[i] ??= [];
        groups[i].push(...names.map((name) => slots[name]!));
      });
    const { averages, accumulators, added } = this;
    return [this.steps, ...rate, ...averages.values(), ...accumulators.values(), ...groups.flat(), ...added];
  }

  /** What is saved of it: its variables; `within` a LossScaleOptimizer Keras finds only what is a slot. */
  savedState(_within = false): SavedState {
    return { variables: this.variables, parts: {}, optional: true };
  }

  /** True once the slots of some variables were made. */
  get built(): boolean {
    return this.slots.size > 0;
  }

  /** The variables that it updates where no others are named. */
  get targets(): tf.Variable[] {
    return [...this.slots.keys()];
  }

  /** Makes the slots of these variables, those that have none yet. */
  build(variables: readonly tf.Variable[]): void {
    for (const variable of variables) {
      if (this.slots.has(variable)) continue;
      if (this.useEma) this.averages.set(variable, makeSlot(this.name, variable, 'average'));
      if (this.gradientAccumulationSteps !== null)
        this.accumulators.set(variable, makeSlot(this.name, variable, 'gradient_accumulator'));
      this.slots.set(
        variable,
        Object.fromEntries(
          this.slotGroups(variable)
            .flat()
            .map((name) => [name, this.slotOf(variable, name)]),
        ),
      );
    }
  }

  /** Updates each variable with its gradient; a gradient that is null is left out. */
  applyGradients(gradientsAndVariables: GradientsGiven): void {
    const pairs = gradientPairs(gradientsAndVariables);
    this.apply(
      pairs.map(([gradient]) => gradient),
      pairs.map(([, variable]) => variable as tf.Variable),
    );
  }

  /** tfjs's way: one step down a function of variables. Gives the cost with `returnCost`, else null. */
  minimize(f: () => tf.Tensor, returnCost = false, varList?: readonly AnyVariable[]): tf.Scalar | null {
    return minimize(this, f, returnCost, varList);
  }

  /** Updates each variable with the gradient at the same place in the list. */
  apply(gradients: readonly (tf.Tensor | null | undefined)[], variables?: readonly AnyVariable[]): void {
    const targets = (variables as readonly tf.Variable[] | undefined) ?? this.targets;
    if (gradients.length !== targets.length)
      throw new ValueError(
        `${this.className}: expected one gradient for each of ${targets.length} variables; received ${gradients.length}.`,
      );
    for (const target of targets)
      if (!(target instanceof tf.Variable))
        throw new ValueError(
          `${this.className}: expected [gradient, variable] pairs; received ${show(target)}.`,
          {
            fix: 'optimizer.applyGradients(gradients.map((g, i) => [g, variables[i]]))',
          },
        );
    if (targets.length === 0) return;
    const trainable = targets.filter((variable) => variable.trainable);
    this.build(trainable);
    tf.tidy(() => {
      const pairs = sumGradients(this.present(gradients, targets));
      if (pairs.length > 0) this.update(pairs);
      for (const [, variable] of pairs) {
        const { constraint } = variable as Variable;
        if (constraint) variable.assign(constraint(variable));
      }
      this.steps.assignAdd(tf.scalar(1, 'int32'));
    });
  }

  /** The loss times `lossScaleFactor`. */
  scaleLoss(loss: tf.Tensor): tf.Tensor {
    return this.lossScaleFactor === null ? loss : tf.mul(loss, this.lossScaleFactor);
  }

  /** Leaves variables without weight decay: those of a list, or all whose name contains one of the texts. */
  excludeFromWeightDecay(options: {
    readonly varList?: readonly tf.Variable[] | undefined;
    readonly varNames?: readonly string[] | undefined;
  }): void {
    checkOptions('excludeFromWeightDecay', options, ['varList', 'varNames']);
    for (const variable of options.varList ?? []) this.undecayed.add(variable);
    this.undecayedNames = options.varNames ?? [];
  }

  /** The end of training: with `useEma` the weights become their moving averages. */
  finalizeVariableValues(variables: Iterable<tf.Variable> = this.averages.keys()): void {
    for (const variable of variables)
      if (this.averages.has(variable)) variable.assign(this.averages.get(variable) as Variable);
  }

  /** Gives the state's memory back. */
  dispose(): void {
    for (const variable of this.variables) variable.dispose();
    for (const map of [this.slots, this.averages, this.accumulators]) map.clear();
  }

  /** Keras's saved form; `optimizers.get` takes it. */
  getConfig(): Record<string, unknown> {
    const { schedule } = this;
    return {
      name: this.name,
      learning_rate: schedule ? toKerasConfig('keras.optimizers.schedules', schedule) : this.learningRate,
      weight_decay: this.weightDecay,
      clipnorm: this.clipnorm,
      global_clipnorm: this.globalClipnorm,
      clipvalue: this.clipvalue,
      use_ema: this.useEma,
      ema_momentum: this.emaMomentum,
      ema_overwrite_frequency: this.emaOverwriteFrequency,
      loss_scale_factor: this.lossScaleFactor,
      gradient_accumulation_steps: this.gradientAccumulationSteps,
    };
  }

  /** Node prints the class and its options. */
  [Symbol.for('nodejs.util.inspect.custom')](
    _depth: number,
    options: object,
    inspect: (value: unknown, options: object) => string,
  ): string {
    const config = this.getConfig();
    if (!this.useEma) config['ema_momentum'] = null;
    return inspectConfig(this.className, config, options, inspect);
  }

  /**
   * The names of what is kept for a variable. Keras makes (and saves) the slots of one group for all variables before
   * those of the next.
   */
  protected slotGroups(_variable: tf.Variable): readonly (readonly string[])[] {
    return [];
  }

  /** The first value of a slot; zeros unless a subclass says otherwise. */
  protected initialSlot(variable: tf.Variable, _name: string): tf.Tensor {
    return tf.zerosLike(variable);
  }

  /** Updates one variable. `slots` hold what `slotGroups` named. */
  protected abstract updateStep(
    gradient: tf.Tensor,
    variable: tf.Variable,
    learningRate: tf.Tensor,
    slots: Slots,
  ): void;

  /** Called once a step before the variables are updated; for state that all of them share. */
  protected beforeUpdates(): void {}

  /** Keras's name of its class. */
  get className(): string {
    return (this.constructor as typeof Optimizer).className;
  }

  /** How often the variables have been updated, an int32 scalar: the steps, or fewer where gradients are gathered. */
  get iterations(): Variable | tf.Tensor {
    const steps = this.gradientAccumulationSteps;
    return steps === null ? this.steps : tf.floorDiv(this.steps, tf.scalar(steps, 'int32'));
  }

  /** The number of this update, counted from 1, as a float32 scalar. */
  protected localStep(): tf.Tensor {
    return tf.add(tf.cast(this.iterations, 'float32'), 1);
  }

  /** For `build`: makes a variable of the shape of another, zeros, and keeps it with the state. */
  addVariableFromReference(variable: tf.Variable, { name = 'variable' } = {}): Variable {
    const made = makeSlot(this.name, variable, name);
    this.added.push(made);
    return made;
  }

  /** A scalar variable of the optimizer's own. */
  protected scalar(name: string, value: number, dtype: 'float32' | 'int32' = 'float32'): Variable {
    const initial = tf.scalar(value, dtype);
    const variable = new Variable(initial, { name, path: `${this.name}/${name}`, trainable: false });
    initial.dispose();
    return variable;
  }

  private makeRate(value: LearningRate): Variable | LearningRateSchedule {
    if (value instanceof LearningRateSchedule) return value;
    if (isKerasConfig(value)) return scheduleFamily.get(value);
    const isNumber = (n: number) => !Number.isNaN(n);
    const number = checkNumber(this.className, 'learningRate', value, 'a number or a schedule', isNumber);
    const rate = this.scalar('learning_rate', number);
    assignNumber(rate, number);
    return rate;
  }

  private learningRateTensor(): tf.Tensor {
    return this.rate instanceof Variable ? this.rate : this.rate(this.steps);
  }

  private slotOf(variable: tf.Variable, name: string): Variable {
    return makeSlot(
      this.name,
      variable,
      name,
      tf.tidy(() => this.initialSlot(variable, name)),
    );
  }

  private present(
    gradients: readonly (tf.Tensor | null | undefined)[],
    targets: readonly tf.Variable[],
  ): [tf.Tensor, tf.Variable][] {
    const pairs: [tf.Tensor, tf.Variable][] = [];
    const missing: string[] = [];
    targets.forEach((variable, i) => {
      const gradient = gradients[i];
      if (!variable.trainable) return;
      const name = (variable as Partial<Variable>).path ?? variable.name;
      if (gradient) pairs.push([checkGradient(this.className, gradient, variable, name), variable]);
      else missing.push(name);
    });
    if (missing.length === 0) return pairs;
    if (pairs.length === 0)
      throw new ValueError(
        `${this.className}: no gradients for any variable; the loss does not depend on ${missing.join(', ')}.`,
        {
          fix: 'a loss that is computed from the predictions (with a tape of your own: from the variables, inside of tape.run), by ops alone',
        },
      );
    if (!this.warnedMissing)
      console.warn(
        `${this.className}: no gradients for ${missing.join(', ')}: the loss does not depend on them.`,
      );
    this.warnedMissing = true;
    return pairs;
  }

  private update(pairs: readonly [tf.Tensor, tf.Variable][]): void {
    const scale = this.lossScaleFactor;
    const gradients = pairs.map(([gradient]) => (scale === null ? gradient : tf.div(gradient, scale)));
    const variables = pairs.map(([, variable]) => variable);
    if (this.gradientAccumulationSteps === null) this.step(gradients, variables);
    else this.accumulate(gradients, variables, this.gradientAccumulationSteps);
    if (this.useEma) this.updateAverages();
  }

  private step(gradients: tf.Tensor[], variables: readonly tf.Variable[]): void {
    const learningRate = this.learningRateTensor();
    const clipped = clipGradients(gradients, this);
    this.decay(variables, learningRate);
    this.beforeUpdates();
    variables.forEach((variable, i) => {
      tf.tidy(() => this.updateStep(clipped[i]!, variable, learningRate, this.slots.get(variable)!));
    });
  }

  private accumulate(
    gradients: readonly tf.Tensor[],
    variables: readonly tf.Variable[],
    every: number,
  ): void {
    const kept = new Set<unknown>([
      this.steps,
      this.rate,
      ...this.averages.values(),
      ...this.accumulators.values(),
    ]);
    accumulate({
      gradients,
      accumulators: variables.map((variable) => this.accumulators.get(variable)!),
      steps: this.steps,
      every,
      state: [...variables, ...this.variables.filter((variable) => !kept.has(variable))],
      update: (means) => this.step(means, variables),
    });
  }

  private decay(variables: readonly tf.Variable[], learningRate: tf.Tensor): void {
    for (const variable of variables) {
      const share = this.usesWeightDecay(variable) ? this.weightDecayOf(variable) : null;
      if (share === null) continue;
      tf.tidy(() => variable.assign(tf.sub(variable, tf.mul(tf.mul(variable, share), learningRate))));
    }
  }

  /** The weight decay of one variable. */
  protected weightDecayOf(_variable: tf.Variable): number | null {
    return this.weightDecay;
  }

  /** False for what `excludeFromWeightDecay` named. */
  protected usesWeightDecay(variable: tf.Variable): boolean {
    return !this.undecayed.has(variable) && !this.undecayedNames.some((text) => variable.name.includes(text));
  }

  private updateAverages(): void {
    const updates = tf.cast(this.iterations, 'float32');
    const momentum = tf.mul(tf.cast(tf.notEqual(updates, 0), 'float32'), this.emaMomentum);
    const every = this.emaOverwriteFrequency;
    const overwrite = every === null ? null : tf.equal(tf.mod(tf.add(updates, 1), every), 0);
    for (const [variable, average] of this.averages)
      tf.tidy(() => {
        average.assign(tf.add(tf.mul(momentum, average), tf.mul(tf.sub(1, momentum), variable)));
        if (overwrite !== null) variable.assign(tf.where(overwrite, average, variable));
      });
  }
}

function checkOptional(where: string, what: string, value: number | null | undefined): number | null {
  return value == null ? null : checkNumber(where, what, value, 'a number of at least 0', (n) => n >= 0);
}

/** Options for factories, which take a learning rate in place of them, as tfjs's do. */
export function asOptions<T extends OptimizerOptions>(options: T | LearningRate = {} as T): T {
  const isRate = typeof options === 'number' || options instanceof LearningRateSchedule;
  return (isRate ? { learningRate: options } : options) as T;
}
