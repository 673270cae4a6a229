"""The protocol's odd corners: every message type once, and each request's options and limits."""

import unittest

import zmq
from jupyter_client.session import Session
from references import ALL_TYPES, check
from support import TIMEOUT, Kernel, of_type, text

ASTRAL = 'const s = "😀😀"; Math.sq'


def welcome(kernel):
    """What a new subscriber hears first."""
    socket = zmq.Context.instance().socket(zmq.SUB)
    try:
        socket.connect(f'tcp://{kernel.client.ip}:{kernel.client.iopub_port}')
        socket.subscribe(b'')
        assert socket.poll(TIMEOUT * 1000), 'no welcome'
        session = Session(key=kernel.client.session.key)
        _, parts = session.feed_identities(socket.recv_multipart())
        return session.deserialize(parts)
    finally:
        socket.close(0)


class MessageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def run_cell(self, code, **options):
        reply, messages = self.kernel.run(code, **options)
        for message in [reply, *messages]:
            check(message)
        return reply['content'], messages

    def ask(self, type_, content=None, channel='shell'):
        reply = self.kernel.ask(channel, type_, content)
        check(reply)
        return reply['content']

    def send(self, type_, content, **options):
        """Sends a message that has no reply; gives what iopub brought."""
        session, channel = self.kernel.client.session, self.kernel.client.shell_channel
        sent = session.send(channel.socket, type_, content, **options)
        messages = self.kernel.idle(sent['header']['msg_id'])
        for message in messages:
            check(message)
        return messages

    def test_every_message_type_is_as_the_protocol_says(self):
        kernel = Kernel()
        messages = [welcome(kernel)]

        def ask(channel, type_, content=None):
            messages.append(kernel.ask(channel, type_, content))

        def send(type_, content):
            sent = kernel.client.session.send(kernel.client.shell_channel.socket, type_, content)
            kernel.idle(sent['header']['msg_id'])

        for code in (
            'console.log("out"); const h = display("a", { id: "i" }); h.update("b"); display.clear(); 1',
            'throw new Error("x")',
            'comms.register("t", (c) => c.onMessage(() => { c.send({ a: 1 }); c.close() })); comms.open("u")',
        ):
            messages.append(kernel.run(code)[0])
        send('comm_open', {'comm_id': 'c', 'target_name': 't', 'data': {}})
        send('comm_msg', {'comm_id': 'c', 'data': {}})
        cell = kernel.client.execute('await prompt("?")', allow_stdin=True)
        messages.append(kernel.client.get_stdin_msg(timeout=TIMEOUT))
        kernel.client.input('answer')
        messages.append(kernel.reply(cell))
        ask('shell', 'kernel_info_request')
        ask('shell', 'inspect_request', {'code': 'Math', 'cursor_pos': 1, 'detail_level': 0})
        ask('shell', 'complete_request', {'code': 'Ma', 'cursor_pos': 2})
        ask('shell', 'is_complete_request', {'code': '1'})
        ask('shell', 'history_request', {'hist_access_type': 'tail', 'n': 1})
        ask('shell', 'comm_info_request', {})
        ask('control', 'usage_request')
        for command in ('initialize', 'attach', 'disconnect'):
            ask('control', 'debug_request', {'type': 'request', 'seq': 1, 'command': command, 'arguments': {}})
        ask('control', 'interrupt_request')
        ask('control', 'shutdown_request', {'restart': False})
        kernel.iopub_until(lambda m: m['msg_type'] == 'shutdown_reply')
        messages += kernel.seen
        for message in messages:
            check(message)
        self.assertEqual(ALL_TYPES - {m['msg_type'] for m in messages}, set())
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)

    # Execute

    def test_silent_errors_are_in_the_reply_alone(self):
        content, messages = self.run_cell('throw new TypeError("quiet")', silent=True, store_history=True)
        self.assertEqual(content['ename'], 'TypeError')
        self.assertEqual([m['msg_type'] for m in messages], ['status', 'status'])

    def test_user_expressions_have_the_form_of_the_protocol(self):
        content, _ = self.run_cell('const u = { a: 1 }', user_expressions={'ok': 'u', 'no': 'missing', 'none': 'undefined'})
        values = content['user_expressions']
        self.assertEqual(set(values['ok']), {'status', 'data', 'metadata'})
        self.assertIn('text/plain', values['none']['data'])
        self.assertEqual(values['no']['ename'], 'ReferenceError')
        self.assertEqual(set(values['no']), {'status', 'ename', 'evalue', 'traceback'})

    def test_user_expressions_are_not_evaluated_after_an_error(self):
        content, messages = self.run_cell('throw new Error("x")', user_expressions={'a': 'console.log("evaluated")'})
        self.assertEqual(content['status'], 'error')
        self.assertEqual(text(messages), '')

    def test_aborted_cells_show_nothing_and_take_no_number(self):
        client = self.kernel.client
        before = self.run_cell('0')[0]['execution_count']
        cells = [client.execute('throw new Error("x")'), client.execute('console.log("never")')]
        self.kernel.reply(cells[0])
        aborted = self.kernel.reply(cells[1])
        check(aborted)
        self.assertEqual(aborted['content'], {'status': 'aborted'})
        self.assertEqual([m['msg_type'] for m in self.kernel.idle(cells[1])], ['status', 'status'])
        self.assertEqual(self.run_cell('0')[0]['execution_count'], before + 2)

    def test_pages(self):
        self.run_cell('const paged = { answer: 42 }')
        for code in ('?paged', 'paged?', 'paged??'):
            content, messages = self.run_cell(code)
            (page,) = content['payload']
            self.assertEqual((page['source'], page['start']), ('page', 0))
            self.assertIn('answer', page['data']['text/plain'])
            self.assertEqual(of_type(messages, 'execute_result'), [])

    def test_a_text_that_never_ends_does_not_hold_the_kernel(self):
        self.run_cell('const endless = { [Symbol.for("nodejs.util.inspect.custom")]() { for (;;); } }')
        content = self.ask('inspect_request', {'code': 'endless', 'cursor_pos': 3})
        self.assertIn('takes too long', content['data']['text/plain'])
        self.assertEqual(self.kernel.value('1 + 1'), '2')

    # Cursors: code points, wherever they stand

    def test_complete_after_astral_characters(self):
        content = self.ask('complete_request', {'code': ASTRAL, 'cursor_pos': len(ASTRAL)})
        self.assertIn('sqrt', content['matches'])
        self.assertEqual(ASTRAL[content['cursor_start'] : content['cursor_end']], 'sq')
        content = self.ask('inspect_request', {'code': ASTRAL, 'cursor_pos': ASTRAL.index('Math') + 2})
        self.assertTrue(content['found'])

    def test_odd_cursors(self):
        for code, cursor in (('', 0), ('Math', 0), ('Math', 99), ('😀', 1), ('"😀', 2), ('\n\n', 1), ('a.', 2)):
            with self.subTest(code=code, cursor=cursor):
                content = self.ask('complete_request', {'code': code, 'cursor_pos': cursor})
                self.assertLessEqual(0, content['cursor_start'])
                self.assertLessEqual(content['cursor_start'], content['cursor_end'])
                self.assertLessEqual(content['cursor_end'], max(cursor, len(code)))
                self.ask('inspect_request', {'code': code, 'cursor_pos': cursor, 'detail_level': 1})

    def test_a_cursor_is_at_the_end_when_it_is_not_given(self):
        self.assertIn('sqrt', self.ask('complete_request', {'code': 'Math.sqr'})['matches'])

    def test_indent(self):
        for code, indent in (('if (x) {', '  '), ('if (x) {\n    y(', '      '), ('const a = `text', '')):
            self.assertEqual(self.ask('is_complete_request', {'code': code}), {'status': 'incomplete', 'indent': indent})

    # History

    def test_history(self):
        for code in ('"same"', '"other"', '"same"'):
            self.run_cell(code)
        search = {'hist_access_type': 'search', 'pattern': '"s?me"'}
        self.assertEqual(len(self.ask('history_request', {**search, 'n': 5})['history']), 2)
        self.assertEqual(len(self.ask('history_request', {**search, 'n': 5, 'unique': True})['history']), 1)
        (latest,) = self.ask('history_request', {**search, 'n': 1, 'output': True, 'raw': False})['history']
        self.assertEqual(latest[2], ['"same"', "'same'"])
        self.assertEqual(self.ask('history_request', {'hist_access_type': 'tail', 'n': 0})['history'], [])
        here = {'hist_access_type': 'range', 'session': 0, 'start': latest[1], 'stop': latest[1] + 1}
        self.assertEqual([e[1:] for e in self.ask('history_request', here)['history']], [[latest[1], '"same"']])
        earlier = self.ask('history_request', {**here, 'session': -1})['history']
        self.assertTrue(all(session == latest[0] - 1 for session, _, _ in earlier))
        # The server answers this, and with it the heartbeat: no pattern may hold it.
        self.run_cell('"' + 'a' * 50_000 + '"')
        for pattern in ('*a' * 30 + 'b', '[z-a]*'):
            request = {'hist_access_type': 'search', 'pattern': pattern}
            self.assertEqual(self.ask('history_request', request), {'status': 'ok', 'history': []})
        wrong = self.ask('history_request', {'hist_access_type': 'all'})
        self.assertIn('expected one of range, tail, search', wrong['evalue'])

    # Requests of the wrong form

    def test_wrong_content_is_an_error_that_says_what_was_expected(self):
        for type_, content, expected in (
            ('complete_request', {'code': 1}, 'a string'),
            ('inspect_request', {'code': 'a', 'cursor_pos': 'x'}, 'an integer'),
            ('inspect_request', {'code': 'a', 'cursor_pos': 0, 'detail_level': 2}, 'one of 0, 1'),
            ('is_complete_request', {}, 'a string'),
            ('comm_info_request', {'target_name': 4}, 'a string'),
            ('shutdown_request', {'restart': 'yes'}, 'true or false'),
            ('debug_request', {'arguments': {}}, 'a string'),
        ):
            with self.subTest(type_):
                reply = self.kernel.ask('control' if type_[:2] in ('sh', 'de') else 'shell', type_, content)
                self.assertEqual(reply['content']['status'], 'error')
                self.assertIn(f'expected {expected}', reply['content']['evalue'])
        self.assertEqual(self.kernel.value('1'), '1')

    # Comms that the kernel opens

    def test_a_comm_of_the_kernels_with_buffers(self):
        _, messages = self.run_cell(
            'const mine = comms.open("view", { n: 1 }, { metadata: { v: "2" }, buffers: [Uint8Array.of(1, 255)] });\n'
            'mine.onMessage(({ data, buffers }) => console.log(data.x, buffers[0]?.[0]));\n'
            'mine.onClose(() => console.log("closed")); mine.id'
        )
        (opened,) = of_type(messages, 'comm_open')
        self.assertEqual((opened['content']['target_name'], opened['content']['data']), ('view', {'n': 1}))
        self.assertEqual(opened['metadata'], {'v': '2'})
        self.assertEqual([bytes(one) for one in opened['buffers']], [b'\x01\xff'])
        comm = opened['content']['comm_id']
        self.assertIn(comm, self.ask('comm_info_request', {'target_name': 'view'})['comms'])
        shown = self.send('comm_msg', {'comm_id': comm, 'data': {'x': 7}}, buffers=[b'\x09'])
        self.assertEqual(text(shown), '7 9\n')
        self.assertEqual(text(self.send('comm_close', {'comm_id': comm, 'data': {}})), 'closed\n')
        self.assertEqual(self.ask('comm_info_request', {'target_name': 'view'})['comms'], {})

    def test_passwords_are_asked_for_as_such(self):
        cell = self.kernel.client.execute('(await password("key? ")).length', allow_stdin=True)
        question = self.kernel.client.get_stdin_msg(timeout=TIMEOUT)
        check(question)
        self.assertEqual(question['content'], {'prompt': 'key? ', 'password': True})
        self.kernel.client.input('secret')
        self.assertEqual(self.kernel.reply(cell)['content']['status'], 'ok')
        self.kernel.idle(cell)

    def test_features_that_the_kernel_lacks_are_not_claimed(self):
        content = self.ask('kernel_info_request')
        self.assertEqual(content['supported_features'], ['debugger'])
        for type_ in ('create_subshell_request', 'list_subshell_request'):
            self.assertEqual(self.kernel.ask('control', type_)['content']['status'], 'error')


class RestartFlagTests(unittest.TestCase):
    def test_the_reply_repeats_the_flag(self):
        kernel = Kernel()
        reply = kernel.ask('control', 'shutdown_request', {'restart': True})
        check(reply)
        self.assertEqual(reply['content'], {'status': 'ok', 'restart': True})
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)


if __name__ == '__main__':
    unittest.main()
