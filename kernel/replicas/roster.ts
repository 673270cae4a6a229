import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';

/** A connection that a process of the job has opened, and what it said of itself. */
export interface Arrival {
  /** Paused: resume it when somebody listens. */
  readonly socket: Socket;
  /** What the connection is for. */
  readonly role: string;
  readonly rank: number;
  readonly pid: number;
  readonly host: string;
}

/** The connections that each process of a job opens. */
export interface Connections {
  /** What each is for. */
  readonly roles: readonly string[];
  /** The variable in which the process finds the numbers of their file descriptors, in the order of the roles. */
  readonly variable: string;
}

/** Numbers below are a program's or its shell's own. */
const FIRST = 10;

/**
 * Where the processes of a job report: each opens a connection, says a secret, its role, rank, process and machine in one
 * line, and the system closes the connection when the process ends, however it ends.
 */
export class Roster {
  readonly #server: Server;
  readonly #token = randomBytes(16).toString('hex');
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, onArrival: (arrival: Arrival) => void) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
      this.#greet(socket, onArrival);
    });
  }

  /** Listens on an address of this machine; this machine alone can reach 127.0.0.1. */
  static async open(address: string, onArrival: (arrival: Arrival) => void): Promise<Roster> {
    const server = createServer();
    const roster = new Roster(server, onArrival);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, address, resolve);
    });
    return roster;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /**
   * The command that begins a process of the job: bash opens the connections, one for each role, and becomes the program.
   * Node opens none itself, so nothing of the program's is in the way; MPICH's own connections have numbers that grow with
   * the job, so these take the first that are free.
   */
  command(address: string, { roles, variable }: Connections, program: readonly string[]): readonly string[] {
    const open = roles.flatMap((role) => [
      'while { true >&$f; } 2>/dev/null; do f=$((f + 1)); done',
      `eval "exec $f<>/dev/tcp/${address}/${this.port}" && echo "$CELLGRAD_ROSTER ${role} $r $$ $(uname -n)" >&$f`,
      'all=$all,$f',
    ]);
    const rank = 'r=$' + '{OMPI_COMM_WORLD_RANK:-$' + '{PMI_RANK:-$' + '{SLURM_PROCID:-0}}}';
    const script = [
      rank,
      'export CELLGRAD_REPLICA=$r',
      `f=${FIRST}`,
      'all=',
      ...open,
      `export ${variable}=\${all#,}`,
      'exec "$@"',
    ];
    return ['bash', '-c', script.join('; '), 'replica', ...program];
  }

  /** What the processes need to know. */
  get env(): Readonly<Record<string, string>> {
    return { CELLGRAD_ROSTER: this.#token };
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #greet(socket: Socket, onArrival: (arrival: Arrival) => void): void {
    let text = '';
    const taken = (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\n');
      if (end < 0 && text.length < 1000) return;
      socket.off('data', taken);
      const [token, role = '', rank, pid, host = ''] = text.slice(0, end).split(' ');
      if (end < 0 || token !== this.#token) {
        socket.destroy();
        return;
      }
      socket.pause();
      const rest = Buffer.from(text.slice(end + 1), 'latin1');
      if (rest.length > 0) socket.unshift(rest);
      onArrival({ socket, role, rank: Number(rank), pid: Number(pid), host });
    };
    socket.on('data', taken);
  }
}
