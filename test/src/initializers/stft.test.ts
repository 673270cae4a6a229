import { STFT } from '../../../src/initializers/stft.js';
import { testInitializer } from '../../oracle/check-initializer.js';

testInitializer(STFT);
