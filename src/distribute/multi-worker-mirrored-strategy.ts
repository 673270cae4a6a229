import { checkOptions } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { openMpi } from './mpi/mpi-collective.js';
import { Replication } from './replication.js';
import { Strategy } from './strategy.js';
import { readTfConfig } from './tf-config.js';

/**
 * Replicas on several machines, synchronous as MirroredStrategy: processes that MPI started on them (`mpirun -host a,b`,
 * srun, a Kubernetes MPIJob, `cellgrad launch --hosts a,b`). The variable TF_CONFIG, where it is set, has to name as many
 * workers, and its task's index orders them.
 * See https://www.tensorflow.org/api_docs/python/tf/distribute/MultiWorkerMirroredStrategy.
 *
 * @throws ValueError where TF_CONFIG names several workers and this process was started alone
 * @example
 * const strategy = new distribute.MultiWorkerMirroredStrategy();
 * strategy.numReplicasInSync; // 1, in a process that was started alone
 */
export class MultiWorkerMirroredStrategy extends Strategy {
  constructor(options: Readonly<Record<string, never>> = {}) {
    const where = 'MultiWorkerMirroredStrategy';
    checkOptions(where, options, []);
    const config = readTfConfig();
    const collective = openMpi(where, config?.index);
    const count = collective?.size ?? 1;
    if (config !== null && config.workers.length !== count) {
      const hosts = config.workers.map((worker) => worker.replace(/:\d+$/, '')).join(',');
      throw new ValueError(
        `${where}: TF_CONFIG names ${config.workers.length} workers; MPI started ${count === 1 ? 'this process alone' : `${count} processes`}.`,
        { fix: `mpirun -n ${config.workers.length} -host ${hosts} node train.js, on one of the machines` },
      );
    }
    super(collective === null ? null : new Replication(collective));
  }
}
