type Instantiate = (bytes: Uint8Array, imports: object) => Promise<object>;

/** Sections of a WebAssembly module, by their numbers. */
const MEMORY_SECTION = 5;
/** Marks of a memory whose largest size is given, for one thread or shared between threads. */
export const LIMITED = 1;
const SHARED = 3;

/**
 * Lets the memory of tfjs's module be shared with threads, which our kernels use. tfjs's own build for threads cannot be
 * loaded in Node (tensorflow/tfjs#3830); the one without them works in a shared memory just as well, so while it is loaded
 * the mark is set in its bytes. A shared memory reserves all addresses that it may ever have; where they are not to be had
 * (`ulimit -v`), the module gets a memory of its own, and kernels run on one thread.
 */
export async function withSharedMemory<Result>(load: () => Promise<Result>): Promise<Result> {
  const platform = (globalThis as unknown as { WebAssembly: { instantiate: Instantiate } }).WebAssembly;
  const { instantiate } = platform;
  platform.instantiate = async (bytes, imports) => {
    const shared = shareMemory(bytes);
    if (shared === bytes) return instantiate(bytes, imports);
    return instantiate(shared, imports).catch(() => instantiate(bytes, imports));
  };
  try {
    return await load();
  } finally {
    platform.instantiate = instantiate;
  }
}

/** The bytes of tfjs's module with a memory that is shared; those of any other module as they are. */
export function shareMemory(bytes: Uint8Array): Uint8Array {
  const module = Buffer.from(bytes);
  if (!module.includes('register_tensor')) return bytes;
  for (let at = 8; at < module.length; ) {
    const section = module[at];
    let size = 0;
    let content = at + 1;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = module[content++] as number;
      size |= (byte & 127) << shift;
      more = byte > 127;
    }
    // One memory, then its kind.
    if (section === MEMORY_SECTION && module[content + 1] === LIMITED) module[content + 1] = SHARED;
    at = content + size;
  }
  return module;
}
