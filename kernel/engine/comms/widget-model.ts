import { inspect } from 'node:util';
import { DISPLAY, type Displayable, type DisplayData } from '../../../src/display/bundle.js';
import { inItsCell } from '../context/cell-context.js';
import type { Comm, CommContent } from './comm.js';
import { putBuffers, withoutBuffers } from './widget-state.js';

/** State that the front end's part of a widget and this session share. */
export type WidgetState = Readonly<Record<string, unknown>>;

/** Called with a new value. */
export type WidgetListener = (value: unknown) => unknown;

/** Called with what the front end's `model.send` gave. */
export type WidgetMessageListener = (content: unknown, buffers: readonly Uint8Array[]) => unknown;

/** Opens the comm of a widget. */
export type OpenWidget = (
  data: WidgetState,
  extras: { readonly metadata: WidgetState; readonly buffers: readonly Uint8Array[] },
) => Comm;

/** The type of a widget's view: where the front end puts it. */
export const WIDGET_VIEW = 'application/vnd.jupyter.widget-view+json';

/** The version of the protocol of widgets: what goes along with the comm's opening. */
const PROTOCOL = '2.1.0';

/**
 * A widget of any kind, on this side of its comm.
 *
 * @see https://github.com/jupyter-widgets/ipywidgets/blob/main/packages/schema/messages.md
 */
export class WidgetModel implements Displayable {
  readonly #comm: Comm;
  readonly #own: WidgetState;
  readonly #state: Record<string, unknown>;
  readonly #listeners = new Map<string, Set<WidgetListener>>();
  readonly #messages = new Set<WidgetMessageListener>();

  /** `own` says which model and view the front end takes; `state` is what is shared. */
  constructor(own: WidgetState, state: WidgetState, open: OpenWidget) {
    this.#own = own;
    this.#state = { ...state };
    const { state: sent, paths, buffers } = withoutBuffers(this.fullState);
    this.#comm = open({ state: sent, buffer_paths: paths }, { metadata: { version: PROTOCOL }, buffers });
    this.#comm.onMessage((content) => this.#receive(content));
  }

  /** The id by which the front end knows it. */
  get id(): string {
    return this.#comm.id;
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

  /** For {@link Comms}: the state with what says which widget it is. */
  get fullState(): WidgetState {
    return { ...this.#own, ...this.#state };
  }

  /** Sets several values at once. */
  set(state: WidgetState): void {
    // What a front end's `model.set(name, value)` looks like; others would stumble over such a message.
    if (typeof state !== 'object' || state === null)
      throw new TypeError(
        `Widget.set: expected an object of values; received ${inspect(state)}. Fix: widget.set({ name: value }).`,
      );
    Object.assign(this.#state, state);
    this.#sendState('update', state);
  }

  /** Calls `listener` when the user changes a value; the returned function takes it away. */
  onChange(name: string, listener: WidgetListener): () => void {
    const list = this.#listeners.get(name) ?? new Set();
    const bound = inItsCell(listener);
    this.#listeners.set(name, list.add(bound));
    return () => list.delete(bound);
  }

  /** Sends a message beside the state: the front end hears it as `msg:custom`. */
  send(content: unknown, buffers: readonly Uint8Array[] = []): void {
    this.#comm.send({ method: 'custom', content }, { buffers });
  }

  /** Calls `listener` with what the front end's `model.send` gives; the returned function takes it away. */
  onMessage(listener: WidgetMessageListener): () => void {
    const bound = inItsCell(listener);
    this.#messages.add(bound);
    return () => this.#messages.delete(bound);
  }

  /** Removes it from the front end. */
  close(): void {
    this.#comm.close();
  }

  #sendState(method: 'update' | 'echo_update', values: WidgetState): void {
    const { state, paths, buffers } = withoutBuffers(values);
    this.#comm.send({ method, state, buffer_paths: paths }, { buffers });
  }

  async #receive({ data, buffers }: CommContent): Promise<void> {
    switch (data['method']) {
      case 'request_state':
        this.#sendState('update', this.fullState);
        return;
      case 'custom':
        for (const listener of [...this.#messages]) await listener(data['content'], buffers);
        return;
      case 'update':
        await this.#change({ ...(data['state'] as WidgetState) }, data['buffer_paths'], buffers);
    }
  }

  async #change(
    state: Record<string, unknown>,
    paths: unknown,
    buffers: readonly Uint8Array[],
  ): Promise<void> {
    putBuffers(state, paths, buffers);
    Object.assign(this.#state, state);
    // Protocol 2.1: other views of the same widget learn of it, and the sender that it has arrived.
    this.#sendState('echo_update', state);
    for (const [name, value] of Object.entries(state)) {
      for (const listener of [...(this.#listeners.get(name) ?? [])]) await listener(value);
    }
  }

  [DISPLAY](): DisplayData {
    const view = { version_major: 2, version_minor: 1, model_id: this.id };
    return { data: { [WIDGET_VIEW]: view, 'text/plain': 'Widget' } };
  }
}
