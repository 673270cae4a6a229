import type { TypeCheck } from '../language/type-check.js';
import type { CommMessage, ToServer } from '../link.js';
import type { CommInfoReply, Header } from '../protocol/messages.js';
import type { Executions } from './executions.js';
import type { Inputs } from './inputs.js';
import type { Iopub } from './iopub.js';
import type { EngineMessage } from './supervisor.js';

type DisplayMessage = Extract<ToServer, { type: 'display' }>['message'];

/** The request that a cell came from. */
interface Origin {
  readonly parent: Header;
  readonly silent: boolean;
}

/** How many cells keep their parent, for what their timers show later. */
const REMEMBERED = 10_000;

/** Turns what cells show into messages on iopub, each under the request that the cell came from. */
export class CellOutputs {
  readonly #iopub: Iopub;
  readonly #executions: Executions;
  readonly #inputs: Inputs;
  readonly #types: Pick<TypeCheck, 'setMode'>;
  readonly #comms: Map<string, CommInfoReply['comms'][string]>;
  readonly #origins = new Map<number, Origin>();
  #last = 0;
  /** The engine ended while no cell could say so. */
  #lost = false;

  constructor(parts: {
    readonly iopub: Iopub;
    readonly executions: Executions;
    readonly inputs: Inputs;
    readonly comms: Map<string, CommInfoReply['comms'][string]>;
    readonly types: Pick<TypeCheck, 'setMode'>;
  }) {
    this.#types = parts.types;
    this.#iopub = parts.iopub;
    this.#executions = parts.executions;
    this.#inputs = parts.inputs;
    this.#comms = parts.comms;
  }

  /** A number for a piece of work; outputs under it go to `parent`. */
  newCell(parent: Header, silent = false): number {
    const cell = ++this.#last;
    this.#origins.set(cell, { parent, silent });
    if (this.#origins.size > REMEMBERED) this.#origins.delete(this.#origins.keys().next().value!);
    if (this.#lost && !silent) {
      this.#lost = false;
      const text =
        'The engine ended between two cells; a new one was started. Variables and imports are gone.\n';
      this.#iopub.stream(parent, 'stderr', text);
    }
    return cell;
  }

  /** The engine ended. A cell that was running has its own error. */
  engineEnded(): void {
    this.#lost = !this.#executions.busy;
    // Nobody answers what widgets say from now on.
    for (const comm_id of this.#comms.keys())
      this.#iopub.publish('comm_close', { comm_id, data: {} }, undefined);
    this.#comms.clear();
  }

  show(message: EngineMessage): void {
    if (message.type === 'debugEvent') return;
    const origin = this.#origins.get(message.cell);
    if (message.type === 'comm') {
      this.#comm(message, origin?.parent);
      return;
    }
    if (message.type === 'inputRequest') {
      this.#inputs.ask(message.cell, message.id, message.prompt, message.password);
      return;
    }
    if (origin?.silent) return;
    const parent = origin?.parent;
    switch (message.type) {
      case 'stream':
        this.#iopub.stream(parent, message.name, message.text);
        break;
      case 'types':
        this.#iopub.stream(parent, 'stdout', this.#types.setMode(message.mode));
        break;
      case 'display':
        this.#display(message.message, parent);
        break;
      case 'result': {
        const { cell, data, metadata } = message;
        this.#executions.noteOutput(cell, data['text/plain']);
        const execution_count = this.#executions.countOf(cell);
        this.#iopub.publish('execute_result', { execution_count, data, metadata }, parent);
        break;
      }
      case 'error': {
        const { ename, evalue, traceback } = message.error;
        this.#iopub.publish('error', { ename, evalue, traceback }, parent);
        break;
      }
    }
  }

  #display(message: DisplayMessage, parent: Header | undefined): void {
    if (message.kind === 'clear') {
      this.#iopub.publish('clear_output', { wait: message.wait }, parent);
      return;
    }
    const { data, metadata = {}, id } = message;
    const transient = id === undefined ? {} : { display_id: id };
    const type = message.kind === 'update' ? 'update_display_data' : 'display_data';
    this.#iopub.publish(type, { data, metadata, transient }, parent);
  }

  #comm({ action, comm, target, data, metadata, buffers }: CommMessage, parent: Header | undefined): void {
    if (action === 'open') this.#comms.set(comm, { target_name: target ?? '' });
    if (action === 'close') this.#comms.delete(comm);
    const content = { comm_id: comm, ...(action === 'open' && { target_name: target ?? '' }), data };
    this.#iopub.publish(`comm_${action}`, content, parent, { metadata, buffers });
  }
}
