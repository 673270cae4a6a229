import { inspect, types } from 'node:util';
import {
  DISPLAY,
  type Displayable,
  type DisplayData,
  isDisplayable,
  type MimeBundle,
  type Shown,
  toDisplayData,
} from './displayable.js';
import { canvasBundle, isCanvas } from './recognize/canvas.js';
import { dataFrameBundle, isDataFrame } from './recognize/data-frame.js';
import { elementBundle, isElement } from './recognize/element.js';
import { imageBundle, isImageBytes } from './recognize/image-bytes.js';
import { isVegaChart, isVegaSpec, specOf, vegaBundle } from './recognize/vega-spec.js';
import { backendsView, isBackendStatus } from './views/backends-view.js';
import { isTensor, tensorView } from './views/tensor-view.js';

export { completeChart } from './charts/chart-bundle.js';
export { askForPassword, askForText } from './question.js';
export { type DisplayMessage, type DisplaySink, forgetPending, type SinkControl, whenShown } from './sink.js';
export {
  DISPLAY,
  type Displayable,
  type DisplayData,
  isDisplayable,
  type MimeBundle,
  type Shown,
  toDisplayData,
};

/** How values without a form of their own are printed. */
export interface BundleOptions {
  /** True: text in colour, for a front end that shows ANSI codes. */
  readonly colors?: boolean;
}

/**
 * Says how any value is shown: by its own display method, as an image, an element, a canvas, a chart, a tensor, a
 * data frame, else as Node's
 * inspect prints it. A result without any MIME type (`{ data: {} }`) shows nothing.
 *
 * The result can be shown at once; if it has a `complete`, waiting for that gives more forms (pictures of charts).
 * Nothing heavy is loaded before `complete` is called.
 *
 * @example
 * const shown = toBundle(new Map([[1, 'one']]));
 * console.log(shown.data['text/plain']); // Map(1) { 1 => 'one' }
 */
export function toBundle(value: unknown, options: BundleOptions = {}): Shown {
  const text = () => inspect(value, { colors: options.colors ?? false });
  // Being shown must not be seen by a proxy's traps; inspect looks past them.
  const own = types.isProxy(value) ? undefined : ownBundle(value, text);
  return own ?? { data: { 'text/plain': text() } };
}

/** The form of a value that is more than text. */
function ownBundle(value: unknown, text: () => string): Shown | undefined {
  if (isDisplayable(value)) return ownForm(value, text);
  if (isImageBytes(value)) return imageBundle(value);
  if (isElement(value)) return elementBundle(value);
  if (isCanvas(value)) return canvasBundle(value);
  if (isVegaSpec(value)) return vegaBundle(value);
  if (isVegaChart(value)) {
    const spec = specOf(value);
    if (spec) return vegaBundle(spec);
  }
  if (isTensor(value)) return ownForm(tensorView(value), text);
  if (isBackendStatus(value)) return ownForm(backendsView(value), text);
  if (isDataFrame(value)) return dataFrameBundle(value);
  return undefined;
}

/** Display methods of other libraries may be asynchronous: until then there is the text. */
function ownForm(value: Displayable, text: () => string): Shown {
  const shown = value[DISPLAY]();
  if (!(shown instanceof Promise)) return toDisplayData(shown);
  return {
    data: { 'text/plain': text() },
    complete: async () => {
      const { complete, ...now } = toDisplayData(await shown);
      return complete ? complete() : now;
    },
  };
}
