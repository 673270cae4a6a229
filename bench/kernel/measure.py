"""Measures kernels side by side through jupyter_client: one JSON task on stdin, one JSON result on stdout.

Every number is the time from sending a request until its reply and idle have both come, in ms, unless the row says
otherwise. The kernels take turns request by request, so that a slow moment of the machine meets all of them.
"""

import json
import os
import pathlib
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time

import psutil
import zmq

task = json.load(sys.stdin)
folder = tempfile.mkdtemp(prefix='cellgrad-bench-')
os.environ['JUPYTER_PATH'] = folder
os.environ['CELLGRAD_STATE_DIR'] = os.path.join(folder, 'state')
# Node 20 reads such a file whole, whenever it starts: with Debian's list of authorities 45 ms a process.
os.environ.pop('NODE_EXTRA_CA_CERTS', None)

from jupyter_client.manager import KernelManager  # noqa: E402

# A socket that finds nobody at its address tries again after this many ms; the 100 of the default would round the start.
CONTEXT = zmq.Context()
CONTEXT.setsockopt(zmq.RECONNECT_IVL, 1)

START_LIMIT = 60
LIMIT = 60
LATE_LIMIT = 5
INTERRUPT_LIMIT = 5
# So long is a kernel left alone before its first cell, and before its memory is looked at, in s.
SETTLED = 3
GROWTH_BUDGET = 30
CALL = 'tf.ones([2]).'
ROUNDS = task['rounds']


def progress(text):
    print(f'  {text}', file=sys.stderr, flush=True)


class Missing(Exception):
    """What a kernel does not do; its text goes into the table."""


class Kernel:
    """A running kernel of one peer, and a client of it."""

    def __init__(self, peer):
        self.peer = peer
        began = time.perf_counter()
        self.manager = KernelManager(kernel_name=peer['id'])
        self.manager.start_kernel(cwd=task['folder'], stdout=LOG, stderr=LOG)
        self.client = self.manager.client(context=CONTEXT)
        self.client.start_channels(hb=False)
        request = self.client.kernel_info()
        try:
            self.wait(self.client.shell_channel, request, START_LIMIT)
            self.start = since(began)
            self.listen()
        except Missing:
            self.stop()
            raise

    def listen(self):
        """Waits until iopub is connected: what a kernel says before that, nobody hears."""
        end = time.monotonic() + START_LIMIT
        while time.monotonic() < end:
            self.client.kernel_info()
            if any(channel is self.client.iopub_channel for channel, _ in self.receive(0.1)):
                return
        raise Missing('nothing on iopub')

    def receive(self, limit):
        """The next messages of shell and iopub, as (channel, message)."""
        poller = zmq.Poller()
        for channel in (self.client.shell_channel, self.client.iopub_channel):
            poller.register(channel.socket, zmq.POLLIN)
        ready = dict(poller.poll(max(0, limit) * 1000))
        for channel in (self.client.iopub_channel, self.client.shell_channel):
            if channel.socket in ready:
                _, message = self.client.session.recv(channel.socket, 0)
                yield channel, message

    def wait(self, channel, request, limit=LIMIT):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            for where, message in self.receive(end - time.monotonic()):
                if where is channel and message['parent_header'].get('msg_id') == request:
                    return message
        raise Missing('no answer')

    def send_cell(self, code, **options):
        return self.client.execute(code, allow_stdin=False, **options)

    def finish(self, request, limit=LIMIT):
        """Waits for reply and idle; gives the reply, and the text that came before both were there."""
        reply, idle, text = None, False, []
        end = time.monotonic() + limit
        while reply is None or not idle:
            if time.monotonic() > end:
                raise Missing('no answer')
            for channel, message in self.receive(end - time.monotonic()):
                if message['parent_header'].get('msg_id') != request:
                    continue
                content = message['content']
                if channel is self.client.shell_channel:
                    reply = content
                elif message['msg_type'] == 'stream':
                    text.append(content['text'])
                elif message['msg_type'] == 'status' and content['execution_state'] == 'idle':
                    idle = True
        return reply, ''.join(text)

    def run(self, code, limit=LIMIT):
        """Runs a cell that must not fail; gives its time."""
        began = time.perf_counter()
        reply, _ = self.finish(self.send_cell(code), limit)
        took = since(began)
        if reply['status'] != 'ok':
            raise Missing(f'{reply.get("ename")}: {str(reply.get("evalue")).strip().splitlines()[-1:]}')
        return took

    def complete(self, code, limit=LIMIT):
        began = time.perf_counter()
        reply = self.wait(self.client.shell_channel, self.client.complete(code), limit)
        return since(began), reply['content'].get('matches', [])

    def memory(self):
        """The resident memory of the kernel and all that it started, in MB."""
        own = psutil.Process(self.manager.provisioner.pid)
        return sum(one.memory_info().rss for one in [own, *own.children(recursive=True)]) / 1e6

    def stop(self):
        self.client.stop_channels()
        try:
            family = psutil.Process(self.manager.provisioner.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            family = []
        self.manager.shutdown_kernel(now=True)
        for one in family:
            try:
                one.kill()
            except psutil.NoSuchProcess:
                pass


class Rows:
    """What was measured: row -> kernel -> numbers or a text that says why there are none."""

    def __init__(self):
        self.found = {}

    def add(self, row, peer, value):
        of_row = self.found.setdefault(row, {})
        if isinstance(value, str):
            of_row.setdefault(peer['id'], value)
        elif not isinstance(of_row.get(peer['id']), str):
            of_row.setdefault(peer['id'], []).append(value)

    def attempt(self, row, kernel, work):
        """Adds what `work` gives; what the kernel does not do is a text."""
        try:
            value = work()
        except Missing as missing:
            value = str(missing)
        self.add(row, kernel.peer, value)
        return value

    def result(self):
        return {
            row: {name: value if isinstance(value, str) else statistics.median(value) for name, value in peers.items()}
            for row, peers in self.found.items()
        }


rows = Rows()


def cell_of(peer, name, number):
    code = peer['cells'].get(name)
    return code and code.replace('#', str(number))


def shuffled(kernels):
    """Who comes behind a heavy one finds cold caches: no kernel shall always be the one."""
    return random.sample(kernels, len(kernels))


def one_by_one(row, kernels, name, count, first=0):
    """The same cell with another number in it, `count` times in each kernel, in turns."""
    for number in range(first, first + count):
        for kernel in shuffled(kernels):
            code = cell_of(kernel.peer, name, number)
            if code is not None and not failed(row, kernel):
                rows.attempt(row, kernel, lambda: kernel.run(code))


def failed(row, kernel):
    return isinstance(rows.found.get(row, {}).get(kernel.peer['id']), str)


def since(began):
    return (time.perf_counter() - began) * 1000


def starts():
    for _ in range(ROUNDS):
        for peer in task['peers']:
            began = time.perf_counter()
            kernel = Kernel(peer)
            rows.add('start', peer, kernel.start)
            rows.attempt('startFirst', kernel, lambda: kernel.run(cell_of(peer, 'trivial', 0)) and since(began))
            kernel.stop()
            kernel = Kernel(peer)
            time.sleep(SETTLED)
            rows.attempt('first', kernel, lambda: kernel.run(cell_of(peer, 'trivial', 0)))
            kernel.stop()


def grown(kernels, done, until, row):
    """Runs declaring cells up to a number, then measures the next twenty; a slow kernel stops at its budget."""
    for kernel in kernels:
        end = time.monotonic() + GROWTH_BUDGET
        number = done
        while number < until and time.monotonic() < end and not failed(row, kernel):
            try:
                kernel.run(cell_of(kernel.peer, 'declare', number))
            except Missing as missing:
                rows.add(row, kernel.peer, str(missing))
            number += 1
        if number < until:
            rows.add(row, kernel.peer, f'{number} cells took more than {GROWTH_BUDGET} s')
    one_by_one(row, kernels, 'declare', 20, until)


def tensors(kernels):
    for kernel in kernels:
        code = kernel.peer['cells'].get('library')
        if code is not None:
            rows.attempt('library', kernel, lambda: kernel.run(code))
    kernels = [one for one in kernels if not failed('library', one)]
    one_by_one('tensor', kernels, 'tensor', 10 * ROUNDS)
    asked = (
        ('completeCold', 1, 'tf.'),
        ('completeWarm', 4 * ROUNDS, 'tf.'),
        # What a call gives has no value yet.
        ('completeCallCold', 1, CALL),
        ('completeCall', 4 * ROUNDS, CALL),
    )
    for row, count, code in asked:
        for _ in range(count):
            for kernel in shuffled(kernels):
                if kernel.peer['cells'].get('tensor') and not failed(row, kernel):
                    rows.attempt(row, kernel, lambda: completed(kernel, code))


def completed(kernel, code):
    took, matches = kernel.complete(code)
    if not matches:
        raise Missing('no matches')
    return took


def completions_beside_a_cell(kernels):
    for _ in range(ROUNDS):
        for kernel in kernels:
            cell = kernel.send_cell(kernel.peer['cells']['busy'])
            time.sleep(0.2)
            row = 'completeBusy'
            value = rows.attempt(row, kernel, lambda: completed(kernel, kernel.peer['cells']['completeBusy']))
            if isinstance(value, float) and value > 600:
                rows.found[row][kernel.peer['id']] = 'waits for the cell'
            try:
                kernel.finish(cell, 3)
            except Missing:
                # The reply came while the completion was waited for.
                pass


def lines(kernels):
    for _ in range(ROUNDS):
        for kernel in kernels:
            rows.attempt('lines', kernel, lambda: ten_thousand(kernel))


def ten_thousand(kernel):
    request = kernel.send_cell(kernel.peer['cells']['lines'])
    began = time.perf_counter()
    _, text = kernel.finish(request)
    took = since(began)
    before = text.count('\n')
    if before == 10_000:
        return took
    late, end = 0, time.monotonic() + LATE_LIMIT
    while before + late < 10_000 and time.monotonic() < end:
        for _, message in kernel.receive(end - time.monotonic()):
            if message['msg_type'] == 'stream':
                late += message['content']['text'].count('\n')
    raise Missing(f'{before} before idle, {late} after it, {10_000 - before - late} lost; {took:.0f}')


def interrupts(peer, row, how):
    kernel = Kernel(peer)
    try:
        kernel.run(peer['cells']['keep'])
        for _ in range(ROUNDS):
            rows.attempt(row, kernel, lambda: interrupted(kernel, how))
            if failed(row, kernel):
                break
    finally:
        kernel.stop()


def interrupted(kernel, how):
    request = kernel.send_cell(kernel.peer['cells']['stuck'])
    time.sleep(0.3)
    began = time.perf_counter()
    how(kernel)
    try:
        kernel.finish(request, INTERRUPT_LIMIT)
    except Missing:
        alive = kernel.manager.is_alive()
        raise Missing('goes on' if alive else 'the process ends') from None
    took = since(began)
    try:
        kernel.run(kernel.peer['cells']['kept'])
    except Missing:
        raise Missing('state is lost') from None
    return took


def by_message(kernel):
    channel = kernel.client.control_channel
    channel.send(kernel.client.session.msg('interrupt_request', {}))


def by_signal(kernel):
    # As Jupyter does it where a kernelspec asks for signals: to the whole group.
    os.killpg(kernel.manager.provisioner.pid, signal.SIGINT)


def idle_memory(peer):
    kernel = Kernel(peer)
    try:
        if peer['cells'].get('keep'):
            kernel.run(peer['cells']['keep'])
        time.sleep(SETTLED)
        rows.add('memory', peer, kernel.memory())
        code = peer['cells'].get('library')
        if code is not None:
            kernel.run(code)
            time.sleep(SETTLED)
            rows.add('memoryLibrary', peer, kernel.memory())
            if peer['id'] == 'cellgrad':
                before = kernel.memory()
                kernel.complete(CALL)
                time.sleep(SETTLED)
                rows.add('memoryTypes', peer, kernel.memory() - before)
    except Missing as missing:
        rows.add('memoryLibrary', peer, str(missing))
    finally:
        kernel.stop()


def answers(peer):
    """Whether a kernel is there at all; one that never answers is in the table with that, and is asked nothing more."""
    try:
        Kernel(peer).stop()
        return True
    except Missing as missing:
        rows.add('start', peer, str(missing))
        return False


def measure():
    wanted = set(task['only'])
    task['peers'] = [peer for peer in task['peers'] if answers(peer)]
    if 'start' in wanted:
        progress('starts')
        starts()
    kernels = [Kernel(peer) for peer in task['peers']]
    try:
        for kernel in kernels:
            kernel.run(cell_of(kernel.peer, 'trivial', 0))
        if 'cells' in wanted:
            progress('cells')
            one_by_one('warm', kernels, 'trivial', 10 * ROUNDS, 1)
            one_by_one('declare', kernels, 'declare', 10 * ROUNDS)
        if 'lines' in wanted:
            progress('10,000 lines')
            lines(kernels)
        if 'busy' in wanted:
            progress('completion beside a cell')
            completions_beside_a_cell(kernels)
        if 'tensors' in wanted:
            progress('tensors and completion')
            tensors(kernels)
        if 'growth' in wanted:
            progress('200 cells')
            grown(kernels, 10 * ROUNDS, 200, 'after200')
            progress('1,000 cells')
            grown(kernels, 220, 1000, 'after1000')
    finally:
        for kernel in kernels:
            kernel.stop()
    for peer in task['peers']:
        if 'interrupts' in wanted:
            progress(f'interrupts: {peer["id"]}')
            interrupts(peer, 'interruptMessage', by_message)
            interrupts(peer, 'interruptSignal', by_signal)
        if 'memory' in wanted:
            progress(f'memory: {peer["id"]}')
            idle_memory(peer)


for one in task['peers']:
    spec = pathlib.Path(folder, 'kernels', one['id'])
    spec.mkdir(parents=True)
    text = {'argv': one['argv'], 'display_name': one['id'], 'language': 'any', 'env': one.get('env', {})}
    (spec / 'kernel.json').write_text(json.dumps(text))
try:
    with open(os.path.join(folder, 'log'), 'w') as LOG:
        measure()
    print(json.dumps(rows.result()))
finally:
    shutil.rmtree(folder, ignore_errors=True)
