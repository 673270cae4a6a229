import { deserialize, serialize } from 'node:v8';

/**
 * How the messages of link.ts are laid on a file descriptor: four bytes of length (little endian, the payload
 * alone), one byte that names the form, then the payload. JSON is three times faster for small messages; a message
 * that carries bytes (a comm buffer) goes in V8's own form. Printed text, of which there may be a lot, has a form of its
 * own: four bytes of the cell's number, one byte of the stream's, then UTF-8.
 */
const HEADER = 5;
const JSON_FORM = 1;
const V8_FORM = 2;
const TEXT_FORM = 3;
const TEXT_HEADER = 5;
const STREAMS = ['stdout', 'stderr'] as const;

/** No message is this large: strings of V8 end at 512 MiB. A larger length means that the stream is damaged. */
const LIMIT = 0x4000_0000;

/** The stream carries something that is not a frame: the peer is broken, and nothing after it can be trusted. */
export class FrameError extends Error {
  override name = 'FrameError';
}

/** What a cell prints. */
interface Printed {
  readonly type: 'stream';
  readonly cell: number;
  readonly name: (typeof STREAMS)[number];
  readonly text: string;
}

/** Lays one message out. Throws when it holds what no form can carry. */
export function encodeFrame(message: object, bytes = carriesBytes(message)): Buffer {
  if (isPrinted(message)) return encodeText(message);
  if (bytes) {
    const payload = serialize(message);
    const frame = Buffer.allocUnsafe(HEADER + payload.length);
    writeHeader(frame, payload.length, V8_FORM);
    payload.copy(frame, HEADER);
    return frame;
  }
  const text = JSON.stringify(message);
  const length = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(HEADER + length);
  writeHeader(frame, length, JSON_FORM);
  frame.write(text, HEADER, 'utf8');
  return frame;
}

/** UTF-8 cannot carry half of a surrogate pair; the other half may come with the next text. */
function isPrinted(message: object): message is Printed {
  const { type, text } = message as Partial<Printed>;
  return type === 'stream' && typeof text === 'string' && text.isWellFormed();
}

function encodeText({ cell, name, text }: Printed): Buffer {
  const length = TEXT_HEADER + Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(HEADER + length);
  writeHeader(frame, length, TEXT_FORM);
  frame.writeUInt32LE(cell, HEADER);
  frame.writeUInt8(STREAMS.indexOf(name), HEADER + 4);
  frame.write(text, HEADER + TEXT_HEADER, 'utf8');
  return frame;
}

function decodeText(bytes: Buffer, start: number, end: number): Printed {
  const name = STREAMS[bytes.readUInt8(start + 4)];
  if (name === undefined) throw new RangeError(`there is no stream ${bytes.readUInt8(start + 4)}`);
  const text = bytes.toString('utf8', start + TEXT_HEADER, end);
  return { type: 'stream', cell: bytes.readUInt32LE(start), name, text };
}

function writeHeader(frame: Buffer, length: number, form: number): void {
  frame.writeUInt32LE(length, 0);
  frame.writeUInt8(form, 4);
}

/** Only comm messages have buffers, and only at this place. */
function carriesBytes(message: object): boolean {
  const { buffers } = message as { buffers?: readonly unknown[] };
  return buffers !== undefined && buffers.length > 0;
}

/** Cuts a stream of bytes into messages, however the bytes arrive. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;
  /** So many bytes have to be there before there is anything to do. */
  #wanted = HEADER;

  /** Takes the next bytes and returns the messages that they complete. Throws {@link FrameError}. */
  push(chunk: Buffer): unknown[] {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) return [];
    const bytes = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#size);
    const messages: unknown[] = [];
    let at = 0;
    this.#wanted = HEADER;
    // A loop of console.log is thousands of frames a chunk: none gets a buffer of its own.
    while (bytes.length - at >= HEADER) {
      const length = bytes.readUInt32LE(at);
      const form = bytes.readUInt8(at + 4);
      if (length > LIMIT || form < JSON_FORM || form > TEXT_FORM) {
        throw new FrameError(`expected a frame; received length ${length}, form ${form}`);
      }
      const end = at + HEADER + length;
      if (end > bytes.length) {
        this.#wanted = end - at;
        break;
      }
      messages.push(parse(bytes, at + HEADER, end, form));
      at = end;
    }
    this.#chunks = at < bytes.length ? [bytes.subarray(at)] : [];
    this.#size = bytes.length - at;
    return messages;
  }

  /** True when the stream ended in the middle of a frame. */
  get pending(): boolean {
    return this.#size > 0;
  }
}

const EXPECTED = { [JSON_FORM]: 'JSON', [V8_FORM]: "V8's form", [TEXT_FORM]: 'printed text' };

function parse(bytes: Buffer, start: number, end: number, form: number): unknown {
  try {
    if (form === TEXT_FORM) return decodeText(bytes, start, end);
    return form === JSON_FORM
      ? JSON.parse(bytes.toString('utf8', start, end))
      : deserialize(bytes.subarray(start, end));
  } catch (error) {
    throw new FrameError(`expected ${EXPECTED[form as keyof typeof EXPECTED]}; ${(error as Error).message}`);
  }
}
