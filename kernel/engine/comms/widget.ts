import { randomUUID } from 'node:crypto';
import { type OpenWidget, WidgetModel, type WidgetState } from './widget-model.js';

/** How a widget looks and what it starts with. */
export interface WidgetOptions {
  /** The text of an ES module whose default export has `render({ model, el })`: https://anywidget.dev. */
  readonly esm: string;
  readonly css?: string;
  /** Plain data; typed arrays travel as bytes and come back as Uint8Array. */
  readonly state?: WidgetState;
}

/** The front end has one version of anywidget, and it is the one that is meant. */
const ANYWIDGET = '*';

/**
 * An anywidget. What the user changes in the front end is in `state` here, and what is set here shows there. The front end
 * has to have anywidget's extension (`pip install anywidget`).
 *
 * @see https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 * @example
 * const slider = comms.widget({
 *   esm: `export default { render({ model, el }) {
 *     const input = Object.assign(document.createElement('input'), { type: 'range', value: model.get('value') });
 *     input.oninput = () => { model.set('value', Number(input.value)); model.save_changes(); };
 *     el.append(input);
 *   } }`,
 *   state: { value: 5 },
 * });
 * slider.onChange('value', (value) => console.log(value));
 * slider
 */
export class Widget extends WidgetModel {
  constructor({ esm, css, state = {} }: WidgetOptions, open: OpenWidget) {
    if (typeof esm !== 'string') {
      throw new TypeError(`comms.widget: esm must be the text of an ES module; received ${typeof esm}.`);
    }
    const own = {
      _model_module: 'anywidget',
      _model_name: 'AnyModel',
      _model_module_version: ANYWIDGET,
      _view_module: 'anywidget',
      _view_name: 'AnyView',
      _view_module_version: ANYWIDGET,
      _view_count: null,
      _anywidget_id: `cellgrad.${randomUUID()}`,
      _esm: esm,
      ...(css === undefined ? {} : { _css: css }),
    };
    super(own, state, open);
  }
}
