"""A day's work in ten minutes: mixed cells, errors, interrupts, restarts; every message where it belongs, memory flat."""

import random
import statistics
import time
import unittest

import psutil
import support
import zmq
from support import Kernel

# The whole test; a share of it has this part of the cells.
CELLS = 2_000
SHARE = 10
LINES = 10_000
RESTARTS = 8
# So many cells may be sent before the first is answered.
BATCH = 8


class Expected:
    """A cell, and all that has to come back under its request."""

    def __init__(self, code, status='ok', out='', err='', result=None, html=(), evalue=None, late=False):
        self.code, self.status, self.out, self.err, self.late = code, status, out, err, late
        self.result, self.html, self.evalue = result, list(html), evalue


def value(n, dice):
    return Expected(f'const v{n}: number = {n}; v{n} * 2', result=str(n * 2))


def again(n, dice):
    kind = dice.choice(('let', 'const', 'var'))
    return Expected(f'{kind} again = "r{n}"; again', result=f"'r{n}'")


def declare(n, dice):
    code = f'interface I{n} {{ a: number }}\nclass C {{ constructor(readonly i: I{n}) {{}} }}\nfunction f() {{ return new C({{ a: {n} }}).i.a }}\nf()'
    return Expected(code, result=str(n))


def prints(n, dice):
    count = dice.randint(1, 200)
    return Expected(
        f'for (let i = 0; i < {count}; i++) console.log("c{n}", i)',
        out=''.join(f'c{n} {i}\n' for i in range(count)),
    )


def both_streams(n, dice):
    return Expected(f'console.log("o{n}"); console.error("e{n}")', out=f'o{n}\n', err=f'e{n}\n')


def fails(n, dice):
    return Expected(
        f'console.log("before {n}"); throw new RangeError("e{n}")',
        status='error',
        out=f'before {n}\n',
        evalue=f'e{n}',
    )


def rejects(n, dice):
    return Expected(f'await Promise.reject(new Error("r{n}"))', status='error', evalue=f'r{n}')


def does_not_parse(n, dice):
    return Expected(f'const = {n}', status='error')


def shows(n, dice):
    return Expected(f'display.html("<b>{n}</b>"); display.html("<i>{n}</i>")', html=[f'<b>{n}</b>', f'<i>{n}</i>'])


def waits(n, dice):
    return Expected(f'await new Promise((r) => setTimeout(r, {dice.randint(0, 20)})); "w{n}"', result=f"'w{n}'")


def prints_late(n, dice):
    return Expected(f'setTimeout(() => console.log("late {n}"), {dice.randint(0, 60)}); 0', out=f'late {n}\n', late=True, result='0')


def computes(n, dice):
    return Expected(f'tf.tidy(() => tf.ones([16, 16]).matMul(tf.ones([16, 16])).sum().dataSync()[0]) + {n}', result=str(4096 + n))


def leaves(n, dice):
    return Expected(f'console.log("x{n}"); process.exit(0); console.log("never")', out=f'x{n}\n')


def garbage(n, dice):
    return Expected(f'let big = Array.from({{ length: 20_000 }}, (_, i) => ({{ i, n: {n} }})); big.length', result='20000')


KINDS = (value, again, declare, prints, both_streams, fails, rejects, does_not_parse, shows, waits, prints_late, computes, leaves, garbage)

STUCK = (
    'while (true) {}',
    'await new Promise(() => {})',
    'for (;;) await new Promise((r) => setTimeout(r, 1))',
    'try { while (true) {} } finally { kept = 1 }',
    'for (;;) console.log("again and again")',
)


class Work:
    """Sends cells and holds what came back against what was expected."""

    def __init__(self, test, kernel):
        self.test, self.kernel = test, kernel
        self.late = {}
        self.lines = 0

    def messages(self, limit):
        client = self.kernel.client
        poller = zmq.Poller()
        for channel in (client.shell_channel, client.iopub_channel):
            poller.register(channel.socket, zmq.POLLIN)
        ready = dict(poller.poll(limit * 1000))
        for channel in (client.iopub_channel, client.shell_channel):
            while channel.socket in ready and channel.socket.poll(0):
                _, message = client.session.recv(channel.socket, 0)
                yield channel is client.shell_channel, message

    def run(self, cells):
        """Sends all of them at once; returns when each has its reply and its idle."""
        sent = {self.kernel.client.execute(one.code, stop_on_error=False): one for one in cells}
        order, replies, outputs = list(sent), [], {one: [] for one in sent}
        ended = set()
        end = time.monotonic() + support.TIMEOUT
        while len(replies) < len(sent) or len(ended) < len(sent):
            self.test.assertLess(time.monotonic(), end, 'replies and idles that were waited for did not come')
            for is_reply, message in self.messages(1):
                request = message['parent_header'].get('msg_id')
                if request not in sent:
                    self.later(request, message)
                elif is_reply:
                    replies.append(message)
                elif request in ended and not sent[request].late:
                    self.test.fail(f'after idle: {message["content"]} of {sent[request].code}')
                else:
                    outputs[request].append(message)
                    if support.is_idle(message, request):
                        ended.add(request)
        self.test.assertEqual([one['parent_header']['msg_id'] for one in replies], order, 'the order of the replies')
        for reply, (request, one) in zip(replies, sent.items(), strict=True):
            self.check(one, request, reply['content'], outputs[request])

    def check(self, one, request, reply, messages):
        same = self.test.assertEqual
        same(reply['status'], one.status, (one.code, reply))
        if one.evalue is not None:
            same(reply['evalue'], one.evalue)
        same(support.text(messages, 'stderr'), one.err, one.code)
        out = support.text(messages)
        if one.late:
            self.late[request] = (out, one)
        else:
            same(out, one.out, one.code)
        results = [m['content']['data']['text/plain'] for m in support.of_type(messages, 'execute_result')]
        same(results, [] if one.result is None else [one.result], one.code)
        shown = [m['content']['data']['text/html'] for m in support.of_type(messages, 'display_data')]
        same(shown, one.html, one.code)
        same(len(support.of_type(messages, 'error')), int(one.status == 'error'), one.code)
        same(messages[0]['content'].get('execution_state'), 'busy')
        self.lines += out.count('\n')

    def later(self, request, message):
        """Between the batches only what timers print may come, and only under their own cell."""
        if message['msg_type'] != 'stream':
            return
        self.test.assertIn(request, self.late, f'output after idle: {message["content"]}')
        before, one = self.late[request]
        self.late[request] = (before + message['content']['text'], one)

    def interrupt(self, dice):
        code = dice.choice(STUCK)
        request = self.kernel.client.execute(code)
        time.sleep(dice.random() * 0.2 + 0.05)
        self.kernel.manager.interrupt_kernel()
        reply, ended = None, False
        end = time.monotonic() + support.TIMEOUT
        while reply is None or not ended:
            self.test.assertLess(time.monotonic(), end, f'{code} was not interrupted')
            for is_reply, message in self.messages(1):
                if message['parent_header'].get('msg_id') != request:
                    self.later(message['parent_header'].get('msg_id'), message)
                elif is_reply:
                    reply = message['content']
                else:
                    self.test.assertFalse(ended, 'output after idle')
                    ended = support.is_idle(message, request)
        self.test.assertEqual((reply['status'], reply.get('ename')), ('error', 'KeyboardInterrupt'), code)

    def settle(self):
        """What timers still print has come, under the right cells, when this returns."""
        end = time.monotonic() + support.TIMEOUT
        while any(out != one.out for out, one in self.late.values()) and time.monotonic() < end:
            for _, message in self.messages(0.2):
                self.later(message['parent_header'].get('msg_id'), message)
        for out, one in self.late.values():
            self.test.assertEqual(out, one.out)
        self.late.clear()


class SoakTests(unittest.TestCase):
    def test_a_days_work(self):
        dice = random.Random(support.SEED)
        count = CELLS if support.FULL else CELLS // SHARE
        print(f'{count} of {CELLS} cells, seed {support.SEED}', end=' ', flush=True)
        restarts = max(1, RESTARTS * count // CELLS)
        restart_at = {count * (i + 1) // (2 * restarts) for i in range(restarts)}
        lines_at = set(dice.sample(range(count // 2, count), max(1, 10 * count // CELLS)))
        memory = []
        with Kernel() as kernel:
            work = Work(self, kernel)
            work.run([Expected('let kept = 1; tf.zeros([1]).shape', result='[ \x1b[33m1\x1b[39m ]')])
            done = 0
            while done < count:
                size = min(dice.randint(1, BATCH), count - done)
                batch = [self.cell(n, dice, lines_at) for n in range(done, done + size)]
                work.run(batch)
                steps = range(done, done + size)
                done += size
                if dice.random() < 0.08:
                    work.interrupt(dice)
                    work.run([Expected('kept', result='1')])
                if restart_at.intersection(steps):
                    work.settle()
                    kernel.manager.restart_kernel(now=False)
                    kernel.client.wait_for_ready(timeout=support.TIMEOUT)
                    work.run([Expected('typeof kept', result="'undefined'"), Expected('let kept = 1')])
                if done > count // 2:
                    memory.append(self.memory(kernel))
            work.settle()
            self.assertGreaterEqual(work.lines, LINES * len(lines_at))
            self.flat(memory)

    def cell(self, n, dice, lines_at):
        if n in lines_at:
            return Expected(
                f'for (let i = 0; i < {LINES}; i++) console.log("l{n}", i)',
                out=''.join(f'l{n} {i}\n' for i in range(LINES)),
            )
        return dice.choice(KINDS)(n, dice)

    def memory(self, kernel):
        server = psutil.Process(kernel.manager.provisioner.pid)
        return sum(one.memory_info().rss for one in [server, *server.children(recursive=True)]) / 1e6

    def flat(self, memory):
        """The last third needs no more than the first one does, but for what a collector leaves lying about."""
        third = len(memory) // 3
        first, last = statistics.median(memory[:third]), statistics.median(memory[-third:])
        print(f'memory {first:.0f} MB, then {last:.0f} MB', end=' ', flush=True)
        self.assertLess(last, first * 1.15 + 30)


if __name__ == '__main__':
    unittest.main()
