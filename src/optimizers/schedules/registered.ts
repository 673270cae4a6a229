import { CosineDecay } from './cosine-decay.js';
import { CosineDecayRestarts } from './cosine-decay-restarts.js';
import { ExponentialDecay } from './exponential-decay.js';
import { scheduleFamily } from './get.js';
import { InverseTimeDecay } from './inverse-time-decay.js';
import { PiecewiseConstantDecay } from './piecewise-constant-decay.js';
import { PolynomialDecay } from './polynomial-decay.js';

scheduleFamily.register(CosineDecay);
scheduleFamily.register(CosineDecayRestarts);
scheduleFamily.register(ExponentialDecay);
scheduleFamily.register(InverseTimeDecay);
scheduleFamily.register(PiecewiseConstantDecay);
scheduleFamily.register(PolynomialDecay);

scheduleFamily.registry.seal();
