"""jupyter console on a terminal of its own, with what a person types and reads there."""

import os
import re
import signal
import sys
import tempfile
import time
import unittest

import support

try:
    import pexpect
except ImportError:
    pexpect = None

# What a terminal does with colours and the cursor.
CONTROL = re.compile(r'\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|[\x00-\x08\x0e-\x1f]')


SHELL = '--ZMQTerminalInteractiveShell'


class Terminal:
    """A console that is typed into. What it prints is read without its colours."""

    def __init__(self, folder):
        # A terminal that answers nothing must not be asked where its cursor is.
        env = {**os.environ, 'PROMPT_TOOLKIT_NO_CPR': '1', 'TERM': 'xterm', 'IPYTHONDIR': folder}
        self.child = pexpect.spawn(
            sys.executable,
            ['-m', 'jupyter_console', '--kernel', 'cellgrad', f'{SHELL}.kernel_is_complete_timeout={support.TIMEOUT}'],
            env=env,
            encoding='utf-8',
            dimensions=(40, 120),
            timeout=support.TIMEOUT,
            cwd=folder,
        )

    def read_until(self, pattern):
        text = ''
        while not re.search(pattern, text):
            try:
                text += CONTROL.sub('', self.child.read_nonblocking(1000, support.TIMEOUT))
            except (pexpect.TIMEOUT, pexpect.EOF) as error:
                raise AssertionError(f'expected {pattern!r} on the terminal; received {text!r}') from error
        return text

    def prompt(self, number):
        return self.read_until(rf'In \[{number}\]: $')

    def enter(self, line):
        self.child.send(f'{line}\r')


@unittest.skipIf(os.name == 'nt', 'SKIPPED: a terminal of this kind is not there on Windows')
class Console(unittest.TestCase):
    def test_a_session(self):
        with tempfile.TemporaryDirectory() as folder:
            terminal = Terminal(folder)
            self.addCleanup(terminal.child.close, force=True)
            # The banner names the kernel.
            self.assertIn('Cellgrad', terminal.prompt(1))
            terminal.enter('const base = 20; base * 2 + 2')
            self.assertRegex(terminal.prompt(2), r'Out\[1\]: 42')
            # An open brace goes on in the next line, a closed one runs.
            terminal.enter('function twice(n: number) {')
            terminal.read_until(r'\.\.\.:')
            terminal.enter('return n * 2 }')
            terminal.prompt(3)
            terminal.enter('console.log("sum", twice(base) + 2)')
            self.assertIn('sum 42', terminal.prompt(4))
            terminal.enter('throw new RangeError("on " + "purpose")')
            shown = terminal.prompt(5)
            self.assertIn('RangeError: on purpose', shown)
            self.assertIn('Cell 4, line 1', shown)
            terminal.enter('const who = await prompt("your " + "name?"); `hello ${who.toUpperCase()}`')
            terminal.read_until(r'your name\?')
            terminal.enter('ada')
            self.assertIn('hello ADA', terminal.prompt(6))
            terminal.enter('console.log("runs " + "now"); for (;;) {}')
            terminal.read_until('runs now')
            terminal.child.sendintr()
            self.assertIn('KeyboardInterrupt', terminal.prompt(7))
            terminal.enter('base + 1')
            self.assertRegex(terminal.prompt(8), r'Out\[7\]: 21')
            terminal.child.send('twi\t')
            # The terminal gets only what the completion adds.
            terminal.read_until('ce')
            terminal.enter('(4)')
            self.assertRegex(terminal.prompt(9), r'Out\[8\]: 8')
            terminal.child.send('\x04')
            terminal.read_until('Do you really want to exit')
            terminal.enter('y')
            terminal.child.expect(pexpect.EOF)

    def test_nothing_is_left_of_a_console_that_was_killed_with_its_terminal(self):
        with tempfile.TemporaryDirectory() as folder:
            terminal = Terminal(folder)
            self.addCleanup(terminal.child.close, force=True)
            terminal.prompt(1)
            terminal.enter('`server ${process.ppid} engine ${process.pid}.`')
            shown = terminal.prompt(2)
            pids = [int(pid) for pid in re.search(r'server (\d+) engine (\d+)\.', shown).groups()]
            terminal.child.kill(signal.SIGKILL)
            terminal.child.close(force=True)
            end = time.monotonic() + support.TIMEOUT
            while any(map(is_running, pids)) and time.monotonic() < end:
                time.sleep(0.1)
            self.assertEqual([pid for pid in pids if is_running(pid)], [])


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == '__main__':
    unittest.main()
