import { createHmac, createSecretKey, type KeyObject, randomUUID, timingSafeEqual } from 'node:crypto';
import type { Header, JsonObject, Message } from './messages.js';

/** What is announced to front ends. */
export const PROTOCOL_VERSION = '5.4';

/** Divides the addresses from the message; section "The Wire Protocol". */
const DELIMITER = Buffer.from('<IDS|MSG>');
const EMPTY = Buffer.from('{}');

/** Frames that are not a message that this kernel may trust. They are dropped: there is nobody to answer. */
export class ProtocolError extends Error {
  override name = 'ProtocolError';
}

/** What a message to send is made of. */
export interface Outgoing {
  readonly type: string;
  readonly content: object;
  /** The header of the message that this one answers or belongs to; absent for none. */
  readonly parent?: Header | undefined;
  readonly metadata?: JsonObject | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
  readonly identities?: readonly Uint8Array[] | undefined;
  /** The message's id, when the sender must know it; else one is made. */
  readonly id?: string;
}

/** How many signatures are remembered, so that a message that was listened to cannot be sent a second time. */
const REMEMBERED = 65_536;

/**
 * Turns messages into signed frames and back (section "The Wire Protocol"): addresses, `<IDS|MSG>`, HMAC, header,
 * parent header, metadata, content, buffers. An empty key means no signatures. Pure: no I/O.
 *
 * @example
 * const codec = new Codec({ key: 'secret' });
 * const frames = codec.encode({ type: 'status', content: { execution_state: 'idle' } });
 * console.log(new Codec({ key: 'secret' }).decode(frames).header.msg_type); // status
 */
export class Codec {
  /** Identifies this kernel in the headers that it writes. */
  readonly session: string;
  readonly #key: KeyObject | undefined;
  readonly #hash: string;
  readonly #username: string;
  readonly #seen = new Set<string>();
  /** The parent written last: all messages of a cell have the same one. */
  #parent: { readonly header: Header; readonly bytes: Buffer } | undefined;
  #count = 0;

  constructor(options: { key: string; scheme?: string; session?: string; username?: string }) {
    const { key, scheme = 'hmac-sha256', session = randomUUID(), username = 'kernel' } = options;
    if (!scheme.startsWith('hmac-')) {
      throw new ProtocolError(`signature_scheme: expected hmac-sha256; received ${scheme}`);
    }
    this.#key = key === '' ? undefined : createSecretKey(Buffer.from(key));
    this.#hash = scheme.slice('hmac-'.length);
    this.session = session;
    this.#username = username;
    this.#sign([]);
  }

  /** The frames of a message from this kernel, with a header of its own. */
  encode(message: Outgoing): Uint8Array[] {
    const { type, content, parent, metadata, buffers = [], identities = [], id = this.newId() } = message;
    const header: Header = {
      msg_id: id,
      session: this.session,
      username: this.#username,
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL_VERSION,
    };
    const parts = [
      toJson(header),
      parent ? this.#parentBytes(parent) : EMPTY,
      metadata ? toJson(metadata) : EMPTY,
      toJson(content),
    ];
    return [...identities, DELIMITER, Buffer.from(this.#sign(parts)), ...parts, ...buffers];
  }

  #parentBytes(header: Header): Buffer {
    if (this.#parent?.header !== header) this.#parent = { header, bytes: toJson(header) };
    return this.#parent.bytes;
  }

  /** An id that no other message has. */
  newId(): string {
    return `${this.session}_${++this.#count}`;
  }

  /** The message in frames that came from outside. Throws {@link ProtocolError}. */
  decode(frames: readonly Uint8Array[]): Message {
    const at = frames.findIndex((frame) => DELIMITER.equals(frame));
    if (at < 0) throw new ProtocolError('expected the delimiter <IDS|MSG>; received none');
    const [signature, ...rest] = frames.slice(at + 1);
    const parts = rest.slice(0, 4);
    if (signature === undefined || parts.length < 4) {
      throw new ProtocolError(`expected 5 frames after the delimiter; received ${frames.length - at - 1}`);
    }
    this.#verify(signature, parts);
    const [header, parent, metadata, content] = parts.map(fromJson) as [
      JsonObject,
      JsonObject,
      JsonObject,
      JsonObject,
    ];
    return {
      identities: frames.slice(0, at),
      header: checkHeader(header),
      parent_header: parent as unknown as Message['parent_header'],
      metadata,
      content,
      buffers: rest.slice(4),
    };
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === undefined) return '';
    const hmac = createHmac(this.#hash, this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }

  #verify(signature: Uint8Array, parts: readonly Uint8Array[]): void {
    if (this.#key === undefined) return;
    const expected = Buffer.from(this.#sign(parts));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new ProtocolError('the signature does not fit the key of this kernel');
    }
    const text = expected.toString();
    if (this.#seen.has(text)) throw new ProtocolError('this message was received before');
    this.#seen.add(text);
    if (this.#seen.size > REMEMBERED) this.#forget();
  }

  /** Sets keep the order of insertion: the oldest half goes. */
  #forget(): void {
    let drop = REMEMBERED / 2;
    for (const one of this.#seen) {
      if (drop-- === 0) return;
      this.#seen.delete(one);
    }
  }
}

/** Half of a surrogate pair, as JSON writes it; no UTF-8 can carry it, and other readers of JSON stumble over it. */
const LONE_SURROGATE = /(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

function toJson(value: unknown): Buffer {
  let text = JSON.stringify(value);
  if (text.includes('\\ud')) text = text.replace(LONE_SURROGATE, '$1\ufffd');
  return Buffer.from(text);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function fromJson(frame: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(frame));
  } catch (error) {
    throw new ProtocolError(`expected JSON in UTF-8; ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProtocolError(`expected a JSON object; received ${JSON.stringify(value).slice(0, 40)}`);
  }
  return value as JsonObject;
}

function checkHeader(header: JsonObject): Header {
  for (const key of ['msg_id', 'msg_type', 'session']) {
    if (typeof header[key] !== 'string') {
      throw new ProtocolError(`header: expected a string as ${key}; received ${JSON.stringify(header[key])}`);
    }
  }
  return header as unknown as Header;
}
