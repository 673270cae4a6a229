import * as classes from '../callbacks/index.js';
import { factories } from '../support/factories.js';

export * from '../callbacks/index.js';

/** tfjs's lower-case names. */
export const {
  csvLogger,
  earlyStopping,
  history,
  lambdaCallback,
  learningRateScheduler,
  progbarLogger,
  reduceLROnPlateau,
  terminateOnNaN,
} = factories({
  csvLogger: classes.CSVLogger,
  earlyStopping: classes.EarlyStopping,
  history: classes.History,
  lambdaCallback: classes.LambdaCallback,
  learningRateScheduler: classes.LearningRateScheduler,
  progbarLogger: classes.ProgbarLogger,
  reduceLROnPlateau: classes.ReduceLROnPlateau,
  terminateOnNaN: classes.TerminateOnNaN,
});
