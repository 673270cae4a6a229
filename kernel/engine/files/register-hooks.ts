import nodeModule from 'node:module';
import { HOOKS_URL } from '../own-modules.js';
import * as hooks from './module-hooks.js';

interface HooksApi {
  registerHooks?(hooks: object): unknown;
  register(url: string): unknown;
}

let areRegistered = false;

/**
 * Node's hooks for local files, from the first one on. Where Node has them they run in this thread; on Node 20 they take
 * a thread of their own, which is why nobody gets them who does not need them.
 */
export function registerHooks(): void {
  if (areRegistered) return;
  areRegistered = true;
  const api = nodeModule as unknown as HooksApi;
  if (api.registerHooks) api.registerHooks(hooks);
  else api.register(HOOKS_URL);
}
