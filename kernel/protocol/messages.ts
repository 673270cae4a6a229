/**
 * The contents of the messages that the kernel takes and sends, as the Jupyter messaging protocol 5.4 has them
 * (https://jupyter-client.readthedocs.io/en/stable/messaging.html). The keys are the protocol's own.
 */
import type { CellError } from '../link.js';

/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Section "Message header". */
export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** One message, decoded. A parent header is empty when nobody asked for the message. */
export interface Message {
  /** ROUTER addresses of the sender, or the topic on iopub. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly parent_header: Header | Readonly<Record<string, never>>;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

/** The common form of replies that are not ok. */
export type ErrorReply = { readonly status: 'error' } & CellError;

/** Section "Execute". */
export interface ExecuteRequest {
  readonly code: string;
  readonly silent: boolean;
  readonly store_history: boolean;
  readonly user_expressions: Readonly<Record<string, string>>;
  readonly allow_stdin: boolean;
  readonly stop_on_error: boolean;
}

export type ExecuteReply =
  | {
      readonly status: 'ok';
      readonly execution_count: number;
      readonly user_expressions: JsonObject;
      readonly payload: readonly unknown[];
    }
  | (ErrorReply & { readonly execution_count: number })
  | { readonly status: 'aborted' };

/** Section "Introspection". */
export interface InspectRequest {
  readonly code: string;
  /** In Unicode code points. */
  readonly cursor_pos: number;
  readonly detail_level: 0 | 1;
}

export interface InspectReply {
  readonly status: 'ok';
  readonly found: boolean;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** Section "Completion". */
export interface CompleteRequest {
  readonly code: string;
  /** In Unicode code points. */
  readonly cursor_pos: number;
}

export interface CompleteReply {
  readonly status: 'ok';
  readonly matches: readonly string[];
  readonly cursor_start: number;
  readonly cursor_end: number;
  readonly metadata: JsonObject;
}

/** Section "Code completeness". */
export interface IsCompleteRequest {
  readonly code: string;
}

export interface IsCompleteReply {
  readonly status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  /** Only with `incomplete`. */
  readonly indent?: string;
}

/** Section "History". */
export interface HistoryRequest {
  readonly output: boolean;
  readonly raw: boolean;
  readonly hist_access_type: 'range' | 'tail' | 'search';
  /** `range`: 0 is this session, negative ones count back from it. */
  readonly session: number;
  readonly start: number;
  /** `range`: null is up to the last. */
  readonly stop: number | null;
  /** `tail` and `search`: how many; null is all. */
  readonly n: number | null;
  /** `search`: with `*`, `?` and `[...]`. */
  readonly pattern: string;
  readonly unique: boolean;
}

/** Session, line, and the input or (with `output`) input and output. */
export type HistoryEntry = readonly [number, number, string | readonly [string, string | null]];

export interface HistoryReply {
  readonly status: 'ok';
  readonly history: readonly HistoryEntry[];
}

/** Section "Kernel info". */
export interface KernelInfoReply {
  readonly status: 'ok';
  readonly protocol_version: string;
  readonly implementation: string;
  readonly implementation_version: string;
  readonly language_info: {
    readonly name: string;
    readonly version: string;
    readonly mimetype: string;
    readonly file_extension: string;
    readonly pygments_lexer: string;
    readonly codemirror_mode: string;
    readonly nbconvert_exporter: string;
  };
  readonly banner: string;
  readonly help_links: readonly { readonly text: string; readonly url: string }[];
  readonly supported_features: readonly string[];
  readonly debugger: boolean;
}

/** Section "Comm info". */
export interface CommInfoRequest {
  /** Only comms with this target. */
  readonly target_name: string | null;
}

export interface CommInfoReply {
  readonly status: 'ok';
  readonly comms: Readonly<Record<string, { readonly target_name: string }>>;
}

/** Section "Connect". */
export type ConnectReply = Readonly<
  Partial<Record<'shell_port' | 'iopub_port' | 'stdin_port' | 'control_port' | 'hb_port', number>>
>;

/** Section "Opening a Comm". */
export interface CommOpen {
  readonly comm_id: string;
  readonly target_name: string;
  readonly data: JsonObject;
}

/** Sections "Comm Messages" and "Tearing Down Comms". */
export interface CommData {
  readonly comm_id: string;
  readonly data: JsonObject;
}

/** Section "Kernel shutdown". */
export interface ShutdownRequest {
  readonly restart: boolean;
}

/** Section "Messages on the stdin ROUTER/DEALER channel". */
export interface InputReply {
  readonly value: string;
}
