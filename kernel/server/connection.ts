import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The file that Jupyter writes for a kernel; section "Connection files" of jupyter_client's page on kernels. */
export interface Connection {
  readonly transport: 'tcp' | 'ipc';
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: string;
}

/** A connection file that cannot be read, or an address at which the kernel cannot listen. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
}

/** The five channels. */
export type ChannelName = 'shell' | 'iopub' | 'stdin' | 'control' | 'hb';

const PORTS = ['shell_port', 'iopub_port', 'stdin_port', 'control_port', 'hb_port'] as const;

/** Reads and checks a connection file. */
export function readConnection(file: string): Connection {
  let fields: Partial<Connection>;
  try {
    fields = JSON.parse(readFileSync(file, 'utf8')) as Partial<Connection>;
  } catch (error) {
    throw new ConnectionError(`Connection file ${file}: expected JSON; ${(error as Error).message}`);
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new ConnectionError(
      `Connection file ${file}: expected a JSON object; received ${JSON.stringify(fields)}`,
    );
  }
  const { transport = 'tcp', ip = '127.0.0.1', key = '', signature_scheme = 'hmac-sha256' } = fields;
  if (transport !== 'tcp' && transport !== 'ipc') {
    throw new ConnectionError(
      `Connection file ${file}: transport: expected tcp or ipc; received ${transport}`,
    );
  }
  if (!isScheme(signature_scheme)) {
    throw new ConnectionError(
      `Connection file ${file}: signature_scheme: expected hmac-sha256; received ${signature_scheme}`,
    );
  }
  for (const [name, value] of Object.entries({ ip, key })) {
    if (typeof value !== 'string') {
      throw new ConnectionError(`Connection file ${file}: ${name}: expected a string; received ${value}`);
    }
  }
  for (const port of PORTS) {
    if (!Number.isInteger(fields[port])) {
      throw new ConnectionError(
        `Connection file ${file}: ${port}: expected an integer; received ${fields[port]}`,
      );
    }
    // ZeroMQ would wait for such a port for ever.
    if (transport === 'tcp' && (fields[port]! < 1 || fields[port]! > 65_535)) {
      throw new ConnectionError(
        `Connection file ${file}: ${port}: expected 1 to 65535; received ${fields[port]}`,
      );
    }
  }
  return { ...(fields as Connection), transport, ip, key, signature_scheme };
}

function isScheme(scheme: string): boolean {
  try {
    return scheme.startsWith('hmac-') && createHmac(scheme.slice('hmac-'.length), '') !== undefined;
  } catch {
    return false;
  }
}

/** The ZeroMQ address of a channel. */
export function addressOf(connection: Connection, channel: ChannelName): string {
  const { transport, ip } = connection;
  const port = connection[`${channel}_port`];
  if (transport === 'ipc') return `ipc://${ip}-${port}`;
  return `tcp://${ip.includes(':') && !ip.startsWith('[') ? `[${ip}]` : ip}:${port}`;
}
