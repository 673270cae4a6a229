import type { Pointer, TensorFlowApi } from './c-api.js';

/** What recording needs to know of an operation. */
export interface OpDefinition {
  /** Its inputs; `count` names the attribute that says how many tensors one input is. */
  readonly inputs: readonly { readonly count: string | undefined }[];
  readonly attributes: ReadonlySet<string>;
}

const known = new Map<string, OpDefinition>();

/** The definition of an operation (tensorflow.OpDef). */
export function opDefinition(api: TensorFlowApi, graph: Pointer, name: string): OpDefinition {
  let definition = known.get(name);
  if (definition === undefined) {
    definition = parse(serialized(api, graph, name));
    known.set(name, definition);
  }
  return definition;
}

function serialized(api: TensorFlowApi, graph: Pointer, name: string): Uint8Array {
  const buffer = api.TF_NewBuffer();
  try {
    api.TF_GraphGetOpDef(graph, name, buffer, api.status);
    api.check(name);
    // TF_Buffer begins with the address and the length.
    const [data, length] = new BigUint64Array(api.read(buffer, 16)) as unknown as [bigint, bigint];
    return new Uint8Array(api.read(data, Number(length)));
  } finally {
    api.TF_DeleteBuffer(buffer);
  }
}

/** Fields of OpDef (2: input_arg, 4: attr), ArgDef (5: number_attr, 6: type_list_attr) and AttrDef (1: name). */
function parse(bytes: Uint8Array): OpDefinition {
  const inputs: { count: string | undefined }[] = [];
  const attributes = new Set<string>();
  for (const [field, value] of fields(bytes)) {
    if (field === 2) {
      const [, count] = fields(value).find(([inner]) => inner === 5 || inner === 6) ?? [];
      inputs.push({ count: count && text(count) });
    } else if (field === 4) attributes.add(text(fields(value).find(([inner]) => inner === 1)![1]));
  }
  return { inputs, attributes };
}

/** The fields of a protocol buffer that have a length; the others are passed over. */
function fields(bytes: Uint8Array): [field: number, value: Uint8Array][] {
  const found: [number, Uint8Array][] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const wire = key & 7;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else {
      const length = varint();
      found.push([key >>> 3, bytes.subarray(at, at + length)]);
      at += length;
    }
  }
  return found;
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}
