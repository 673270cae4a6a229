/** Replica 1 comes to its end while replica 0 waits for it. */
import { distribute } from '../../src/index.js';

const strategy = new distribute.MirroredStrategy();
if (strategy.replicaId === 0) strategy.reduce('SUM', 1);
