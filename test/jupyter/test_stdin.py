"""`process.stdin` in a cell: what reads it asks the front end."""

import time
import unittest

import support
from references import check
from support import Kernel, of_type

READLINE = """import { createInterface } from 'node:readline/promises'
import { stdin, stdout } from 'node:process'
const lines = createInterface({ input: stdin, output: stdout })
const who = await lines.question('who? '); lines.close(); who"""


class StandardInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def test_readline(self):
        cell = self.kernel.client.execute(READLINE)
        check(self.kernel.client.get_stdin_msg(timeout=support.TIMEOUT))
        self.kernel.client.input('Ada')
        messages = self.kernel.idle(cell)
        self.assertEqual(of_type(messages, 'stream')[0]['content']['text'], 'who? ')
        self.assertEqual(of_type(messages, 'execute_result')[0]['content']['data']['text/plain'], "'Ada'")
        # A front end that takes no input, right behind one that does.
        reply, messages = self.kernel.run(READLINE, allow_stdin=False)
        for message in [reply, *messages]:
            check(message)
        self.assertEqual(reply['content']['ename'], 'StdinNotImplementedError')

    def answered(self, code, answer):
        """Runs a cell that asks once; gives what it showed."""
        cell = self.kernel.client.execute(code)
        question = self.kernel.client.get_stdin_msg(timeout=support.TIMEOUT)
        self.assertEqual(question['parent_header']['msg_id'], cell)
        self.kernel.client.input(answer)
        return self.kernel.idle(cell)

    def test_a_reader_that_is_left_open_waits_until_a_cell_asks(self):
        for module in ('readline/promises', 'readline'):
            with self.subTest(module=module):
                made = f"var rl = require('{module}').createInterface({{ input: process.stdin, output: process.stdout }})"
                ask = 'await rl.question("Name? ")' if 'promises' in module else 'await new Promise((then) => rl.question("Name? ", then))'
                self.kernel.run(made)
                time.sleep(0.3)
                for name in ('Ada', 'Grace'):
                    messages = self.answered(ask, name)
                    self.assertEqual(of_type(messages, 'execute_result')[0]['content']['data']['text/plain'], f"'{name}'")
                    self.assertEqual(support.text(messages), 'Name? ')
                    time.sleep(0.3)
                    reply, _ = self.kernel.run('await new Promise((then) => setTimeout(then, 200)); 1 + 1', allow_stdin=False)
                    self.assertEqual(reply['content']['status'], 'ok')
                cell = self.kernel.client.execute(ask)
                self.kernel.client.get_stdin_msg(timeout=support.TIMEOUT)
                self.kernel.manager.interrupt_kernel()
                self.assertEqual(self.kernel.reply(cell)['content']['ename'], 'KeyboardInterrupt')
                messages = self.answered(ask, 'Joan')
                self.assertEqual(of_type(messages, 'execute_result')[0]['content']['data']['text/plain'], "'Joan'")
                self.assertEqual([m for m in of_type(self.kernel.seen, 'stream') if m['content']['name'] == 'stderr'], [])
                self.kernel.run('rl.close()')

    def test_prompt_has_a_default(self):
        messages = self.answered('await prompt("q", "dflt")', '')
        self.assertEqual(of_type(messages, 'execute_result')[0]['content']['data']['text/plain'], "'dflt'")
