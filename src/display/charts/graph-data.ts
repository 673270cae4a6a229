import { inspect } from 'node:util';
import { ValueError } from '../../support/errors.js';
import { formatSampleShape } from '../format/shape.js';
import { shownShapes } from '../summary/summary-rows.js';
import type { SummaryData, SummaryLayer } from '../summary-data.js';

/** A model that describes itself, its summary, or the plain data of one. */
export type GraphInput = SummaryData | { readonly data: SummaryData } | { summaryData(): SummaryData };

/** One box of a model graph. */
export interface GraphNode {
  readonly name: string;
  readonly className: string;
  readonly details: string;
  readonly shape: string;
}

/** A model as boxes and arrows. */
export interface ModelGraph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  /** Pairs of positions in `nodes`. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** Reads the layers of a model and what feeds them. Nested models are one box. */
export function modelGraph(input: GraphInput): ModelGraph {
  const data = summaryOf(input);
  const nodes: GraphNode[] = [];
  const places = new Map<string, number>();
  const edges: (readonly [number, number])[] = [];
  const add = (node: GraphNode): number => {
    const place = nodes.push(node) - 1;
    places.set(node.name, place);
    return place;
  };
  const names = new Set(data.layers.map(({ name }) => name));
  const missing = [...new Set(data.layers.flatMap(({ inputs }) => inputs ?? []))].filter(
    (name) => !names.has(name),
  );
  const entries = missing.length > 0 ? missing : data.layers[0]?.inputs ? [] : ['input'];
  const shape = (index: number) =>
    data.inputShapes[index] === undefined ? '' : formatSampleShape(data.inputShapes[index]);
  entries.forEach((name, index) => {
    add({ name, className: 'Input', details: '', shape: shape(index) });
  });
  data.layers.forEach((layer: SummaryLayer) => {
    const before = nodes.length - 1;
    const place = add({
      name: layer.name,
      className: layer.className,
      details: layer.configuration,
      shape: shownShapes(layer.outputShapes, ' × ') ?? '',
    });
    const from = layer.inputs?.map((name) => places.get(name)) ?? (before >= 0 ? [before] : []);
    for (const source of from) if (source !== undefined) edges.push([source, place]);
  });
  return { name: data.name, nodes, edges };
}

function summaryOf(input: GraphInput): SummaryData {
  const data =
    typeof (input as { summaryData?: unknown } | null)?.summaryData === 'function'
      ? (input as { summaryData(): SummaryData }).summaryData()
      : ((input as { data?: SummaryData } | null)?.data ?? (input as SummaryData | null));
  if (Array.isArray(data?.layers) && typeof data.name === 'string') return data;
  throw new ValueError(`charts.graph: expected a model; received ${inspect(input, { depth: 0 })}.`);
}
