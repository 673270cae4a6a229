import { createRequire } from 'node:module';

type Koffi = typeof import('koffi');
type Library = import('koffi').LibraryHandle;

/** The C library's file, and RTLD_NOW | RTLD_GLOBAL | RTLD_NODELETE. */
const SYSTEMS: Partial<Record<NodeJS.Platform, readonly [file: string, flags: number]>> = {
  linux: ['libc.so.6', 0x1102],
  darwin: ['/usr/lib/libSystem.B.dylib', 0x8a],
};

/** The system's own C library; undefined for a system whose library is not known here. */
export function systemLibrary(): Library | undefined {
  const system = SYSTEMS[process.platform];
  return system && (createRequire(import.meta.url)('koffi') as Koffi).load(system[0]);
}

/** Keeps a library, which is loaded, in memory: koffi closes libraries at exit, while their threads may still run. */
export function pinLibrary(path: string): void {
  const flags = SYSTEMS[process.platform]?.[1];
  systemLibrary()?.func('dlopen', 'void *', ['const char *', 'int'])(path, flags);
}
