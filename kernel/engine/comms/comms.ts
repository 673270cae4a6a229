import { randomUUID } from 'node:crypto';
import type { CommMessage } from '../../link.js';
import { Comm, type CommContent, type CommExtras, commContent } from './comm.js';
import { Widget, type WidgetOptions } from './widget.js';
import { WidgetModel, type WidgetState } from './widget-model.js';
import { withoutBuffers } from './widget-state.js';

/** Called when the front end opens a comm to a registered target. */
export type CommHandler = (comm: Comm, opened: CommContent) => unknown;

/** The comms of a session: the global `comms` of cells. */
export class Comms {
  readonly #handlers = new Map<string, CommHandler>();
  readonly #comms = new Map<string, Comm>();
  readonly #widgets = new Map<string, WidgetModel>();
  #asked = 0;
  readonly #send: (message: CommMessage) => void;

  constructor(send: (message: CommMessage) => void) {
    this.#send = send;
    this.#handlers.set('jupyter.widget.control', (comm) => this.#control(comm));
  }

  /**
   * Has `handler` called with each comm that the front end opens to `target`. Registering again replaces the handler, so
   * that a cell can be run twice.
   *
   * @example
   * comms.register('counter', (comm) => {
   *   let n = 0;
   *   comm.onMessage(({ data }) => comm.send({ n: (n += Number(data.by)) }));
   * });
   */
  register(target: string, handler: CommHandler): () => void {
    if (typeof handler !== 'function') {
      throw new TypeError(`comms.register: expected a function for '${target}'; received ${typeof handler}.`);
    }
    this.#handlers.set(target, handler);
    return () => {
      if (this.#handlers.get(target) === handler) this.#handlers.delete(target);
    };
  }

  /** Opens a comm from this side. */
  open(target: string, data: Readonly<Record<string, unknown>> = {}, extras: CommExtras = {}): Comm {
    const comm = this.#create(randomUUID().replaceAll('-', ''), target);
    this.#send({ action: 'open', comm: comm.id, target, ...commContent(data, extras) });
    return comm;
  }

  /** An anywidget: `esm` draws it in the front end, its `state` is shared with this session. */
  widget(options: WidgetOptions): Widget {
    return this.#keep(new Widget(options, (data, extras) => this.open('jupyter.widget', data, extras)));
  }

  /** For the session: a widget of ipywidgets' own, such as a button. */
  core(name: string, state: WidgetState): WidgetModel {
    const part = (kind: '_model' | '_view', suffix: string) => ({
      [`${kind}_module`]: '@jupyter-widgets/controls',
      [`${kind}_module_version`]: '2.0.0',
      [`${kind}_name`]: `${name}${suffix}`,
    });
    const own = { ...part('_model', 'Model'), ...part('_view', 'View') };
    return this.#keep(
      new WidgetModel(own, state, (data, extras) => this.open('jupyter.widget', data, extras)),
    );
  }

  /**
   * How often a page has asked for the widgets that there are. Every page with widgets does so when it is opened: 0 means
   * that no front end has shown that it has any.
   */
  get pages(): number {
    return this.#asked;
  }

  #keep<T extends WidgetModel>(widget: T): T {
    this.#widgets.set(widget.id, widget);
    return widget;
  }

  /** A front end that comes later asks for the state of all widgets at once. */
  #control(comm: Comm): void {
    this.#asked++;
    comm.onMessage(({ data }) => {
      if (data['method'] !== 'request_states') return;
      const states: Record<string, unknown> = {};
      for (const [id, { fullState }] of this.#widgets) {
        states[id] = {
          model_name: fullState['_model_name'],
          model_module: fullState['_model_module'],
          model_module_version: fullState['_model_module_version'],
          state: fullState,
        };
      }
      const { state, paths, buffers } = withoutBuffers(states);
      comm.send({ method: 'update_states', states: state, buffer_paths: paths }, { buffers });
    });
  }

  /** Takes a message of the front end. */
  async receive(message: CommMessage): Promise<void> {
    const { action, comm: id, target = '', data, metadata, buffers } = message;
    const received = { data, metadata, buffers };
    if (action !== 'open') {
      const comm = this.#comms.get(id);
      if (action === 'close') this.#forget(id);
      await comm?.receive(action, received);
      return;
    }
    const handler = this.#handlers.get(target);
    if (!handler) {
      // Protocol: a comm to an unknown target is closed at once.
      this.#send({ action: 'close', comm: id, ...commContent({}, {}) });
      return;
    }
    const comm = this.#create(id, target);
    try {
      await handler(comm, received);
    } catch (error) {
      comm.close();
      throw error;
    }
  }

  #create(id: string, target: string): Comm {
    const comm = new Comm(id, target, (action, sent) => {
      if (action === 'close') this.#forget(id);
      this.#send({ action, comm: id, ...sent });
    });
    this.#comms.set(id, comm);
    return comm;
  }

  #forget(id: string): void {
    this.#comms.delete(id);
    this.#widgets.delete(id);
  }
}
