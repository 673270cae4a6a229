import type { Namespace } from '../prelude.js';

/** What tfjs-core's engine keeps between the calls of one operation. */
interface EngineState {
  scopeStack: readonly unknown[];
  activeScope: unknown;
  gradientDepth: number;
  kernelDepth: number;
  activeTape: unknown;
}

interface TensorEngine {
  readonly state: EngineState;
  endScope(): void;
}

/**
 * Terminating JavaScript in the middle of `tidy` or a gradient leaves tfjs inside of it: every later tensor would belong
 * to a scope that nobody ends. This notes where the library stands, and gives the function that takes it back there.
 */
export function noteLibraryState(library: Namespace | undefined): () => void {
  const engine = engineOf(library);
  if (!engine) return () => undefined;
  const { state } = engine;
  const { gradientDepth, kernelDepth, activeTape } = state;
  const depth = state.scopeStack.length;
  return () => {
    Object.assign(state, { gradientDepth, kernelDepth, activeTape });
    while (state.scopeStack.length > depth) engine.endScope();
  };
}

function engineOf(library: Namespace | undefined): TensorEngine | undefined {
  const tf = library?.['tf'] as { engine?: () => TensorEngine } | undefined;
  return tf?.engine?.();
}
