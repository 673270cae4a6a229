/**
 * Gives tfjs-core its gradients. Its bundle for Node leaves them out (they are separate files, written for
 * bundlers, that Node cannot import); the bundle of tfjs-layers registers them all when it is loaded. Nothing
 * else of tfjs-layers is used.
 */
import '@tensorflow/tfjs-layers';
import { registerCorrectedGradients } from './corrected-gradients.js';
import { registerFusedGradients } from './fused-gradients.js';

registerCorrectedGradients();
registerFusedGradients();
