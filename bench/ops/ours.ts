/** Our library as it is built in dist/, on the backend that CELLGRAD_BACKEND names. */
import type * as Core from '@tensorflow/tfjs-core';
import type * as Library from '../../src/index.js';
import { timing } from './timing.js';

const built = new URL('../../dist/src/index.js', import.meta.url).href;
const { tf } = (await import(built)) as typeof Library;
await timing(tf as unknown as typeof Core);
