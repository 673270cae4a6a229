export { AutoShardPolicy } from './auto-shard-policy.js';
export { DistributedDataset, type DistributeOptions } from './distributed-dataset.js';
export { getStrategy, hasStrategy } from './get-strategy.js';
export { MirroredStrategy, type MirroredStrategyOptions } from './mirrored-strategy.js';
export { type MpiStatus, mpiStatus } from './mpi-status.js';
export { MultiWorkerMirroredStrategy } from './multi-worker-mirrored-strategy.js';
export { OneDeviceStrategy } from './one-device-strategy.js';
export { ReduceOp } from './reduce-op.js';
export { Strategy } from './strategy.js';
