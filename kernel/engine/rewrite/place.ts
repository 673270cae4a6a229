import type { Node } from 'acorn';

/** The parameter of a cell's function that holds the script's file name. */
export function fileParameter(runtime: string): string {
  return `${runtime}f`;
}

/** The arguments that tell the runtime where a node stands: see places.ts. */
export function placeOf(runtime: string, node: Node): string {
  return `${fileParameter(runtime)}, ${node.start}`;
}
