import type { Displayable } from './displayable.js';

/** A shape as Keras writes it, batch dimension first; `null` is a dimension that is not known yet. */
export type ShownShape = readonly (number | null)[];

/** One layer of a model summary. Plain data: the display knows nothing of layers or tensors. */
export interface SummaryLayer {
  /** Class name, as `Conv2D`. */
  readonly className: string;
  /** Name of the layer, as `conv2d_1`. */
  readonly name: string;
  /** What tells this layer from others of its class, as `32 filters 3×3, relu`; `''` where there is nothing to tell. */
  readonly configuration: string;
  /** Shapes of the outputs, batch dimension first (it is not shown); empty while they are unknown. */
  readonly outputShapes: readonly ShownShape[];
  /** Number of weights (scalars), a nested model's with all its layers; `null` while the layer is not built. */
  readonly parameters: number | null;
  /** How many of them train. From this the display derives yes, partly or frozen. */
  readonly trainableParameters: number | null;
  /** Its activation function, where it has one: a part of `configuration`, for graphs that show it or not. */
  readonly activation?: string;
  /** Type of what it computes, as `float32`; for graphs. */
  readonly dtype?: string;
  /** Names of the layers that feed this one; give them only where it is not simply the layer in the row above. */
  readonly inputs?: readonly string[];
  /** The layers of a nested model, in order. */
  readonly layers?: readonly SummaryLayer[];
}

/** A count of weights and the room they take. */
export interface SummaryTotal {
  readonly parameters: number;
  readonly bytes: number;
}

/** One part of the memory that training takes, as `{ label: 'gradients', bytes: 899112 }`. */
export interface MemoryPart {
  /** `weights`, `gradients`, the optimizer's name (`Adam`), `activations`, `batch`. */
  readonly label: string;
  readonly bytes: number;
}

/** Everything that a model summary shows. */
export interface SummaryData {
  /** Name of the model, as `digits`. */
  readonly name: string;
  /** Its class, as `Sequential`. */
  readonly className: string;
  /** Shapes of the inputs, batch dimension first (it is not shown); empty while they are unknown. */
  readonly inputShapes: readonly ShownShape[];
  /** The names of the inputs, where they have any; for graphs. */
  readonly inputNames?: readonly string[];
  readonly layers: readonly SummaryLayer[];
  /** How many layers of the model stand before and behind these; none unless said. */
  readonly layersLeftOut?: number;
  /** All weights, each counted once even if its layer is used twice. `null` while the model is not built. */
  readonly total: SummaryTotal | null;
  readonly trainable: SummaryTotal | null;
  readonly notTrainable: SummaryTotal | null;
  /** Estimated memory for a training step; `null` where it cannot be told (not compiled, shapes unknown). */
  readonly memory: { readonly batchSize: number; readonly parts: readonly MemoryPart[] } | null;
}

/** What of a summary is shown, and where. */
export interface SummaryLook {
  /** Whether there is a column that says which layers train; true by default. */
  readonly showTrainable?: boolean;
  /** Where the text's columns end; 3 or 4 numbers, up to 1 shares of the line, otherwise characters. */
  readonly positions?: readonly number[];
}

/** A model summary that shows itself; `toString` is its text form. */
export interface SummaryView extends Displayable {
  readonly data: SummaryData;
  /** The text form for a screen of that many columns (80; from 110 on with configuration and bars). */
  toString(columns?: number): string;
}
