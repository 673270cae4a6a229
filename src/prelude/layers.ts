import * as classes from '../layers/index.js';
import { factories } from '../support/factories.js';

export * from '../layers/index.js';

/** tfjs's lower-case names. */
export const { activation, dense, dropout, flatten, inputLayer } = factories({
  activation: classes.Activation,
  dense: classes.Dense,
  dropout: classes.Dropout,
  flatten: classes.Flatten,
  inputLayer: classes.InputLayer,
});

/** tfjs's name of {@link classes.Input}. */
export const input = classes.Input;
