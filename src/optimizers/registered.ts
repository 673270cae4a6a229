import { Adam } from './adam.js';
import { optimizerFamily } from './get.js';
import { SGD } from './sgd.js';

optimizerFamily.register(Adam);
optimizerFamily.register(SGD);
