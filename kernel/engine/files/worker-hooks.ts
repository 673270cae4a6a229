/** Loaded first in a worker that a cell started from a TypeScript file. */
import { registerHooks } from './register-hooks.js';

registerHooks();
