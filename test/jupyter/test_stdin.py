"""`process.stdin` in a cell: what reads it asks the front end."""

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
