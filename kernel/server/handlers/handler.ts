import type { Debugger } from '../../debugger/debugger.js';
import type { Language } from '../../language/language.js';
import type { TypeCheck } from '../../language/type-check.js';
import type { CommInfoReply, ConnectReply, Header } from '../../protocol/messages.js';
import type { Executions } from '../executions.js';
import type { History } from '../history.js';
import type { Inputs } from '../inputs.js';
import type { Iopub } from '../iopub.js';
import type { Request } from '../request.js';
import type { Engine, EngineMessage } from '../supervisor.js';
import type { Usage } from '../usage.js';

/** What handlers work with. */
export interface Services {
  readonly iopub: Iopub;
  readonly engine: Engine;
  readonly history: History;
  readonly executions: Executions;
  readonly inputs: Inputs;
  readonly usage: Usage;
  /** What TypeScript knows of the cells. */
  readonly language: Language;
  /** Runs cells as their types allow. */
  readonly types: TypeCheck;
  /** The ports of the kernel's sockets, so far as it has any. */
  readonly ports: ConnectReply;
  /** The comms that are open, whoever opened them. */
  readonly comms: Map<string, CommInfoReply['comms'][string]>;
  /** Gives a piece of work that shows something a number of its own, under which its outputs find their parent. */
  newCell(parent: Header, silent?: boolean): number;
  /** Shows what a cell shows. */
  show(message: EngineMessage): void;
  /** The debugger, which is loaded when it is asked for; its events belong to the last request for it. */
  debugger(parent: Header): Promise<Debugger>;
  /** Stops the running cell, or the one that waits to run. */
  interrupt(): void;
  /** Ends the kernel when the reply has left. */
  shutdown(): void;
}

/** Gives the content of the reply; nothing for messages that have none. */
export type Handler = (
  request: Request,
  services: Services,
) => object | undefined | Promise<object | undefined>;
