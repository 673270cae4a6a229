/** tfjs as it comes, on its own wasm backend. tfjs-layers brings the gradients. */
import '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { timing } from './timing.js';

if (!(await tf.setBackend('wasm'))) throw new Error('tfjs: wasm could not be loaded');
await timing(tf);
