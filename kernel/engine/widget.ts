import { DISPLAY, type Displayable, type DisplayData } from '../../src/display/bundle.js';
import type { Comm, CommContent } from './comm.js';

/** State that the front end's part of a widget and this session share. */
export type WidgetState = Readonly<Record<string, unknown>>;

/** How a widget looks and what it starts with. */
export interface WidgetOptions {
  /** The text of an ES module whose default export has `render({ model, el })`: https://anywidget.dev. */
  readonly esm: string;
  readonly css?: string;
  readonly state?: WidgetState;
}

/** The versions of the protocol of widgets, and of anywidget's front end. */
const PROTOCOL = '2.1.0';
const ANYWIDGET = '~0.9.*';

/**
 * An anywidget. What the user changes in the front end is in `state` here, and what is set here shows there. The front end
 * has to have anywidget's extension (`pip install anywidget`).
 *
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
export class Widget implements Displayable {
  readonly #comm: Comm;
  readonly #state: Record<string, unknown>;
  readonly #listeners = new Map<string, Set<(value: unknown) => unknown>>();

  constructor(options: WidgetOptions, open: (data: Record<string, unknown>, metadata: WidgetState) => Comm) {
    const { esm, css, state = {} } = options;
    this.#state = { ...state };
    const module = { _model_module: 'anywidget', _model_name: 'AnyModel', _model_module_version: ANYWIDGET };
    const view = { _view_module: 'anywidget', _view_name: 'AnyView', _view_module_version: ANYWIDGET };
    const all = {
      ...module,
      ...view,
      _view_count: null,
      _esm: esm,
      ...(css === undefined ? {} : { _css: css }),
      ...state,
    };
    this.#comm = open({ state: all, buffer_paths: [] }, { version: PROTOCOL });
    this.#comm.onMessage((content) => this.#receive(content));
  }

  /** The shared state; a value that is set here goes to the front end. */
  get state(): Record<string, unknown> {
    return new Proxy(this.#state, {
      set: (_, name, value: unknown) => {
        this.set({ [String(name)]: value });
        return true;
      },
    });
  }

  /** Sets several values at once. */
  set(state: WidgetState): void {
    Object.assign(this.#state, state);
    this.#comm.send({ method: 'update', state, buffer_paths: [] });
  }

  /** Calls `listener` when the user changes a value; the returned function takes it away. */
  onChange(name: string, listener: (value: unknown) => unknown): () => void {
    const list = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, list.add(listener));
    return () => list.delete(listener);
  }

  /** Removes it from the front end. */
  close(): void {
    this.#comm.close();
  }

  async #receive({ data }: CommContent): Promise<void> {
    if (data['method'] === 'request_state') {
      this.#comm.send({ method: 'update', state: this.#state, buffer_paths: [] });
      return;
    }
    if (data['method'] !== 'update') return;
    const state = data['state'] as WidgetState;
    Object.assign(this.#state, state);
    // Protocol 2.1: other views of the same widget learn of it.
    this.#comm.send({ method: 'echo_update', state, buffer_paths: [] });
    for (const [name, value] of Object.entries(state)) {
      for (const listener of this.#listeners.get(name) ?? []) await listener(value);
    }
  }

  [DISPLAY](): DisplayData {
    const view = { version_major: 2, version_minor: 1, model_id: this.#comm.id };
    return { data: { 'application/vnd.jupyter.widget-view+json': view, 'text/plain': 'Widget' } };
  }
}
