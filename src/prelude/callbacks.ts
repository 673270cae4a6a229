import * as classes from '../callbacks/index.js';
import { factories } from '../support/factories.js';

export * from '../callbacks/index.js';

/** tfjs's lower-case names. */
export const {
  backupAndRestore,
  csvLogger,
  earlyStopping,
  history,
  lambdaCallback,
  learningRateScheduler,
  modelCheckpoint,
  progbarLogger,
  reduceLROnPlateau,
  remoteMonitor,
  swapEMAWeights,
  tensorBoard,
  terminateOnNaN,
} = factories({
  backupAndRestore: classes.BackupAndRestore,
  csvLogger: classes.CSVLogger,
  earlyStopping: classes.EarlyStopping,
  history: classes.History,
  lambdaCallback: classes.LambdaCallback,
  learningRateScheduler: classes.LearningRateScheduler,
  modelCheckpoint: classes.ModelCheckpoint,
  progbarLogger: classes.ProgbarLogger,
  reduceLROnPlateau: classes.ReduceLROnPlateau,
  remoteMonitor: classes.RemoteMonitor,
  swapEMAWeights: classes.SwapEMAWeights,
  tensorBoard: classes.TensorBoard,
  terminateOnNaN: classes.TerminateOnNaN,
});
