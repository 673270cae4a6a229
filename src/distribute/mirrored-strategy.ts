import { ValueError } from '../support/errors.js';
import { checkDevice } from './device.js';
import { launchOf } from './mpi/launch.js';
import { openMpi } from './mpi/mpi-collective.js';
import { Replication } from './replication.js';
import { devicesOf, Strategy } from './strategy.js';

/** Options of {@link MirroredStrategy}. */
export interface MirroredStrategyOptions {
  /** The devices, one for each replica: as many as processes were started. */
  readonly devices?: readonly string[] | undefined;
}

/**
 * Replicas on one machine, each a process: start the program with `mpirun -n 2 node train.js` or `cellgrad launch -n 2
 * train.ts`. Started alone, there is one replica, and no MPI is needed.
 * See https://www.tensorflow.org/api_docs/python/tf/distribute/MirroredStrategy.
 *
 * @throws ValueError where several processes were started and there is no MPI library
 * @example
 * const strategy = new distribute.MirroredStrategy();
 * const model = strategy.scope(() => {
 *   const model = new Sequential([new layers.Dense({ units: 1, inputShape: [2] })]);
 *   model.compile({ optimizer: 'adam', loss: 'mse' });
 *   return model;
 * });
 * await model.fit([[0, 1], [1, 0]], [[1], [0]], { batchSize: 2 * strategy.numReplicasInSync, verbose: 0 });
 */
export class MirroredStrategy extends Strategy {
  constructor(options: MirroredStrategyOptions | readonly string[] = {}) {
    const where = 'MirroredStrategy';
    const devices = devicesOf(where, options);
    const launch = launchOf();
    if (launch?.localSize != null && launch.localSize < launch.size) {
      throw new ValueError(`${where}: the ${launch.size} processes are on several machines.`, {
        fix: 'new distribute.MultiWorkerMirroredStrategy()',
      });
    }
    const collective = openMpi(where);
    const count = collective?.size ?? 1;
    if (devices !== undefined && devices.length !== count) {
      throw new ValueError(
        `${where}: expected a process for each of ${devices.length} devices; ${count === 1 ? 'this one was started alone' : `there are ${count}`}.`,
        {
          fix: `mpirun -n ${devices.length} node train.js, or cellgrad launch -n ${devices.length} train.ts`,
        },
      );
    }
    for (const device of devices ?? []) checkDevice(where, device);
    super(collective === null ? null : new Replication(collective));
  }
}
