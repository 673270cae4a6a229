"""Interrupts by SIGINT and by message: stuck cells of many kinds, and moments that nobody chose."""

import os
import pathlib
import random
import signal
import tempfile
import time
import unittest

import support
from support import Kernel, of_type

# So many interrupts at random moments; a share of the test does the second number.
ROUNDS, SHARE = 200, 25

FOLDER = tempfile.TemporaryDirectory(prefix='cellgrad-interrupts-')
pathlib.Path(FOLDER.name, 'endless.mjs').write_text('console.log("stuck"); while (true) {}')

# Each prints `stuck` when nothing but an interrupt ends it.
STUCK = {
    'a loop': 'console.log("stuck"); while (true) {}',
    'a loop after an await': 'await 0; console.log("stuck"); while (true) {}',
    'a loop in try and finally': 'try { console.log("stuck"); while (true) {} } finally { 0 }',
    'a loop in a timer': 'await new Promise(() => setTimeout(() => { console.log("stuck"); while (true) {} }, 1))',
    'a loop in nextTick': 'await new Promise(() => process.nextTick(() => { console.log("stuck"); while (true) {} }))',
    'microtasks': 'console.log("stuck"); async function spin() { for (;;) await 0 } await spin()',
    'a chain of promises': 'console.log("stuck"); const next = () => Promise.resolve().then(next); await next()',
    'a loop in a socket callback': """import net from 'node:net'
        const server = net.createServer(() => { console.log('stuck'); while (true) {} }).listen(0, '127.0.0.1', () =>
          net.connect(server.address().port, '127.0.0.1'))
        await new Promise(() => {})""",
    'a regular expression': 'console.log("stuck"); /^(a+)+$/.test("a".repeat(60) + "b")',
    'Atomics.wait': 'console.log("stuck"); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)',
    'a sort': 'console.log("stuck"); for (;;) new Float64Array(1e6).map(Math.random).sort()',
    'an endless for await': """async function* ticks() { for (let n = 0; ; n++) { await new Promise((r) => setTimeout(r, 1)); yield n } }
        console.log('stuck'); for await (const n of ticks()) n""",
    'a sleep': 'console.log("stuck"); await new Promise((r) => setTimeout(r, 1e6))',
    'a promise that is never settled': 'console.log("stuck"); await new Promise(() => {})',
    'fit': """const m = new Sequential([Input({ shape: [4] }), new layers.Dense({ units: 2 })])
        m.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
        console.log('stuck'); await m.fit(tf.zeros([640, 4]), tf.zeros([640, 2]), { epochs: 1e6, verbose: 0 })""",
    'fit with its table and curves': """const seen = new Sequential([Input({ shape: [4] }), new layers.Dense({ units: 2 })])
        seen.compile({ optimizer: 'sgd', loss: 'meanSquaredError' })
        const late = new callbacks.LambdaCallback({ onEpochEnd: (epoch) => { if (epoch === 3) console.log('stuck') } })
        await seen.fit(tf.zeros([2000, 4]), tf.zeros([2000, 2]), { epochs: 1e6, callbacks: [late] })""",
    'operations': 'console.log("stuck"); const a = tf.ones([64, 64]); for (;;) tf.matMul(a, a).dispose()',
    'an import': "import './endless.mjs'",
    'a native call (the cell ends when it returns)': """import { pbkdf2Sync } from 'node:crypto'
        console.log('stuck'); for (;;) pbkdf2Sync('a', 'b', 2e5, 64, 'sha512')""",
    'a question': 'console.log("stuck"); await prompt("?")',
    'a child process': "import { execSync } from 'node:child_process'; console.log('stuck'); execSync('sleep 1000')",
}


def by_message(kernel):
    kernel.manager.interrupt_kernel()


def by_signal(kernel):
    """As Jupyter does it for a kernelspec that asks for signals: to the whole group of the server."""
    os.killpg(kernel.manager.provisioner.pid, signal.SIGINT)


class StuckCells(unittest.TestCase):
    """The kernel is the same for all: what one interrupt broke, the next cell shows."""

    def test_stuck_cells(self):
        with Kernel(cwd=FOLDER.name) as kernel:
            kernel.run('let kept = 41')
            engine = kernel.value('process.pid')
            for name, code in STUCK.items():
                for how in (by_message, by_signal):
                    try:
                        self.interrupted(kernel, code, how)
                        self.assertEqual(kernel.value('kept + 1'), '42')
                        self.assertEqual(kernel.value('tf.matMul(tf.ones([1, 2]), tf.ones([2, 1])).dataSync()[0]'), '2')
                    except Exception as error:
                        # A kernel that hangs answers nothing that comes after.
                        raise AssertionError(f'{name}, interrupted {how.__name__}') from error
            self.assertEqual(kernel.value('process.pid'), engine, 'the engine is another one')

    def test_an_interrupt_that_comes_with_the_cell(self):
        with Kernel() as kernel:
            kernel.run('let kept = 1')
            for round in range(40):
                kernel.seen.clear()
                cell = kernel.client.execute('for (;;) {}' if round % 2 else 'await 0; for (;;) {}')
                # The kernel has it; its engine may not have begun with it.
                kernel.iopub_until(lambda m: m['msg_type'] == 'execute_input')
                (by_message, by_signal)[round // 2 % 2](kernel)
                self.assertEqual(kernel.reply(cell)['content'].get('ename'), 'KeyboardInterrupt')
                kernel.idle(cell)
            self.assertEqual(kernel.value('kept'), '1')

    def interrupted(self, kernel, code, how):
        kernel.seen.clear()
        cell = kernel.client.execute(code, allow_stdin=True)
        kernel.iopub_until(lambda m: m['msg_type'] == 'stream' and 'stuck' in m['content']['text'])
        how(kernel)
        reply = kernel.reply(cell)['content']
        self.assertEqual((reply['status'], reply.get('ename')), ('error', 'KeyboardInterrupt'), reply)
        errors = of_type(kernel.idle(cell), 'error')
        self.assertEqual([one['content']['ename'] for one in errors], ['KeyboardInterrupt'])


class RandomInterrupts(unittest.TestCase):
    CELLS = (
        'let n = 0; while (n < 1e9) n++',
        'for (let i = 0; i < 1e6; i++) console.log(i)',
        'await new Promise((r) => setTimeout(r, 1000))',
        'for (let i = 0; i < 300; i++) await new Promise((r) => setTimeout(r, 1))',
        'JSON.stringify(Array.from({ length: 2e6 }, (_, i) => i)).length',
        'let s = ""; for (let i = 0; i < 1e7; i++) s += i; s.length',
        'for (let i = 0; i < 1e4; i++) tf.tidy(() => tf.ones([32, 32]).matMul(tf.ones([32, 32])).dataSync())',
    )

    def test_interrupts_at_random_moments(self):
        dice = random.Random(support.SEED)
        left = ROUNDS if support.FULL else SHARE
        print(f'{left} of {ROUNDS} interrupts, seed {support.SEED}', end=' ', flush=True)
        with Kernel() as kernel:
            kernel.run('let kept = 1; tf.zeros([1]).dispose()')
            engine = kernel.value('process.pid')
            while left > 0:
                cell = kernel.client.execute(dice.choice(self.CELLS))
                for _ in range(dice.randint(1, 3)):
                    time.sleep(dice.random() * 0.15)
                    dice.choice((by_message, by_signal))(kernel)
                    left -= 1
                content = kernel.reply(cell)['content']
                self.assertTrue(content['status'] == 'ok' or content['ename'] == 'KeyboardInterrupt', content)
                kernel.idle(cell)
                kernel.seen.clear()
                self.unharmed(kernel)
            self.assertEqual(kernel.value('process.pid'), engine)

    def unharmed(self, kernel):
        """An interrupt that came late may still hit this cell; the state is what matters."""
        for _ in range(20):
            reply, messages = kernel.run('kept')
            if reply['content']['status'] == 'ok':
                break
        self.assertEqual(of_type(messages, 'execute_result')[0]['content']['data']['text/plain'], '1')


if __name__ == '__main__':
    unittest.main()
