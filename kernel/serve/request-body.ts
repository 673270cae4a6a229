import type { IncomingMessage } from 'node:http';
import type { Signature, TensorSignature } from './signature.js';

/** A request that cannot be answered: the status and the reason. */
export class RequestError extends Error {
  override name = 'RequestError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

type Values = Float32Array | Int32Array | Uint8Array | string[];

/** Values of one input, row by row, with their shape. */
export interface InputValues {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: Values;
}

/** The body of a request, which may not be longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  const tooLong = () => new RequestError(413, `expected a body of at most ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLong();
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLong();
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** What a body asks for, and under which key the answer goes: as TensorFlow Serving has them for `instances`. */
export interface Ask {
  readonly inputs: readonly InputValues[];
  readonly answer: 'outputs' | 'predictions';
}

/**
 * The inputs in a body: `{"inputs": [[...], ...]}`, by name `{"inputs": {"a": [...], "b": [...]}}`, `{"instances": [...]}`,
 * or the array alone.
 *
 * @throws RequestError with status 400 that says what was expected and what was received
 */
export function parseAsk(body: string, signature: Signature): Ask {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    throw new RequestError(400, `expected JSON; ${(error as Error).message}.`);
  }
  const { inputs, instances } = (Array.isArray(json) ? { inputs: json } : (json ?? {})) as Record<
    string,
    unknown
  >;
  const given = inputs ?? byColumn(instances, signature.inputs);
  if (given === undefined) {
    throw new RequestError(
      400,
      'expected {"inputs": [[...], ...]}; the body has neither inputs nor instances.',
    );
  }
  const parsed = byName(given, signature.inputs).map(([spec, value]) => valuesOf(value, spec));
  const [first, ...others] = parsed;
  for (const { name, shape } of others) {
    if (shape[0] === first?.shape[0]) continue;
    throw new RequestError(
      400,
      `${name}: expected as many samples as ${first?.name}, ${first?.shape[0]}; received ${shape[0]}.`,
    );
  }
  return { inputs: parsed, answer: inputs === undefined ? 'predictions' : 'outputs' };
}

/** Samples with their inputs by name, as one list for each input. */
function byColumn(samples: unknown, specs: readonly TensorSignature[]): unknown {
  if (!Array.isArray(samples) || samples.length === 0 || !samples.every(isDictionary)) return samples;
  const names = new Set(specs.map(({ name }) => name));
  // One name that nobody expects is enough: each of them as a column would be as many values as their square.
  for (const sample of samples)
    for (const name of Object.keys(sample)) if (!names.has(name)) return { [name]: sample[name] };
  return Object.fromEntries([...names].map((name) => [name, samples.map((sample) => sample[name])]));
}

function isDictionary(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byName(given: unknown, specs: readonly TensorSignature[]): (readonly [TensorSignature, unknown])[] {
  const [only] = specs;
  if (Array.isArray(given) && only !== undefined && specs.length === 1) return [[only, given]];
  if (!isDictionary(given)) {
    throw new RequestError(
      400,
      `expected a dictionary of the inputs ${specs.map(({ name }) => name).join(', ')}.`,
    );
  }
  const unknown = Object.keys(given).find((key) => !specs.some(({ name }) => name === key));
  if (unknown !== undefined) {
    throw new RequestError(
      400,
      `expected the inputs ${specs.map(({ name }) => name).join(', ')}; received ${unknown}.`,
    );
  }
  return specs.map((spec) => {
    if (given[spec.name] === undefined)
      throw new RequestError(400, `expected the input ${spec.name}; it is missing.`);
    return [spec, given[spec.name]] as const;
  });
}

function valuesOf(given: unknown, { name, shape: expected, dtype }: TensorSignature): InputValues {
  const shape: number[] = [];
  // One axis too many is enough to know, however deep it goes on.
  for (let part = given; Array.isArray(part) && shape.length <= expected.length; part = part[0])
    shape.push(part.length);
  const fits =
    shape.length === expected.length && expected.every((size, i) => size === null || size === shape[i]);
  if (!fits || shape[0] === 0) {
    const text = (sizes: readonly (number | null)[]) => `[${sizes.map(String).join(', ')}]`;
    throw new RequestError(
      400,
      `${name}: expected ${KINDS[dtype]?.plural ?? 'numbers'} of shape ${text(expected)}; received ${text(shape)}.`,
    );
  }
  const { is, what, make } = KINDS[dtype] ?? FLOATS;
  const values = make(shape.reduce((product, size) => product * size, 1));
  let next = 0;
  const fill = (part: unknown, axis: number, place: string): void => {
    if (axis === shape.length) {
      if (!is(part))
        throw new RequestError(400, `${name}${place}: expected ${what}; received ${short(part)}.`);
      values[next++] = part as never;
      return;
    }
    if (!Array.isArray(part) || part.length !== shape[axis])
      throw new RequestError(
        400,
        `${name}${place}: expected ${shape[axis]} values; received ${Array.isArray(part) ? part.length : short(part)}.`,
      );
    for (const [i, item] of part.entries()) fill(item, axis + 1, `${place}[${i}]`);
  };
  fill(given, 0, '');
  return { name, shape, dtype, values };
}

/** What a type of inputs takes. */
interface Kind {
  readonly plural: string;
  readonly what: string;
  is(value: unknown): boolean;
  make(size: number): Values;
}

const FLOATS: Kind = {
  plural: 'numbers',
  what: 'a number of 32 bits',
  is: (value) => typeof value === 'number' && Number.isFinite(Math.fround(value)),
  make: (size) => new Float32Array(size),
};

const KINDS: Readonly<Record<string, Kind>> = {
  float32: FLOATS,
  int32: {
    plural: 'integers',
    what: 'an integer of 32 bits',
    is: (value) => typeof value === 'number' && (value | 0) === value,
    make: (size) => new Int32Array(size),
  },
  bool: {
    plural: 'booleans',
    what: 'true, false, 1 or 0',
    is: (value) => value === true || value === false || value === 1 || value === 0,
    make: (size) => new Uint8Array(size),
  },
  string: {
    plural: 'texts',
    what: 'a text',
    is: (value) => typeof value === 'string',
    make: (size) => new Array<string>(size),
  },
};

/** A value in an error, which a client's long or deep one does not fill. */
function short(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : 'an object';
  const text = String(JSON.stringify(value));
  return text.length > 50 ? `${text.slice(0, 50)}...` : text;
}
