import { type Constraint, get as getConstraint } from '../constraints/index.js';
import { get as getInitializer, type Initializer, type InitializerId } from '../initializers/index.js';
import { get as getRegularizer, type Regularizer } from '../regularizers/index.js';
import { toKerasConfig } from '../support/registry.js';

/** How one weight of a layer begins, is penalised and is held in bounds. */
export interface WeightSettings {
  readonly initializer: Initializer;
  readonly regularizer: Regularizer | null;
  readonly constraint: Constraint | null;
}

/** Reads `kernelInitializer`, `kernelRegularizer`, `kernelConstraint` for the prefix `kernel`. */
export function weightSettings(options: object, prefix: string, initializer: InitializerId): WeightSettings {
  const given = options as Readonly<Record<string, undefined>>;
  return {
    initializer: getInitializer(given[`${prefix}Initializer`] ?? initializer),
    regularizer: getRegularizer(given[`${prefix}Regularizer`] ?? null),
    constraint: getConstraint(given[`${prefix}Constraint`] ?? null),
  };
}

/** The names of the options that {@link weightSettings} reads. */
export function weightOptionNames(prefix: string): string[] {
  return [`${prefix}Initializer`, `${prefix}Regularizer`, `${prefix}Constraint`];
}

/** Keras's saved form of {@link WeightSettings}, under keys such as `kernel_initializer`. */
export function weightSettingsConfig(prefix: string, settings: WeightSettings): Record<string, unknown> {
  const { initializer, regularizer, constraint } = settings;
  return {
    [`${prefix}_initializer`]: toKerasConfig('keras.initializers', initializer),
    [`${prefix}_regularizer`]: regularizer && toKerasConfig('keras.regularizers', regularizer),
    [`${prefix}_constraint`]: constraint && toKerasConfig('keras.constraints', constraint),
  };
}
