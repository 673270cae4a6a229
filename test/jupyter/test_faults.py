"""What may go wrong in a cell, around it and in the processes: a clear message, no hang, no lost line, no orphan."""

import json
import os
import signal
import subprocess
import tempfile
import time
import unittest
import unittest.mock

import psutil
import support
from support import ROOT, Kernel, of_type, text

# No other program sleeps so long.
SLEEP = f'800.{os.getpid()}'


def engine_of(kernel):
    return int(kernel.value('process.pid'))


def ends(pid):
    """True when the process is gone soon."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.02)
    return False


class Faults(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # Here koffi can be imported, through which a cell calls into C.
        cls.kernel = Kernel(cwd=ROOT)

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def died(self, code, ename, words, kernel=None):
        """Runs a cell that takes the engine with it; the next one runs in a new engine."""
        kernel = kernel or self.kernel
        kernel.run('let lost = 1')
        reply, messages = kernel.run(f'for (let i = 0; i < 1000; i++) console.log(i)\n{code}')
        content = reply['content']
        self.assertEqual((content['status'], content['ename']), ('error', ename), content)
        self.assertRegex('\n'.join(content['traceback']), words)
        self.assertEqual(text(messages), ''.join(f'{i}\n' for i in range(1000)))
        self.assertEqual(len(of_type(messages, 'error')), 1)
        self.assertEqual(kernel.value('typeof lost'), "'undefined'")

    def test_a_segmentation_fault_in_native_code(self):
        code = "import koffi from 'koffi'\nkoffi.load('libc.so.6').func('size_t strlen(void *)')(8n)"
        self.died(code, 'EngineDied', r'SIGSEGV[\s\S]*are gone[\s\S]*Fix: ')

    def test_an_abort(self):
        self.died('process.abort()', 'EngineDied', r'SIGABRT[\s\S]*are gone')

    def test_killed_from_outside(self):
        self.died("process.kill(process.pid, 'SIGKILL'); while (true) {}", 'EngineDied', r'SIGKILL[\s\S]*memory')

    def test_out_of_memory(self):
        code = 'const hold = []; for (;;) hold.push(new Array(1e4).fill(hold.length))'
        words = r'ran out of memory[\s\S]*Fix: [\s\S]*--max-old-space-size'
        with unittest.mock.patch.dict(os.environ, NODE_OPTIONS='--max-old-space-size=100'), Kernel() as kernel:
            self.died(code, 'OutOfMemory', words, kernel)

    def test_process_exit(self):
        self.kernel.run('let stays = 5')
        for code, status in (('process.exit(0)', 'ok'), ('process.exit(3)', 'error'), ('process.exitCode = 4', 'ok')):
            reply, _ = self.kernel.run(code)
            self.assertEqual(reply['content']['status'], status, code)
            self.assertEqual(self.kernel.value('stays'), '5')

    def test_globals_that_a_cell_replaced(self):
        for fake in (
            'globalThis.setTimeout = globalThis.setImmediate = globalThis.queueMicrotask = () => 0; globalThis.Date = class {}',
            'JSON.parse = JSON.stringify = () => { throw new Error("mine") }',
            'globalThis.JSON = globalThis.Promise = globalThis.Atomics = globalThis.Reflect = undefined',
        ):
            with self.subTest(fake):
                kernel = Kernel()
                try:
                    reply, _ = kernel.run(f'{fake}\nlet kept = 1')
                    self.assertEqual(reply['content']['status'], 'ok', reply['content'])
                    self.assertEqual(kernel.value('interface P { x: number }; ((p: P) => p.x)({ x: 3 })'), '3')
                    cell = kernel.client.execute('console.log("stuck"); while (true) {}')
                    kernel.iopub_until(lambda m: m['msg_type'] == 'stream')
                    kernel.manager.interrupt_kernel()
                    self.assertEqual(kernel.reply(cell)['content']['ename'], 'KeyboardInterrupt')
                    self.assertEqual(kernel.value('kept'), '1')
                finally:
                    kernel.stop()

    def test_unhandled_rejection_and_throws_that_nobody_awaits(self):
        with Kernel() as kernel:
            self.unheard(kernel)

    def unheard(self, kernel):
        kernel.run('let here = 6')
        for code, words in (
            ('Promise.reject(new Error("unheard")); 1', r'Uncaught \(in promise\).*unheard'),
            ('void (async () => { await 0; throw new Error("late") })(); 1', r'Uncaught \(in promise\).*late'),
            ('setTimeout(() => { throw new Error("tick") }, 20); 1', r'Uncaught.*tick'),
            ('queueMicrotask(() => { throw new Error("micro") }); await new Promise((r) => setTimeout(r, 20))', 'micro'),
        ):
            with self.subTest(code=code):
                kernel.seen.clear()
                request = kernel.client.execute(code)
                kernel.reply(request)
                told = kernel.iopub_until(lambda m: m['msg_type'] == 'error' or 'stderr' == m['content'].get('name'))
                said = told['content'].get('text') or '\n'.join(told['content']['traceback'])
                self.assertRegex(said.replace('\x1b', ''), words)
                self.assertEqual(told['parent_header']['msg_id'], request)
                if not any(support.is_idle(m, request) for m in kernel.seen):
                    kernel.idle(request)
                self.assertEqual(kernel.value('here'), '6')

    def test_an_output_of_100_megabytes(self):
        line = 'y' * 999
        request = self.kernel.client.execute(f'for (let i = 0; i < 100_000; i++) console.log("{line}")')
        # A front end that reads the reply first reads nothing meanwhile, which is another fault.
        got = text(self.kernel.idle(request))
        self.assertEqual(self.kernel.reply(request)['content']['status'], 'ok')
        self.assertEqual(len(got), 100_000_000)
        self.assertEqual(got.count('\n'), 100_000)
        self.kernel.seen.clear()

    def test_a_cell_of_a_megabyte(self):
        code = '\n'.join(f'const n{i} = {i}' for i in range(1000))
        code += f'\n/* {"filler " * 150_000} */\nn999'
        self.assertGreater(len(code), 1_000_000)
        self.assertEqual(self.kernel.value(code), '999')


    def test_code_that_nests_deeply(self):
        self.kernel.run('const nestedBefore = 1')
        long = 100_000
        runs = {
            '1' + '+1' * long: str(long + 1),
            'var a = "a"; (a' + '+"b"+a' * 5_000 + ').length': '10001',
            '(1 as number)' + '+1' * long: str(long + 1),
            '(' * 1_500 + '1' + ')' * 1_500: '1',
            '`' + '${1}' * long + '`.length': str(long),
            'if (0) {}' + ' else if (0) {}' * 3_000 + ' else 2': None,
            '[]' + '.concat(1)' * 3_000 + '.length': '3000',
        }
        for code, value in runs.items():
            with self.subTest(code=code[:20]):
                reply, messages = self.kernel.run(code)
                self.assertEqual(reply['content']['status'], 'ok', reply['content'].get('evalue'))
                shown = [m['content']['data']['text/plain'] for m in of_type(messages, 'execute_result')]
                self.assertEqual(shown, [value] if value else [])
        for part in ['(', '[', 'namespace A {', '(function(){', '`${', 'x =>', 'let x: {a:', 'if (a)', '!']:
            with self.subTest(part=part):
                code = part * long
                reply, _ = self.kernel.run(code)
                self.assertIn(reply['content']['ename'], ['SyntaxError', 'RangeError'])
                self.assertLess(len(''.join(reply['content']['traceback'])), 2_000)
                self.kernel.ask('shell', 'is_complete_request', {'code': code})
                self.kernel.ask('shell', 'complete_request', {'code': code, 'cursor_pos': long})
                self.kernel.ask('shell', 'inspect_request', {'code': code, 'cursor_pos': long})
        self.assertEqual(self.kernel.value('nestedBefore'), '1')


class Processes(unittest.TestCase):
    def test_a_restart_storm(self):
        """Restarts that do not wait for each other leave one kernel that works, and no process of the others."""
        with Kernel() as kernel:
            family = psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)
            kernel.run('let before = 1')
            for _ in range(5):
                kernel.manager.restart_kernel(now=True)
                family += psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)
            kernel.client.wait_for_ready(timeout=support.TIMEOUT)
            self.assertEqual(kernel.value('typeof before'), "'undefined'")
            now = {one.pid for one in psutil.Process(kernel.manager.provisioner.pid).children(recursive=True)}
            for one in family:
                self.assertTrue(one.pid in now or ends(one.pid), f'process {one.pid} still runs')

    def test_a_backend_that_is_absent_can_be_changed(self):
        chosen = {'CELLGRAD_BACKEND': 'native', 'CELLGRAD_TENSORFLOW': '/nowhere'}
        with unittest.mock.patch.dict(os.environ, chosen), Kernel() as kernel:
            reply, _ = kernel.run('tf.zeros([2])')
            self.assertIn('native cannot be used here', reply['content']['evalue'])
            self.assertRegex(kernel.value('%backend'), r'no backend is in use \(CELLGRAD_BACKEND: native')
            self.assertRegex(kernel.value('%backend wasm'), 'wasm is in use')
            self.assertEqual(kernel.value('tf.ones([2]).sum().dataSync()[0]'), '2')

    def test_engines_that_die_again_and_again(self):
        with Kernel() as kernel:
            for _ in range(5):
                reply, _ = kernel.run('process.kill(process.pid, "SIGKILL"); while (true) {}')
                self.assertEqual(reply['content']['ename'], 'EngineDied')
            self.assertEqual(kernel.value('1 + 1'), '2')

    def test_no_orphan_when_the_server_is_killed_at_its_start(self):
        kernel = Kernel()
        server = psutil.Process(kernel.manager.provisioner.pid)
        engines = [one.pid for one in server.children(recursive=True)]
        self.assertTrue(engines)
        os.kill(server.pid, signal.SIGKILL)
        for pid in engines:
            self.assertTrue(ends(pid), 'the engine still runs')
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)

    def test_no_orphan_of_a_shell(self):
        """What `!` and `%%script` have started ends with the kernel, however that ends."""
        ways = {
            'restart': lambda kernel: kernel.manager.restart_kernel(now=False),
            'restart now': lambda kernel: kernel.manager.restart_kernel(now=True),
            'shutdown': lambda kernel: kernel.manager.shutdown_kernel(now=False),
            'the server is killed': lambda kernel: os.kill(kernel.manager.provisioner.pid, signal.SIGKILL),
            'the engine is killed': lambda kernel: os.kill(engine_below(kernel.manager.provisioner.pid), signal.SIGKILL),
        }
        for way, end in ways.items():
            for cell in (f'!sleep {SLEEP}; echo', f'%%script sh\nsleep {SLEEP}', f'!timeout 900 sleep {SLEEP}', f'!sleep {SLEEP} > /dev/null 2>&1 &'):
                with self.subTest(way=way, cell=cell):
                    kernel = Kernel()
                    kernel.client.execute(cell)
                    pids = sleepers()
                    end(kernel)
                    for pid in pids:
                        self.assertTrue(ends(pid), 'the program still runs')
                    kernel.client.stop_channels()
                    kernel.manager.shutdown_kernel(now=True)

    def test_no_orphan_of_a_shell_when_a_run_is_killed(self):
        with tempfile.TemporaryDirectory() as folder:
            notebook = os.path.join(folder, 'a.ipynb')
            cell = {'cell_type': 'code', 'source': f'!sleep {SLEEP}; echo', 'metadata': {}, 'outputs': [], 'execution_count': None}
            with open(notebook, 'w') as file:
                json.dump({'cells': [cell], 'metadata': {}, 'nbformat': 4, 'nbformat_minor': 4}, file)
            run = subprocess.Popen(['node', str(support.CLI), 'run', notebook], stdout=subprocess.DEVNULL)
            pids = sleepers()
            run.kill()
            run.wait()
            for pid in pids:
                self.assertTrue(ends(pid), 'the program still runs')


def engine_below(server):
    return next(one.pid for one in psutil.Process(server).children() if 'engine' in ' '.join(one.cmdline()))


def sleepers():
    """The programs that a cell has started, once they run."""
    end = time.monotonic() + support.TIMEOUT
    while time.monotonic() < end:
        # A shell that has ended leaves its program to another process.
        pids = [one.pid for one in psutil.process_iter(['cmdline']) if one.info['cmdline'] == ['sleep', SLEEP]]
        if pids:
            return pids
        time.sleep(0.02)
    raise AssertionError('the program has not started')


if __name__ == '__main__':
    unittest.main()
