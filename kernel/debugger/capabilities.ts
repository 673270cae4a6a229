import { OWN_FOLDERS } from '../engine/own-modules.js';
import { startingWith } from './starting-with.js';

/** What a front end may ask to be stopped at. */
export type ExceptionFilter = 'all' | 'uncaught';

export const EXCEPTION_FILTERS = [
  {
    filter: 'uncaught',
    label: 'Uncaught Exceptions',
    description: 'Stops where something is thrown that no catch of the cell is around.',
    default: false,
  },
  {
    filter: 'all',
    label: 'All Exceptions',
    description: 'Stops where something is thrown, caught or not.',
    default: false,
  },
] as const satisfies readonly { readonly filter: ExceptionFilter; readonly [key: string]: unknown }[];

/** What the debugger can do, in the words of the Debug Adapter Protocol. */
export const CAPABILITIES = {
  supportsConfigurationDoneRequest: true,
  supportsConditionalBreakpoints: true,
  supportsEvaluateForHovers: true,
  supportsExceptionInfoRequest: true,
  supportsModulesRequest: true,
  supportsTerminateRequest: true,
  supportTerminateDebuggee: true,
  exceptionBreakpointFilters: EXCEPTION_FILTERS,
} as const;

/**
 * The scripts that steps pass by, as V8's patterns: Node, the kernel and packages. V8 also looks away from what is thrown
 * in them, so while a front end waits for exceptions only Node and the kernel are left out.
 */
export function passedBy(exceptions: boolean): string[] {
  const own = OWN_FOLDERS.map(startingWith);
  const always = ['^$', '^node:', '^cellgrad:', '^evalmachine'];
  const [kernel = '', library = ''] = own;
  return exceptions ? [...always, kernel] : [...always, kernel, library, '/node_modules/'];
}
