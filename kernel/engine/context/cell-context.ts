import { AsyncLocalStorage } from 'node:async_hooks';
import { FollowedContext } from './followed-context.js';

/** A cell that runs, or that started the timer or promise that runs. */
export interface CellContext {
  /** The server's id of the cell: outputs carry it. */
  readonly id: number;
  /** The number in `[n]`. */
  readonly count: number;
  /** What the user wrote, as far as it is TypeScript. */
  readonly source: string;
  readonly allowStdin: boolean;
  /** True once the cell's outcome is known; what it left running goes on. */
  ended: boolean;
}

/** From 24 on, or with this flag of 22, an AsyncLocalStorage needs no async hooks (see followed-context.ts). */
const [major = 0] = process.versions.node.split('.').map(Number);
const withoutHooks = major >= 24 || process.execArgv.includes('--experimental-async-context-frame');

const followed = new FollowedContext<CellContext>();

/**
 * The cell to which the code that runs now belongs. It follows timers, promises and callbacks, so that late output
 * finds the cell that started it.
 */
export const cellContext: Pick<FollowedContext<CellContext>, 'run' | 'getStore'> = withoutHooks
  ? new AsyncLocalStorage<CellContext>()
  : followed;

/** The cell that made a promise, for handlers that run outside of it. */
export function cellOf(promise: object): CellContext | undefined {
  return cellContext.getStore() ?? followed.valueAt(promise);
}

/**
 * A listener whose outputs go to the cell that gave it, whoever calls it: JupyterLab shows nothing of what a comm's message
 * leads to, but goes on to show what a cell prints late.
 */
export function inItsCell<Values extends unknown[], Result>(
  listener: (...values: Values) => Result,
): (...values: Values) => Result {
  const cell = cellContext.getStore();
  return cell ? (...values) => cellContext.run(cell, () => listener(...values)) : listener;
}

/** After a termination: what ran then has not put the context back. */
export function clearContext(): void {
  followed.clear();
}
