import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pinLibrary, systemLibrary } from '../system-library.js';
import { lackOfMemory, RESOURCE_EXHAUSTED } from './lack-of-memory.js';
import { type Descriptors, quietly } from './quietly.js';

/** An address in the memory of this process; 0n is null. */
export type Pointer = bigint;

/** One output of an operation in a graph, as the C API passes it. */
export interface Output {
  readonly oper: Pointer;
  readonly index: number;
}

/** How values of C types are given. */
interface Given {
  pointer: Pointer | ArrayBufferView | null;
  text: string;
  int: number;
  byte: number;
  long: number | bigint;
  size: number;
  float: number;
  output: Output;
  outputs: readonly Output[];
}

/** How values of C types come back. */
interface Returned {
  void: undefined;
  pointer: Pointer;
  text: string;
  int: number;
  long: number | bigint;
  size: number | bigint;
}

type Declaration = readonly [result: keyof Returned, ...parameters: (keyof Given)[]];
type Callable<D extends Declaration> = D extends readonly [
  infer R extends keyof Returned,
  ...infer P extends (keyof Given)[],
]
  ? (...args: { [I in keyof P]: Given[P[I]] }) => Returned[R]
  : never;

/**
 * What is used of TensorFlow's C API: the result, then the parameters.
 * See https://github.com/tensorflow/tensorflow/tree/master/tensorflow/c (c_api.h, eager/c_api.h).
 */
const FUNCTIONS = {
  TF_Version: ['text'],
  TF_NewStatus: ['pointer'],
  TF_GetCode: ['int', 'pointer'],
  TF_Message: ['text', 'pointer'],
  TF_SetStatus: ['void', 'pointer', 'int', 'text'],
  TF_AllocateTensor: ['pointer', 'int', 'pointer', 'int', 'size'],
  TF_TensorData: ['pointer', 'pointer'],
  TF_TensorByteSize: ['size', 'pointer'],
  TF_DeleteTensor: ['void', 'pointer'],
  TF_StringInit: ['void', 'pointer'],
  TF_StringCopy: ['void', 'pointer', 'pointer', 'size'],
  TF_StringGetSize: ['size', 'pointer'],
  TF_StringGetDataPointer: ['pointer', 'pointer'],
  TFE_NewContextOptions: ['pointer'],
  TFE_DeleteContextOptions: ['void', 'pointer'],
  TFE_ContextOptionsSetConfig: ['void', 'pointer', 'pointer', 'size', 'pointer'],
  TFE_NewContext: ['pointer', 'pointer', 'pointer'],
  TFE_ContextListDevices: ['pointer', 'pointer', 'pointer'],
  TF_DeviceListCount: ['int', 'pointer'],
  TF_DeviceListName: ['text', 'pointer', 'int', 'pointer'],
  TF_DeviceListType: ['text', 'pointer', 'int', 'pointer'],
  TF_DeviceListMemoryBytes: ['long', 'pointer', 'int', 'pointer'],
  TF_DeleteDeviceList: ['void', 'pointer'],
  TFE_ContextAddFunction: ['void', 'pointer', 'pointer', 'pointer'],
  TFE_ContextRemoveFunction: ['void', 'pointer', 'text', 'pointer'],
  TFE_NewExecutor: ['pointer', 'byte', 'byte', 'int'],
  TFE_ExecutorWaitForAllPendingNodes: ['void', 'pointer', 'pointer'],
  TFE_ExecutorClearError: ['void', 'pointer'],
  TFE_ContextSetExecutorForThread: ['void', 'pointer', 'pointer'],
  TFE_ContextGetExecutorForThread: ['pointer', 'pointer'],
  TFE_NewOp: ['pointer', 'pointer', 'pointer', 'pointer'],
  TFE_DeleteOp: ['void', 'pointer'],
  TFE_OpSetDevice: ['void', 'pointer', 'pointer', 'pointer'],
  TFE_OpAddInput: ['void', 'pointer', 'pointer', 'pointer'],
  TFE_OpSetAttrType: ['void', 'pointer', 'pointer', 'int'],
  TFE_OpSetAttrBool: ['void', 'pointer', 'pointer', 'byte'],
  TFE_OpSetAttrInt: ['void', 'pointer', 'pointer', 'long'],
  TFE_OpSetAttrFloat: ['void', 'pointer', 'pointer', 'float'],
  TFE_OpSetAttrString: ['void', 'pointer', 'pointer', 'pointer', 'size'],
  TFE_OpSetAttrIntList: ['void', 'pointer', 'pointer', 'pointer', 'int'],
  TFE_OpSetAttrFloatList: ['void', 'pointer', 'pointer', 'pointer', 'int'],
  TFE_OpSetAttrShape: ['void', 'pointer', 'pointer', 'pointer', 'int', 'pointer'],
  TFE_Execute: ['void', 'pointer', 'pointer', 'pointer', 'pointer'],
  TFE_NewTensorHandle: ['pointer', 'pointer', 'pointer'],
  TFE_DeleteTensorHandle: ['void', 'pointer'],
  TFE_TensorHandleDataType: ['int', 'pointer'],
  TFE_TensorHandleNumDims: ['int', 'pointer', 'pointer'],
  TFE_TensorHandleDim: ['long', 'pointer', 'int', 'pointer'],
  TFE_TensorHandleResolve: ['pointer', 'pointer', 'pointer'],
  TFE_TensorHandleCopySharingTensor: ['pointer', 'pointer', 'pointer'],
  TF_NewGraph: ['pointer'],
  TF_DeleteGraph: ['void', 'pointer'],
  TF_NewOperation: ['pointer', 'pointer', 'text', 'text'],
  TF_AddInput: ['void', 'pointer', 'output'],
  TF_AddInputList: ['void', 'pointer', 'outputs', 'int'],
  TF_SetAttrType: ['void', 'pointer', 'pointer', 'int'],
  TF_SetAttrBool: ['void', 'pointer', 'pointer', 'byte'],
  TF_SetAttrInt: ['void', 'pointer', 'pointer', 'long'],
  TF_SetAttrFloat: ['void', 'pointer', 'pointer', 'float'],
  TF_SetAttrString: ['void', 'pointer', 'pointer', 'pointer', 'size'],
  TF_SetAttrIntList: ['void', 'pointer', 'pointer', 'pointer', 'int'],
  TF_SetAttrFloatList: ['void', 'pointer', 'pointer', 'pointer', 'int'],
  TF_SetAttrShape: ['void', 'pointer', 'pointer', 'pointer', 'int'],
  TF_SetAttrTensor: ['void', 'pointer', 'pointer', 'pointer', 'pointer'],
  TF_SetAttrFuncName: ['void', 'pointer', 'pointer', 'text', 'size'],
  TF_FinishOperation: ['pointer', 'pointer', 'pointer'],
  TF_OperationOutputType: ['int', 'output'],
  TF_GraphGetTensorNumDims: ['int', 'pointer', 'output', 'pointer'],
  TF_GraphGetTensorShape: ['void', 'pointer', 'output', 'pointer', 'int', 'pointer'],
  TF_GraphGetOpDef: ['void', 'pointer', 'text', 'pointer', 'pointer'],
  TF_NewBuffer: ['pointer'],
  TF_DeleteBuffer: ['void', 'pointer'],
  // graph, name, append a hash, operations, inputs, outputs, output names, control outputs, their names, options, description
  // biome-ignore format: one line is read more easily
  TF_GraphToFunctionWithControlOutputs: ['pointer', 'pointer', 'text', 'byte', 'int', 'pointer', 'int', 'outputs', 'int', 'outputs', 'pointer', 'int', 'pointer', 'pointer', 'pointer', 'pointer', 'pointer'],
  TF_FunctionSetAttrValueProto: ['void', 'pointer', 'text', 'pointer', 'size', 'pointer'],
  TF_DeleteFunction: ['void', 'pointer'],
  TF_GraphCopyFunction: ['void', 'pointer', 'pointer', 'pointer', 'pointer'],
} as const satisfies Readonly<Record<string, Declaration>>;

/** TensorFlow's C API, and what JavaScript needs to move values between its memory and ours. */
export type TensorFlowApi = { readonly [K in keyof typeof FUNCTIONS]: Callable<(typeof FUNCTIONS)[K]> } & {
  /** The status that every call below is given; {@link TensorFlowApi.check} looks at it. */
  readonly status: Pointer;
  /** Throws what the status says, if it says anything; `what` was being done. */
  check(what: string): void;
  /** A C string that stays where it is, for names that are used again and again. */
  name(text: string): Pointer;
  /** Copies values to an address. */
  write(to: Pointer, values: ArrayBufferView): void;
  /** The bytes at an address themselves; good while what lies there is. */
  view(at: Pointer, bytes: number): ArrayBuffer;
  /** Copies the bytes at an address. */
  read(at: Pointer, bytes: number): ArrayBuffer;
};

/** What the system calls the files of TensorFlow; none for a system without such wheels. */
const FILES: Partial<Record<NodeJS.Platform, readonly [framework: string, tensorflow: string]>> = {
  linux: ['libtensorflow_framework.so.2', 'libtensorflow_cc.so.2'],
  darwin: ['libtensorflow_framework.2.dylib', 'libtensorflow_cc.2.dylib'],
};

/** The files that a TensorFlow wheel must have; undefined on systems for which there is none. */
export function libraryFiles(platform: NodeJS.Platform = process.platform): readonly string[] | undefined {
  return FILES[platform];
}

/** What TensorFlow says of itself on Intel's processors while it is loaded, whatever the level of its log. */
function isNote(line: string): boolean {
  return /^WARNING: All log messages before absl::InitializeLog|^I\d{4} .*oneDNN custom operations/.test(
    line,
  );
}

/** Loads TensorFlow from the folder `tensorflow` of its wheel. Takes a while: the library is large. */
export function loadApi(folder: string): TensorFlowApi {
  const files = FILES[process.platform];
  const system = systemLibrary();
  if (files === undefined || system === undefined)
    throw new Error(`there is no TensorFlow library for ${process.platform}`);
  // Its log would come out in the middle of cells.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  const koffi = createRequire(import.meta.url)('koffi') as typeof import('koffi');
  const descriptors: Descriptors = {
    dup: system.func('dup', 'int', ['int']),
    dup2: system.func('dup2', 'int', ['int', 'int']),
    close: system.func('close', 'int', ['int']),
  };
  const paths = files.map((file) => join(folder, file));
  const [framework, tensorflow] = quietly(descriptors, isNote, () =>
    paths.map((path) => {
      const library = koffi.load(path, { global: true });
      // At once: it stays also where the next one does not load.
      pinLibrary(path);
      return library;
    }),
  ) as [LibraryHandle, LibraryHandle];

  const output = koffi.struct({ oper: 'void *', index: 'int' });
  const types = {
    void: 'void',
    pointer: 'void *',
    text: 'const char *',
    int: 'int',
    byte: 'uint8_t',
    long: 'int64_t',
    size: 'size_t',
    float: 'float',
    output,
    outputs: koffi.pointer(output),
  };
  const functions = Object.entries<Declaration>(FUNCTIONS).map(([name, [result, ...parameters]]) => {
    const declare = (library: LibraryHandle) =>
      library.func(
        name,
        types[result],
        parameters.map((type) => types[type]),
      );
    try {
      return [name, declare(tensorflow)];
    } catch {
      return [name, declare(framework)];
    }
  });
  const api = Object.fromEntries(functions) as TensorFlowApi;
  const status = api.TF_NewStatus();
  const names = new Map<string, Pointer>();
  const kept: Buffer[] = [];
  const memcpy = system.func('memcpy', 'void *', ['void *', 'void *', 'size_t']);
  return Object.assign(api, {
    status,
    check(what: string) {
      if (api.TF_GetCode(status) === 0) return;
      const message = api.TF_Message(status);
      const code = api.TF_GetCode(status);
      api.TF_SetStatus(status, 0, '');
      throw code === RESOURCE_EXHAUSTED ? lackOfMemory(what, message) : new Error(`${what}: ${message}`);
    },
    name(text: string) {
      let at = names.get(text);
      if (at === undefined) {
        // Small buffers may move with JavaScript's own memory; larger ones never do.
        const buffer = Buffer.alloc(Buffer.byteLength(text) + 65);
        buffer.write(text);
        kept.push(buffer);
        at = koffi.address(buffer);
        names.set(text, at);
      }
      return at;
    },
    write(to: Pointer, values: ArrayBufferView) {
      if (values.byteLength > 0) memcpy(to, values, values.byteLength);
    },
    view: (at: Pointer, bytes: number) => (bytes === 0 ? new ArrayBuffer(0) : koffi.view(at, bytes)),
    read(at: Pointer, bytes: number) {
      const copy = new ArrayBuffer(bytes);
      if (bytes > 0) memcpy(new Uint8Array(copy), at, bytes);
      return copy;
    },
  });
}

type LibraryHandle = import('koffi').LibraryHandle;
