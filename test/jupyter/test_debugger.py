"""The debugger as a front end drives it: the Debug Adapter Protocol in debug_request and debug_event."""

import os
import pathlib
import tempfile
import time
import unittest

from front import Front
from support import TIMEOUT, Kernel, of_type, text

FUNCTION = """interface Pair { a: number; b: number }

function add({ a, b }: Pair): number {
  const sum: number = a + b
  const doubled = sum * 2
  return doubled
}

const result = add({ a: 2, b: 3 })
result"""


class DebuggerTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.kernel = Kernel()

    @classmethod
    def tearDownClass(cls):
        cls.kernel.stop()

    def setUp(self):
        self.front = Front(self.kernel)
        self.front.attach()

    def tearDown(self):
        self.front.detach()

    def test_info(self):
        info = self.front.body('debugInfo')
        self.assertEqual((info['isStarted'], info['hashMethod'], info['stoppedThreads']), (True, 'Murmur2', []))
        self.assertTrue(info['richRendering'] and info['copyToGlobals'])
        content = self.kernel.ask('shell', 'kernel_info_request')['content']
        self.assertTrue(content['debugger'])
        self.assertIn('debugger', content['supported_features'])

    def test_names_of_cells_are_those_that_front_ends_compute(self):
        from ipykernel.compiler import murmur2_x86

        info = self.front.body('debugInfo')
        for code in ('', 'a', 'ab', 'abc', FUNCTION, 'const s = "äöü😀"\ns'):
            name = f'{info["tmpFilePrefix"]}{murmur2_x86(code, info["hashSeed"])}{info["tmpFileSuffix"]}'
            self.assertEqual(self.front.body('dumpCell', code=code)['sourcePath'], name)

    def test_stops_steps_and_goes_on(self):
        path, (point,) = self.front.breakpoints(FUNCTION, 4)
        self.assertEqual((point['verified'], point['line'], point['source']['path']), (True, 4, path))
        self.assertIn(path, [one['source'] for one in self.front.body('debugInfo')['breakpoints']])
        self.front.body('configurationDone')
        cell = self.front.run(FUNCTION)
        reason, frames = self.front.stopped()
        self.assertEqual(reason, 'breakpoint')
        self.assertEqual([(one['name'], one['line']) for one in frames][0], ('add', 4))
        self.assertEqual([one['line'] for one in frames], [4, 9])
        self.assertEqual([one['source']['path'] for one in frames], [path, path])
        self.assertEqual(self.front.body('debugInfo')['stoppedThreads'], [1])
        self.assertEqual(self.front.go('next')[0], ('add', 5))
        self.assertEqual(self.front.go('next')[0], ('add', 6))
        self.assertEqual(self.front.go('stepOut')[0][1], 10)
        self.assertEqual(self.front.ends(cell)['status'], 'ok')
        events = [m['content']['event'] for m in of_type(self.kernel.seen, 'debug_event')]
        self.assertEqual(events[-2:], ['stopped', 'continued'])
        self.assertEqual(self.front.body('debugInfo')['stoppedThreads'], [])

    def test_scopes_and_variables(self):
        code = (
            'const outer = { name: "ada", list: [1, 2, { deep: true }] }\n'
            'function look(text: string, many: Float32Array) {\n'
            '  const map = new Map([["k", { v: 1 }]])\n'
            '  for (const each of [10]) {\n'
            '    console.log(text, each, map, many.length)\n'
            '  }\n'
            '}\n'
            'look("hello", new Float32Array(1000))'
        )
        self.front.breakpoints(code, 5)
        cell = self.front.run(code)
        _, frames = self.front.stopped()
        locals_ = self.front.scope(frames[0], 'Locals')
        self.assertEqual(set(locals_), {'text', 'many', 'map', 'each'})
        self.assertEqual((locals_['text']['value'], locals_['text']['type']), ("'hello'", 'string'))
        self.assertEqual((locals_['each']['value'], locals_['each']['variablesReference']), ('10', 0))
        entries = self.front.variables(locals_['map']['variablesReference'])
        self.assertEqual(self.front.variables(entries["'k'"]['variablesReference'])['v']['value'], '1')
        self.assertEqual(len(self.front.variables(locals_['many']['variablesReference'])), 201)
        page = self.front.variables(locals_['many']['variablesReference'], start=990, count=20)
        self.assertEqual(list(page), [str(i) for i in range(990, 1000)])
        globals_ = self.front.scope(frames[0], 'Globals')
        parts = self.front.variables(globals_['outer']['variablesReference'])
        deep = self.front.variables(parts['list']['variablesReference'])['2']
        self.assertEqual(deep['evaluateName'], 'outer.list[2]')
        self.assertEqual(self.front.variables(deep['variablesReference'])['deep']['value'], 'true')
        # Outside of functions a cell's variables are the session's.
        self.assertIn('outer', self.front.scope(frames[1], 'Locals'))
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_evaluate(self):
        self.front.breakpoints(FUNCTION, 5)
        cell = self.front.run(FUNCTION)
        _, frames = self.front.stopped()
        frame = frames[0]['id']
        body = self.front.body('evaluate', expression='(sum as number) + a', frameId=frame, context='repl')
        self.assertEqual((body['result'], body['type']), ('7', 'number'))
        body = self.front.body('evaluate', expression='{ sum, a }', frameId=frame)
        self.assertEqual(self.front.variables(body['variablesReference'])['sum']['value'], '5')
        failed = self.front.ask('evaluate', expression='nothing.here', frameId=frame)
        self.assertFalse(failed['success'])
        self.assertIn('nothing is not defined', failed['message'])
        self.assertFalse(self.front.ask('evaluate', expression='1 +', frameId=frame)['success'])
        self.front.body('evaluate', expression='sum = 100', frameId=frame)
        self.assertEqual(self.front.scope(frames[0], 'Locals')['sum']['value'], '100')
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_evaluate_while_nothing_is_stopped(self):
        self.kernel.run('const here = "a"')
        body = self.front.body('evaluate', expression='here + "b"', context='repl')
        self.assertEqual(body['result'], "'ab'")

    def test_rich_variables(self):
        self.kernel.run('const shown = "hello"')
        variables = {one['name']: one for one in self.front.body('inspectVariables')['variables']}
        self.assertEqual(variables['shown']['value'], "'hello'")
        body = self.front.body('richInspectVariables', variableName='shown')
        self.assertEqual(body['data'], {'text/plain': "'hello'"})
        code = 'function f(n: number) {\n  const t = tf.tensor1d([n])\n  return t\n}\nf(2).dataSync()'
        self.front.breakpoints(code, 3)
        cell = self.front.run(code)
        _, frames = self.front.stopped()
        locals_ = self.front.scope(frames[0], 'Locals')
        body = self.front.body('richInspectVariables', variableName='n', frameId=frames[0]['id'])
        self.assertEqual(body['data'], {'text/plain': locals_['n']['value']})
        body = self.front.body('richInspectVariables', variableName='t', frameId=frames[0]['id'])
        self.assertIn('text/html', body['data'])
        self.assertFalse(self.front.ask('richInspectVariables', variableName='no name')['success'])
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_jupyterlab_is_told_no_type_where_it_would_hide_the_value(self):
        self.kernel.run('const one = 1; const many = [1]')
        self.front.body('initialize', clientID='jupyterlab')
        variables = {one['name']: one for one in self.front.body('inspectVariables')['variables']}
        self.assertNotIn('type', variables['one'])
        self.assertEqual(variables['many']['type'], 'Array')

    def test_copy_to_globals(self):
        self.front.breakpoints(FUNCTION, 5)
        cell = self.front.run(FUNCTION)
        _, frames = self.front.stopped()
        copy = {'srcVariableName': 'sum', 'dstVariableName': 'kept', 'srcFrameId': frames[0]['id']}
        self.front.body('copyToGlobals', **copy)
        self.assertEqual(self.front.scope(frames[0], 'Globals')['kept']['value'], '5')
        self.assertFalse(self.front.ask('copyToGlobals', **{**copy, 'dstVariableName': 'a-b'})['success'])
        self.assertEqual(self.front.ends(cell)['status'], 'ok')
        self.assertEqual(self.kernel.value('kept + 1'), '6')

    def test_a_breakpoint_moves_to_the_next_line_with_code(self):
        code = '\n// a comment\n\nlet a: number = 1\n\ntype T = string\na += 1'
        _, points = self.front.breakpoints(code, 1, 5, 7)
        self.assertEqual([one['line'] for one in points], [4, 7, 7])
        _, (point,) = self.front.breakpoints('let only = 1\n// the end', 2)
        self.assertFalse(point['verified'])

    def test_top_level_code_and_await(self):
        code = (
            'let total = 0\n'
            'for (const n of [1, 2]) {\n'
            '  total += n\n'
            '}\n'
            'const late = await new Promise<number>((done) => setTimeout(() => done(5), 20))\n'
            'total += late\n'
            'total'
        )
        self.front.breakpoints(code, 3)
        cell = self.front.run(code)
        self.assertEqual(self.front.places()[0][1], 3)
        self.assertEqual(self.front.go('continue')[0][1], 3)
        # Whether a loop that ends is stopped at once more differs between versions of V8.
        line = self.front.go('next')[0][1]
        if line == 2:
            line = self.front.go('next')[0][1]
        self.assertEqual(line, 5)
        self.assertEqual(self.front.go('next')[0][1], 6)
        self.assertEqual(self.front.go('next')[0][1], 7)
        self.assertEqual(self.front.ends(cell)['status'], 'ok')
        self.assertEqual(self.kernel.value('total'), '8')

    def test_a_step_at_the_end_does_not_stop_in_the_next_cell(self):
        code = 'const x1 = 1\nx1'
        self.front.breakpoints(code, 2)
        cell = self.front.run(code)
        self.front.stopped()
        self.front.body('next', threadId=1)
        self.assertEqual(self.kernel.reply(cell)['content']['status'], 'ok')
        self.assertEqual(self.kernel.value('x1 + 1'), '2')

    def test_step_into_a_function_of_an_earlier_cell(self):
        self.kernel.run('function earlier(n: number) {\n  return n + 1\n}')
        code = 'const before = 1\nearlier(before)'
        self.front.breakpoints(code, 2)
        cell = self.front.run(code)
        self.front.stopped()
        self.assertEqual(self.front.go('stepIn')[0], ('earlier', 2))
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_steps_pass_what_the_kernel_puts_into_a_cell(self):
        code = (
            "import { sep } from 'node:path'\nfunction inner() {\n  return sep\n}\n"
            'for (const n of [1, 2]) {\n  inner()\n}\nlet end = 1'
        )
        self.front.breakpoints(code, 5)
        cell = self.front.run(code)
        lines = [self.front.places()[0][1]] + [self.front.go('stepIn')[0][1] for _ in range(5)]
        self.assertEqual((lines[:3], set(lines)), ([5, 6, 3], {3, 5, 6}))
        self.front.breakpoints(code)
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_a_breakpoint_in_a_cell_that_ran_before(self):
        code = 'function again(n: number) {\n  return n * 2\n}'
        self.kernel.run(code)
        self.front.breakpoints(code, 2)
        cell = self.front.run('again(4)')
        self.assertEqual(self.front.places()[0], ('again', 2))
        self.assertEqual(self.front.ends(cell)['status'], 'ok')
        self.front.breakpoints(code)
        self.assertEqual(self.kernel.value('again(4)'), '8')

    def test_library_code_is_stepped_over(self):
        code = 'const t = tf.tensor1d([1, 2])\nconst u = tf.tidy(() => {\n  return t.add(1)\n})\nu.dataSync()'
        self.front.breakpoints(code, 2)
        cell = self.front.run(code)
        self.front.stopped()
        self.assertEqual(self.front.go('stepIn')[0][1], 3)
        self.assertEqual(self.front.go('stepOut')[0][1], 5)
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_conditions(self):
        code = 'for (let i = 0; i < 5; i++) {\n  console.log(i)\n}'
        self.front.breakpoints(code, 2, condition='(i as number) === 3')
        cell = self.front.run(code)
        _, frames = self.front.stopped()
        self.assertEqual(self.front.body('evaluate', expression='i', frameId=frames[0]['id'])['result'], '3')
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_a_cell_with_magics(self):
        code = 'const m1 = 1\n%env CELLGRAD_X=1\nconst m2 = 2\nm2'
        _, points = self.front.breakpoints(code, 3)
        self.assertEqual([one['line'] for one in points], [3])
        cell = self.front.run(code)
        self.assertEqual(self.front.places()[0][1], 3)
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_debugger_statement_and_output_before_the_stop(self):
        cell = self.front.run('console.log("before")\ndebugger\nconsole.log("after")')
        self.assertEqual(self.front.places()[0][1], 2)
        self.assertEqual(text(of_type(self.kernel.seen, 'stream'))[-7:], 'before\n')
        self.assertEqual(self.front.ends(cell)['status'], 'ok')

    def test_pause(self):
        cell = self.front.run('let spins = 0\nconst until = Date.now() + 20000\nwhile (Date.now() < until) {\n  spins++\n}')
        time.sleep(0.3)
        self.front.body('pause', threadId=1)
        _, frames = self.front.stopped()
        self.assertIn(frames[0]['line'], (3, 4))
        self.front.body('evaluate', expression='until = 0', frameId=frames[0]['id'])
        self.front.ends(cell)

    def test_pause_before_a_cell_has_begun(self):
        with Kernel() as kernel:
            front = Front(kernel)
            front.attach()
            for count in range(1, 11):
                front.body('pause', threadId=1)
                cell = front.run('let begun = 1\nbegun')
                self.assertEqual(front.places(), [(f'Cell {count}', 1)])
                self.assertEqual(front.ends(cell)['status'], 'ok')

    def test_exceptions(self):
        code = (
            'function risky(): void {\n'
            '  throw new RangeError("on purpose")\n'
            '}\n'
            'try { risky() } catch { console.log("caught") }\n'
            'risky()'
        )
        self.front.body('setExceptionBreakpoints', filters=['uncaught'])
        cell = self.front.run(code)
        reason, frames = self.front.stopped()
        self.assertEqual((reason, [one['line'] for one in frames]), ('exception', [2, 5]))
        self.assertEqual(self.front.body('exceptionInfo', threadId=1)['exceptionId'], 'RangeError')
        self.assertEqual(self.front.ends(cell)['ename'], 'RangeError')
        self.front.body('setExceptionBreakpoints', filters=['all'])
        cell = self.front.run(code)
        self.assertEqual([line for _, line in self.front.places()], [2, 4])
        self.assertEqual([line for _, line in self.front.go('continue')], [2, 5])
        self.assertEqual(self.front.ends(cell)['ename'], 'RangeError')
        self.front.body('setExceptionBreakpoints', filters=[])
        self.assertEqual(self.kernel.run(code)[0]['content']['ename'], 'RangeError')

    def test_an_exception_of_the_library_stops_in_the_cell(self):
        self.kernel.run('tf.tensor1d([1])')
        self.front.body('setExceptionBreakpoints', filters=['uncaught'])
        cell = self.front.run('const ok = tf.zeros([2, 3])\ntf.matMul(ok, ok)')
        reason, frames = self.front.stopped()
        self.assertEqual((reason, frames[-1]['line']), ('exception', 2))
        self.assertEqual(self.front.ends(cell)['status'], 'error')

    def test_sources(self):
        path, _ = self.front.breakpoints(FUNCTION)
        self.assertEqual(self.front.body('source', source={'path': path})['content'], FUNCTION)
        self.assertFalse(self.front.ask('source', source={'path': path + 'x'})['success'])

    def test_errors_are_replies(self):
        for command in ('continue', 'next', 'stackTrace', 'nonsense'):
            self.assertFalse(self.front.ask(command, threadId=1)['success'], command)

    # Ways out of a stop

    def stop_in(self, code, line):
        self.front.breakpoints(code, line)
        cell = self.front.run(code)
        self.front.stopped()
        return cell

    def test_interrupt_while_stopped(self):
        self.kernel.run('let went = 0')
        for code in ('went = 1\nwent = 2', 'await 0\nwent = 1\nwent = 2'):
            with self.subTest(code):
                cell = self.stop_in(code, code.count('\n') + 1)
                self.assertEqual(self.kernel.ask('control', 'interrupt_request')['content']['status'], 'ok')
                self.assertEqual(self.kernel.reply(cell)['content']['ename'], 'KeyboardInterrupt')
                self.kernel.idle(cell)
                self.front.breakpoints(code)
                self.assertEqual(self.kernel.value('went'), '1')

    def test_disconnect_while_stopped_lets_the_cell_go_on(self):
        cell = self.stop_in('const free = 1\nfree + 1', 2)
        self.front.body('disconnect', restart=False, terminateDebuggee=False)
        self.assertEqual(self.kernel.reply(cell)['content']['status'], 'ok')
        self.assertFalse(self.front.body('debugInfo')['isStarted'])
        self.assertEqual(self.kernel.value('free'), '1')

    def test_terminate_ends_the_cell(self):
        cell = self.stop_in('const ended = 1\nended + 1', 2)
        self.front.body('terminate')
        self.front.event('terminated')
        self.assertEqual(self.kernel.reply(cell)['content']['ename'], 'KeyboardInterrupt')

    def test_questions_are_answered_while_stopped(self):
        cell = self.stop_in('const asked = 1\nasked + 1', 2)
        self.assertEqual(self.kernel.ask('shell', 'kernel_info_request')['content']['status'], 'ok')
        content = {'code': 'Math.sq', 'cursor_pos': 7}
        self.assertEqual(self.kernel.ask('shell', 'complete_request', content)['content']['status'], 'ok')
        self.assertIn('asked', [one['name'] for one in self.front.body('inspectVariables')['variables']])
        self.assertEqual(self.front.ends(cell)['status'], 'ok')


class StoppedKernelTests(unittest.TestCase):
    """Ends of a kernel that stands at a breakpoint."""

    def stopped_kernel(self):
        kernel = Kernel()
        front = Front(kernel)
        front.attach()
        code = 'import fs from "node:fs"\nconst mark = process.env.CELLGRAD_MARK\nfs.writeFileSync(mark!, "")'
        kernel.run(f'process.env.CELLGRAD_MARK = {str(self.mark)!r}')
        front.breakpoints(code, 3)
        front.run(code)
        front.stopped()
        return kernel, front

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.mark = pathlib.Path(folder.name, 'went-on')

    def test_shutdown(self):
        kernel, _ = self.stopped_kernel()
        server = kernel.manager.provisioner.pid
        began = time.monotonic()
        kernel.stop()
        self.assertLess(time.monotonic() - began, 5)
        self.assertFalse(os.path.exists(f'/proc/{server}'))
        self.assertFalse(self.mark.exists(), 'the cell went on while the kernel ended')

    def test_restart(self):
        kernel, front = self.stopped_kernel()
        with kernel:
            kernel.manager.restart_kernel(now=False)
            kernel.client.wait_for_ready(timeout=TIMEOUT)
            self.assertFalse(front.body('debugInfo')['isStarted'])
            self.assertEqual(kernel.value('1 + 1'), '2')
            self.assertFalse(self.mark.exists())

    def test_a_new_engine_gets_the_breakpoints(self):
        with Kernel() as kernel:
            front = Front(kernel)
            front.attach()
            code = 'const kept = 1\nkept + 1'
            front.breakpoints(code, 2)
            reply, _ = kernel.run('process.kill(process.pid, "SIGKILL"); while (true) {}')
            self.assertEqual(reply['content']['ename'], 'EngineDied')
            cell = front.run(code)
            self.assertEqual(front.places()[0][1], 2)
            self.assertEqual(front.ends(cell)['status'], 'ok')
            front.detach()


if __name__ == '__main__':
    unittest.main()
