import type { Content } from '../protocol/content.js';
import type { Header, JsonObject } from '../protocol/messages.js';
import type { IncomingChannel } from './transport.js';

/** One request, its addresses and its content. */
export interface Request {
  /** Where it came from, and its reply goes. */
  readonly channel: IncomingChannel;
  readonly header: Header;
  readonly parent: Partial<Header>;
  readonly identities: readonly Uint8Array[];
  readonly content: Content;
  readonly metadata: JsonObject;
  readonly buffers: readonly Uint8Array[];
}
