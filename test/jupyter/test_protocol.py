"""The protocol 5.4 as a front end sees it: every message against a typed reference, order, faults, two clients."""

import os
import re
import signal
import time
import unittest

import support
import zmq
from references import check
from support import Kernel, of_type, text


class ProtocolTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def run_cell(self, code, **options):
        """Runs a cell and checks every message, the order, and the parents."""
        reply, messages = self.kernel.run(code, **options)
        for message in [reply, *messages]:
            check(message)
            self.assertEqual(message['parent_header']['msg_id'], reply['parent_header']['msg_id'])
        states = [m['content']['execution_state'] for m in of_type(messages, 'status')]
        self.assertEqual(states, ['busy', 'idle'])
        self.assertEqual(messages[0]['msg_type'], 'status')
        self.assertEqual(messages[-1]['msg_type'], 'status')
        return reply['content'], messages

    def ask(self, channel, type_, content=None):
        reply = self.kernel.ask(channel, type_, content)
        check(reply)
        return reply['content']

    # What the kernel is

    def test_kernel_info(self):
        content = self.ask('shell', 'kernel_info_request')
        self.assertEqual(content['implementation'], 'cellgrad')
        info = content['language_info']
        expected = {
            'name': 'typescript',
            'file_extension': '.ts',
            'mimetype': 'text/typescript',
            'codemirror_mode': 'typescript',
            'pygments_lexer': 'typescript',
            'nbconvert_exporter': 'script',
        }
        self.assertEqual(info, {**info, **expected})
        self.assertEqual('debugger' in content['supported_features'], content['debugger'])

    def test_kernel_info_on_the_control_channel_and_while_a_cell_runs(self):
        cell = self.kernel.client.execute('await new Promise((r) => setTimeout(r, 300))')
        self.assertEqual(self.ask('control', 'kernel_info_request')['status'], 'ok')
        self.assertEqual(self.ask('shell', 'kernel_info_request')['status'], 'ok')
        self.kernel.reply(cell)
        self.kernel.idle(cell)

    def test_heartbeat_while_a_cell_blocks(self):
        address = self.kernel.client.hb_channel.address
        cell = self.kernel.client.execute('const end = Date.now() + 500; while (Date.now() < end) {}')
        socket = zmq.Context.instance().socket(zmq.REQ)
        try:
            socket.connect(address)
            socket.send(b'ping')
            self.assertTrue(socket.poll(5000))
            self.assertEqual(socket.recv(), b'ping')
        finally:
            socket.close(0)
        self.kernel.reply(cell)
        self.kernel.idle(cell)

    # Cells

    def test_execute(self):
        content, messages = self.run_cell('1 + 1')
        self.assertEqual(content['status'], 'ok')
        self.assertEqual(
            [m['msg_type'] for m in messages], ['status', 'execute_input', 'execute_result', 'status']
        )
        result = of_type(messages, 'execute_result')[0]['content']
        self.assertEqual(result['data']['text/plain'], '2')
        self.assertEqual(result['execution_count'], content['execution_count'])
        self.assertEqual(of_type(messages, 'execute_input')[0]['content']['code'], '1 + 1')

    def test_split_state(self):
        for code in ['let n = 0; function bump() { n++; return n }', 'bump()', 'n = 10']:
            self.run_cell(code)
        self.assertEqual(self.kernel.value('bump()'), '11')

    def test_redeclarations_of_every_kind_in_every_order(self):
        kinds = ['const q = 1', 'let q = 2', 'var q = 3', 'class q {}', 'function q() {}', 'enum q { A }']
        kinds.append("import q from 'node:path'")
        for first in kinds:
            for second in kinds:
                for code in (first, second):
                    content, _ = self.run_cell(code)
                    self.assertEqual(content['status'], 'ok', f'{first}, then {second}: {content}')
        self.run_cell('const q = 7')
        self.assertEqual(self.kernel.value('q'), '7')

    def test_top_level_await_and_imports_in_later_cells(self):
        self.run_cell("import { basename } from 'node:path'\nconst late = await Promise.resolve(5)")
        self.assertEqual(self.kernel.value('basename("/a/b") + late'), "'b5'")

    def test_silent(self):
        before = self.run_cell('0')[0]['execution_count']
        content, messages = self.run_cell('console.log("x"); 1', silent=True)
        self.assertEqual(content['status'], 'ok')
        self.assertEqual([m['msg_type'] for m in messages], ['status', 'status'])
        self.assertEqual(self.run_cell('0')[0]['execution_count'], before + 1)

    def test_store_history_false_takes_no_number(self):
        before = self.run_cell('0')[0]['execution_count']
        self.run_cell('"kept out of the history"', store_history=False)
        self.assertEqual(self.run_cell('0')[0]['execution_count'], before + 1)
        history = self.ask('shell', 'history_request', {'hist_access_type': 'tail', 'n': 2})['history']
        self.assertEqual([entry[2] for entry in history], ['0', '0'])

    def test_user_expressions(self):
        content, _ = self.run_cell(
            'const ue = 20', user_expressions={'good': 'ue + 1', 'bad': 'ue.x.y', 'broken': '1 +'}
        )
        values = content['user_expressions']
        self.assertEqual(values['good']['status'], 'ok')
        self.assertEqual(values['good']['data']['text/plain'], '21')
        for name in ('bad', 'broken'):
            self.assertEqual(values[name]['status'], 'error')
            self.assertEqual({'ename', 'evalue', 'traceback'} - set(values[name]), set())

    def test_streams(self):
        _, messages = self.run_cell('console.log("out"); console.error("err"); process.stdout.write("raw")')
        self.assertEqual(text(messages), 'out\nraw')
        self.assertEqual(text(messages, 'stderr'), 'err\n')

    def test_ten_thousand_lines_before_idle(self):
        _, messages = self.run_cell('for (let i = 0; i < 10000; i++) console.log(`line ${i}`)')
        self.assertEqual(text(messages), ''.join(f'line {i}\n' for i in range(10000)))

    def test_text_of_child_processes_and_of_fd_1_before_idle(self):
        _, messages = self.run_cell(
            "import { execSync } from 'node:child_process'; import fs from 'node:fs';\n"
            "execSync('echo child', { stdio: 'inherit' }); fs.writeSync(1, 'native')"
        )
        self.assertIn('child\n', text(messages))
        self.assertIn('native', text(messages))

    def test_late_output_goes_to_its_cell(self):
        reply, _ = self.kernel.run('setTimeout(() => console.log("late"), 200); 0')
        self.run_cell('1')
        late = self.kernel.iopub_until(lambda m: m['msg_type'] == 'stream')
        self.assertEqual(late['content']['text'], 'late\n')
        self.assertEqual(late['parent_header']['msg_id'], reply['parent_header']['msg_id'])

    def test_display_update_clear(self):
        _, messages = self.run_cell(
            'const shown = display.raw({ "text/plain": "one" }, { id: "the-id" });\n'
            'display.clear({ wait: true }); display.html("<b>two</b>")'
        )
        types = [m['msg_type'] for m in messages]
        self.assertIn('display_data', types)
        self.assertIn('clear_output', types)

    def test_error(self):
        content, messages = self.run_cell('const ok = 1\nfunction f() { throw new TypeError("no") }\nf()')
        self.assertEqual((content['status'], content['ename'], content['evalue']), ('error', 'TypeError', 'no'))
        error = of_type(messages, 'error')[0]['content']
        self.assertEqual(error, {key: content[key] for key in ('ename', 'evalue', 'traceback')})
        plain = re.sub(r'\x1b\[[0-9;]*m', '', '\n'.join(content['traceback']))
        self.assertRegex(plain, r'Cell \d+, line 2')
        self.assertRegex(plain, r'Cell \d+, line 3')
        self.assertNotIn('node:internal', plain)
        self.assertNotIn('node_modules', plain)

    def test_syntax_error(self):
        content, _ = self.run_cell('const = 3')
        self.assertEqual(content['ename'], 'SyntaxError')

    def test_stop_on_error(self):
        client = self.kernel.client
        # It ends when the others are there.
        late = 'await new Promise((r) => setTimeout(r, 300)); throw new Error("x")'
        ids = [client.execute(late), client.execute('1'), client.execute('2')]
        replies = [self.kernel.reply(one) for one in ids]
        self.assertEqual([r['content']['status'] for r in replies], ['error', 'aborted', 'aborted'])
        for reply, one in zip(replies, ids, strict=True):
            check(reply)
            self.kernel.idle(one)
        self.assertEqual(self.run_cell('3')[0]['status'], 'ok')

    def test_stop_on_error_false(self):
        client = self.kernel.client
        ids = [client.execute('throw new Error("x")', stop_on_error=False), client.execute('1')]
        statuses = [self.kernel.reply(one)['content']['status'] for one in ids]
        self.assertEqual(statuses, ['error', 'ok'])
        for one in ids:
            self.kernel.idle(one)

    def test_process_exit_ends_the_cell_only(self):
        self.run_cell('const stays = 1')
        self.run_cell('process.exit(3)')
        self.assertEqual(self.kernel.value('stays'), '1')

    def test_stdin(self):
        client = self.kernel.client
        cell = client.execute('const name = await prompt("name? "); const pw = await password("pw? "); name + pw')
        for prompt, secret, answer in (('name? ', False, 'Ada'), ('pw? ', True, 'é😀')):
            question = client.get_stdin_msg(timeout=support.TIMEOUT)
            check(question)
            self.assertEqual(question['msg_type'], 'input_request')
            self.assertEqual(question['content'], {'prompt': prompt, 'password': secret})
            self.assertEqual(question['parent_header']['msg_id'], cell)
            client.input(answer)
        check(self.kernel.reply(cell))
        result = of_type(self.kernel.idle(cell), 'execute_result')[0]
        self.assertEqual(result['content']['data']['text/plain'], "'Adaé😀'")

    def test_stdin_not_allowed(self):
        content, _ = self.run_cell('await prompt("?")', allow_stdin=False)
        self.assertEqual(content['ename'], 'StdinNotImplementedError')

    # Interrupts

    def interrupted(self, code, how):
        self.run_cell('let kept = 42')
        cell = self.kernel.client.execute(code)
        self.kernel.iopub_until(lambda m: m['msg_type'] == 'stream' and 'stuck' in m['content']['text'])
        time.sleep(0.1)
        how()
        reply = self.kernel.reply(cell)
        check(reply)
        self.kernel.idle(cell)
        self.assertEqual(reply['content']['ename'], 'KeyboardInterrupt')
        self.assertEqual(self.kernel.value('kept'), '42')

    def by_signal(self):
        os.kill(self.kernel.manager.provisioner.pid, signal.SIGINT)

    def by_message(self):
        self.assertEqual(self.ask('control', 'interrupt_request')['status'], 'ok')

    def test_interrupt(self):
        for code in (
            'console.log("stuck"); while (true) {}',
            'console.log("stuck"); await new Promise(() => {})',
            'await 0; console.log("stuck"); for (;;) await 0',
        ):
            for how in (self.by_signal, self.by_message):
                with self.subTest(code=code, how=how.__name__):
                    self.interrupted(code, how)

    def test_interrupt_aborts_what_is_queued(self):
        client = self.kernel.client
        cells = [client.execute('console.log("stuck"); while (true) {}'), client.execute('1')]
        self.kernel.iopub_until(lambda m: m['msg_type'] == 'stream')
        self.by_message()
        self.assertEqual(self.kernel.reply(cells[0])['content']['ename'], 'KeyboardInterrupt')
        self.assertEqual(self.kernel.reply(cells[1])['content']['status'], 'aborted')
        for one in cells:
            self.kernel.idle(one)

    # Questions

    def test_complete(self):
        self.run_cell('const someObject = { alpha: 1, albatross: 2, beta: 3 }')
        code = '"😀"; someObject.al'
        content = self.ask('shell', 'complete_request', {'code': code, 'cursor_pos': len(code)})
        self.assertEqual(sorted(content['matches']), ['albatross', 'alpha'])
        self.assertEqual(code[content['cursor_start'] : content['cursor_end']], 'al')

    def test_questions_while_a_cell_computes(self):
        self.run_cell('const computed = { alpha: 1, beta: "two" }')
        cell = self.kernel.client.execute('console.log("stuck"); for (;;) {}')
        self.kernel.iopub_until(lambda m: m['msg_type'] == 'stream' and 'stuck' in m['content']['text'])
        code = 'computed.al'
        self.assertEqual(self.ask('shell', 'complete_request', {'code': code, 'cursor_pos': len(code)})['matches'], ['alpha'])
        content = {'code': 'computed', 'cursor_pos': 4, 'detail_level': 0}
        self.assertIn('two', self.ask('shell', 'inspect_request', content)['data']['text/plain'])
        self.assertEqual(self.ask('shell', 'is_complete_request', {'code': 'f('})['status'], 'incomplete')
        self.by_message()
        self.assertEqual(self.kernel.reply(cell)['content']['ename'], 'KeyboardInterrupt')
        self.kernel.idle(cell)
        self.assertEqual(self.kernel.value('computed.alpha'), '1')

    def test_inspect(self):
        self.run_cell('const inspected = { answer: 42 }')
        content = self.ask('shell', 'inspect_request', {'code': 'inspected', 'cursor_pos': 4, 'detail_level': 0})
        self.assertTrue(content['found'])
        self.assertIn('42', content['data']['text/plain'])
        content = self.ask('shell', 'inspect_request', {'code': 'not_there', 'cursor_pos': 4, 'detail_level': 0})
        self.assertEqual((content['found'], content['data']), (False, {}))

    def test_is_complete(self):
        for code, expected in (('1', 'complete'), ('f(', 'incomplete'), ('const = ', 'invalid')):
            self.assertEqual(self.ask('shell', 'is_complete_request', {'code': code})['status'], expected)

    def test_history(self):
        for code in ('"h1"', '"h2"', '"h3"'):
            self.run_cell(code)
        tail = self.ask('shell', 'history_request', {'hist_access_type': 'tail', 'n': 3, 'output': True, 'raw': True})
        self.assertEqual([entry[2] for entry in tail['history']], [[f'"h{i}"', f"'h{i}'"] for i in (1, 2, 3)])
        session, line, _ = tail['history'][0]
        request = {'hist_access_type': 'range', 'session': session, 'start': line, 'stop': line + 2}
        self.assertEqual([e[2] for e in self.ask('shell', 'history_request', request)['history']], ['"h1"', '"h2"'])
        request = {'hist_access_type': 'search', 'pattern': '"h[23]"', 'n': 1}
        self.assertEqual([e[2] for e in self.ask('shell', 'history_request', request)['history']], ['"h3"'])

    def test_comms_in_both_directions(self):
        self.run_cell(
            'comms.register("echo", (comm) => { comm.onMessage(({ data, buffers }) => {\n'
            '  console.log("got"); comm.send({ twice: data.n * 2 }, { buffers }) }) })'
        )
        session = self.kernel.client.session
        channel = self.kernel.client.shell_channel
        opening = session.msg('comm_open', {'comm_id': 'c', 'target_name': 'echo', 'data': {}})
        channel.send(opening)
        self.kernel.idle(opening['header']['msg_id'])
        self.assertEqual(
            self.ask('shell', 'comm_info_request', {'target_name': 'echo'})['comms'], {'c': {'target_name': 'echo'}}
        )
        self.assertEqual(self.ask('shell', 'comm_info_request', {'target_name': 'other'})['comms'], {})
        sent = session.send(channel.socket, 'comm_msg', {'comm_id': 'c', 'data': {'n': 21}}, buffers=[b'\x00\xff'])
        messages = self.kernel.idle(sent['header']['msg_id'])
        for message in messages:
            check(message)
        answer = of_type(messages, 'comm_msg')[0]
        self.assertEqual(answer['content'], {'comm_id': 'c', 'data': {'twice': 42}})
        self.assertEqual([bytes(b) for b in answer['buffers']], [b'\x00\xff'])
        self.assertEqual(text(messages), 'got\n')
        closing = session.msg('comm_close', {'comm_id': 'c', 'data': {}})
        channel.send(closing)
        self.kernel.idle(closing['header']['msg_id'])
        self.assertEqual(self.ask('shell', 'comm_info_request')['comms'], {})

    def test_a_comm_to_nobody_is_closed(self):
        for target in ({'target_name': 'nobody'}, {}):
            opening = self.kernel.client.session.msg('comm_open', {'comm_id': 'lost', 'data': {}, **target})
            self.kernel.client.shell_channel.send(opening)
            closed = of_type(self.kernel.idle(opening['header']['msg_id']), 'comm_close')
            self.assertEqual([m['content']['comm_id'] for m in closed], ['lost'])
            self.assertEqual(self.ask('shell', 'comm_info_request')['comms'], {})

    def test_usage(self):
        self.ask('control', 'usage_request')
        content = self.ask('control', 'usage_request')
        self.assertGreater(content['kernel_memory'], 10 << 20)
        self.assertGreaterEqual(content['kernel_cpu'], 0)
        self.assertEqual(content['cpu_count'], os.cpu_count())

    def test_unknown_messages_do_not_hang(self):
        for type_ in ('nonsense_request', 'create_subshell_request'):
            content = self.kernel.ask('shell', type_)['content']
            self.assertEqual(content['status'], 'error')

    # Trouble

    def test_bad_messages_are_dropped(self):
        client = self.kernel.client
        socket = client.shell_channel.socket
        good = client.session.serialize(client.session.msg('kernel_info_request'))
        at = good.index(b'<IDS|MSG>')
        socket.send_multipart([*good[: at + 1], b'0' * 64, *good[at + 2 :]])
        socket.send_multipart([*good[: at + 1], b'', *good[at + 2 :]])
        socket.send_multipart([b'garbage'])
        socket.send_multipart([b'<IDS|MSG>'])
        socket.send_multipart([b'\xff\xfe', b'', b'<IDS|MSG>', b'x', b'{', b'{', b'{', b'{'])
        for content in (b'{"code": "\xff"}', b'[]', b'{'):
            message = client.session.serialize(client.session.msg('execute_request', {}))
            parts = [*message[at + 2 : at + 5], content]
            socket.send_multipart([b'<IDS|MSG>', client.session.sign(parts), *parts])
        self.assertEqual(self.kernel.value('"alive"'), "'alive'")

    def test_lone_surrogates(self):
        content, messages = self.run_cell('console.log("a\\ud83d"); "\\ud83d"')
        self.assertEqual(content['status'], 'ok')
        self.assertEqual(text(messages), 'a\ufffd\n')
        client = self.kernel.client
        message = client.session.msg('execute_request', {})
        header, parent, metadata, _ = client.session.serialize(message)[-4:]
        parts = [header, parent, metadata, b'{"code": "\'\\ud83d\'.length"}']
        client.shell_channel.socket.send_multipart([b'<IDS|MSG>', client.session.sign(parts), *parts])
        result = of_type(self.kernel.idle(message['header']['msg_id']), 'execute_result')
        self.assertEqual(result[0]['content']['data']['text/plain'], '1')

    def test_a_request_of_the_wrong_form_is_answered(self):
        content = self.kernel.ask('shell', 'execute_request', {'code': 3})['content']
        self.assertEqual(content['status'], 'error')
        self.assertIn('expected a string', content['evalue'])

    def test_a_large_cell_and_a_large_output(self):
        content, _ = self.run_cell(f'const big = "{"x" * 1_000_000}"; big.length')
        self.assertEqual(content['status'], 'ok')
        _, messages = self.run_cell('console.log("y".repeat(20_000_000))')
        self.assertEqual(len(text(messages)), 20_000_001)

    def test_two_clients(self):
        with Kernel(self.kernel.manager) as other:
            cells = [
                (front, [front.client.execute(f'console.log("{name}{i}"); "{name}{i}"') for i in range(5)])
                for name, front in (('a', self.kernel), ('b', other))
            ]
            for name, (front, ids) in zip('ab', cells, strict=True):
                for i, one in enumerate(ids):
                    self.assertEqual(front.reply(one)['content']['status'], 'ok')
                    self.assertEqual(text(front.idle(one)), f'{name}{i}\n')
            # Each hears what the other did.
            self.assertEqual(text(self.kernel.idle(cells[1][1][4])), 'b4\n')

    def test_a_client_that_vanishes(self):
        other = Kernel(self.kernel.manager)
        cell = other.client.execute('console.log("gone"); await new Promise((r) => setTimeout(r, 100))')
        other.client.stop_channels()
        self.assertEqual(text(self.kernel.idle(cell)), 'gone\n')
        self.assertEqual(self.kernel.value('1'), '1')


class EngineTests(unittest.TestCase):
    """What happens to the kernel's processes."""

    def engine_of(self, kernel):
        return int(kernel.value('process.pid'))

    def ends(self, pid):
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                with open(f'/proc/{pid}/stat', encoding='latin1') as file:
                    if file.read().rsplit(')', 1)[1].split()[0] == 'Z':
                        return True
            except FileNotFoundError:
                return True
            time.sleep(0.02)
        return False

    def test_a_crash_is_told_and_the_engine_comes_back(self):
        with Kernel() as kernel:
            kernel.run('const lost = 1')
            reply, messages = kernel.run('console.log("last words"); process.kill(process.pid, "SIGSEGV"); while (true) {}')
            check(reply)
            self.assertEqual(reply['content']['ename'], 'EngineDied')
            self.assertRegex(reply['content']['evalue'], r'SIGSEGV.*segmentation fault.*are gone')
            self.assertEqual(text(messages), 'last words\n')
            self.assertEqual(kernel.value('typeof lost'), "'undefined'")

    def test_no_orphan_when_the_server_is_killed(self):
        kernel = Kernel()
        kernel.run('import { spawn } from "node:child_process"; const child = spawn("sleep", ["1000"])')
        engine, child = self.engine_of(kernel), int(kernel.value('child.pid'))
        kernel.client.execute('while (true) {}')
        os.kill(kernel.manager.provisioner.pid, signal.SIGKILL)
        self.assertTrue(self.ends(engine), 'the engine still runs')
        self.assertTrue(self.ends(child), 'what the cell started still runs')
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)

    def test_shutdown_ends_both_processes_and_is_told(self):
        kernel = Kernel()
        engine, server = self.engine_of(kernel), kernel.manager.provisioner.pid
        request = kernel.client.shutdown(restart=False)
        reply = kernel.reply(request, 'control')
        check(reply)
        self.assertEqual(reply['content'], {'status': 'ok', 'restart': False})
        told = kernel.iopub_until(lambda m: m['msg_type'] == 'shutdown_reply')
        self.assertEqual(told['content'], {'status': 'ok', 'restart': False})
        self.assertTrue(self.ends(engine) and self.ends(server))
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)

    def test_restarts(self):
        with Kernel() as kernel:
            for _ in range(3):
                kernel.run('const before = 1')
                engine = self.engine_of(kernel)
                kernel.manager.restart_kernel(now=False)
                self.assertTrue(self.ends(engine))
                kernel.client.wait_for_ready(timeout=support.TIMEOUT)
                self.assertEqual(kernel.value('typeof before'), "'undefined'")

    def test_history_of_an_earlier_session(self):
        with Kernel() as kernel:
            kernel.run('"of the earlier session"')
        with Kernel() as kernel:
            request = {'hist_access_type': 'search', 'pattern': '*of the earlier*', 'n': 1}
            found = kernel.ask('shell', 'history_request', request)['content']['history']
            self.assertEqual([entry[2] for entry in found], ['"of the earlier session"'])


if __name__ == '__main__':
    unittest.main()
