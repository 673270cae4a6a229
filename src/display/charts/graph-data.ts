import { inspect } from 'node:util';
import { checkOptions } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { formatSampleShape } from '../format/shape.js';
import { shownShapes, trainableState } from '../summary/summary-rows.js';
import type { SummaryData, SummaryLayer } from '../summary-data.js';

/** A model that describes itself, its summary, or the plain data of one. */
export type GraphInput = SummaryData | { readonly data: SummaryData } | { summaryData(): SummaryData };

/** Where the graph of a model leads: down, to the right, up, to the left. */
export type RankDirection = 'TB' | 'LR' | 'BT' | 'RL';

/** Options of `charts.graph`; the names are those of Keras's `plot_model`. */
export interface GraphOptions {
  /** Output shapes; true by default. */
  readonly showShapes?: boolean;
  /** The type of what each layer computes; false by default. */
  readonly showDtype?: boolean;
  /** Names of the layers; true by default. */
  readonly showLayerNames?: boolean;
  /** Activation functions; true by default. */
  readonly showLayerActivations?: boolean;
  /** Whether the weights train; false by default. */
  readonly showTrainable?: boolean;
  /** Top to bottom by default. */
  readonly rankdir?: RankDirection;
  /** True: the layers of nested models are boxes; false, the default: a nested model is one. */
  readonly expandNested?: boolean;
}

/** One box of a model graph. */
export interface GraphNode {
  readonly name: string;
  readonly className: string;
  readonly details: string;
  readonly shape: string;
  readonly dtype?: string;
  /** `trainable`, `partly trainable`, `frozen`. */
  readonly trains?: string;
  /** The nested models that it is in, from the outside. */
  readonly within?: readonly string[];
}

/** A model as boxes and arrows. */
export interface ModelGraph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  /** Pairs of positions in `nodes`. */
  readonly edges: readonly (readonly [from: number, to: number])[];
  readonly rankdir: RankDirection;
  readonly showLayerNames: boolean;
}

const OPTIONS = [
  'showShapes',
  'showDtype',
  'showLayerNames',
  'showLayerActivations',
  'showTrainable',
  'rankdir',
  'expandNested',
] as const satisfies readonly (keyof GraphOptions)[];
const DIRECTIONS: readonly string[] = ['TB', 'LR', 'BT', 'RL'];

/** Reads the layers of a model and what feeds them. */
export function modelGraph(input: GraphInput, options: GraphOptions = {}): ModelGraph {
  checkOptions('charts.graph', options, OPTIONS);
  const { rankdir = 'TB', showLayerNames = true, showShapes = true } = options;
  if (!DIRECTIONS.includes(rankdir)) {
    throw new ValueError(
      `charts.graph: rankdir must be ${DIRECTIONS.map((name) => `'${name}'`).join(', ')}; received ${inspect(rankdir)}.`,
    );
  }
  const data = summaryOf(input);
  const drawing = new Drawing(options);
  const missing = missingInputs(data.layers);
  const names =
    missing.length > 0 ? missing : data.layers[0]?.inputs ? [] : [data.inputNames?.[0] ?? 'input'];
  const inputs = names.map((name, i) => {
    const place = data.inputNames?.indexOf(name) ?? -1;
    const shape = data.inputShapes[place < 0 ? i : place];
    const shown = showShapes && shape !== undefined ? formatSampleShape(shape) : '';
    return [name, [drawing.add({ name, className: 'Input', details: '', shape: shown })]] as const;
  });
  drawing.draw(data.layers, new Map(inputs), []);
  return { name: data.name, nodes: drawing.nodes, edges: drawing.edges, rankdir, showLayerNames };
}

/** Names that feed layers, but are none of them: the inputs. */
function missingInputs(layers: readonly SummaryLayer[]): string[] {
  const names = new Set(layers.map(({ name }) => name));
  return [...new Set(layers.flatMap(({ inputs }) => inputs ?? []))].filter((name) => !names.has(name));
}

class Drawing {
  readonly nodes: GraphNode[] = [];
  readonly edges: (readonly [number, number])[] = [];

  constructor(readonly options: GraphOptions) {}

  add(node: GraphNode): number {
    return this.nodes.push(node) - 1;
  }

  /**
   * Draws layers that get their inputs from the boxes in `inputs`, by name; without names the last of them is the one
   * above. Returns the boxes that no other layer takes.
   */
  draw(
    layers: readonly SummaryLayer[],
    inputs: ReadonlyMap<string, readonly number[]>,
    within: readonly string[],
  ): readonly number[] {
    const places = new Map(inputs);
    const open = new Set<string>();
    let above = [...inputs.keys()].at(-1);
    for (const layer of layers) {
      const from = layer.inputs ?? (above === undefined ? [] : [above]);
      for (const name of from) open.delete(name);
      const sources = from.map((name) => places.get(name) ?? []);
      places.set(layer.name, this.#box(layer, sources, within));
      open.add(layer.name);
      above = layer.name;
    }
    return [...open].flatMap((name) => places.get(name)!);
  }

  #box(
    layer: SummaryLayer,
    sources: readonly (readonly number[])[],
    within: readonly string[],
  ): readonly number[] {
    if (this.options.expandNested && layer.layers?.length) {
      const missing = missingInputs(layer.layers);
      const names = missing.length > 0 ? missing : ['input'];
      const inputs = names.map((name, i) => [name, sources[i] ?? sources.flat()] as const);
      return this.draw(layer.layers, new Map(inputs), [...within, layer.name]);
    }
    const place = this.add(this.#node(layer, within));
    for (const source of new Set(sources.flat())) this.edges.push([source, place]);
    return [place];
  }

  #node(layer: SummaryLayer, within: readonly string[]): GraphNode {
    const { showShapes = true, showDtype, showLayerActivations = true, showTrainable } = this.options;
    const { name, className, configuration, activation, dtype } = layer;
    const words = configuration.split(', ');
    const details = showLayerActivations ? words : words.filter((word) => word !== activation);
    const state = trainableState(layer);
    return {
      name,
      className,
      details: details.join(', '),
      shape: showShapes ? (shownShapes(layer.outputShapes, ' × ') ?? '') : '',
      ...(showDtype && dtype !== undefined && { dtype }),
      ...(showTrainable && state !== 'none' && { trains: TRAINS[state] }),
      ...(within.length > 0 && { within }),
    };
  }
}

const TRAINS = { yes: 'trainable', partly: 'partly trainable', frozen: 'frozen' } as const;

function summaryOf(input: GraphInput): SummaryData {
  const data =
    typeof (input as { summaryData?: unknown } | null)?.summaryData === 'function'
      ? (input as { summaryData(): SummaryData }).summaryData()
      : ((input as { data?: SummaryData } | null)?.data ?? (input as SummaryData | null));
  if (Array.isArray(data?.layers) && typeof data.name === 'string') return data;
  throw new ValueError(`charts.graph: expected a model; received ${inspect(input, { depth: 0 })}.`);
}
