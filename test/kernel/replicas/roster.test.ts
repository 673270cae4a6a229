import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { type Arrival, Roster } from '../../../kernel/replicas/roster.js';

describe('Roster', () => {
  let roster: Roster;
  afterEach(() => roster.close());

  it('hears of a process, what it writes, and its end', async () => {
    let arrived: (arrival: Arrival) => void = () => {};
    const arrival = new Promise<Arrival>((resolve) => {
      arrived = resolve;
    });
    roster = await Roster.open('127.0.0.1', (one) => arrived(one));
    const connections = { roles: ['control'], variable: 'LINK' };
    const program = ['bash', '-c', 'echo hello $((LINK > 15)) >&$LINK'];
    const [bash, ...args] = roster.command('127.0.0.1', connections, program);
    // A launcher's own connections, as MPICH's, have the numbers up to 15.
    const stdio = Array<'pipe'>(16).fill('pipe');
    spawn(bash!, args, { stdio, env: { ...process.env, ...roster.env, OMPI_COMM_WORLD_RANK: '3' } });
    const { socket, role, rank, pid } = await arrival;
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.resume();
    await once(socket, 'close');
    assert.deepEqual([role, rank, text], ['control', 3, 'hello 1\n']);
    assert.ok(pid > 0);
  });

  it('turns away whoever does not know the secret', async () => {
    roster = await Roster.open('127.0.0.1', () => assert.fail('a stranger'));
    const socket = connect(roster.port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume().write('guess control 0 1 here\n');
    await once(socket, 'close');
  });
});
