"""jupyter_kernel_test: Jupyter's own test of kernels. Every test must run; a skipped one is a failure."""

import unittest

import jupyter_kernel_test
import support  # noqa: F401  (provides the kernel)


class CellgradTests(jupyter_kernel_test.KernelTests):
    kernel_name = 'cellgrad'
    language_name = 'typescript'
    file_extension = '.ts'

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("oops")'
    code_page_something = '?parseInt'
    code_generate_error = 'throw new RangeError("on purpose")'
    code_clear_output = 'display.clear()'
    code_inspect_sample = 'parseInt'
    code_history_pattern = '1?2*'
    supported_history_operations = ('tail', 'range', 'search')

    completion_samples = [
        {'text': 'Math.sq', 'matches': {'sqrt'}},
        {'text': 'JSON.par', 'matches': {'parse'}},
        {'text': 'Number.isSafe', 'matches': {'isSafeInteger'}},
    ]
    complete_code_samples = [
        '1',
        'const a = 1;',
        'function f(x: number) { return x }',
        'interface P { x: number }',
        'await 0',
        '// a comment',
        '',
    ]
    incomplete_code_samples = ['function f() {', 'const a = [', '`open', 'f(1,', '/* open', 'if (x) {\n  y()']
    invalid_code_samples = ['const = 1', 'let 3x = 2', 'f(]', ')', 'class { }']

    code_execute_result = [
        {'code': '1+2+3', 'result': '6'},
        {'code': '[1, 2].map((n: number) => n * 2).join()', 'result': "'2,4'"},
        {'code': 'await Promise.resolve(41) + 1', 'result': '42'},
    ]
    code_display_data = [
        {'code': 'display.html("<b>x</b>")', 'mime': 'text/html'},
        {'code': 'display.markdown("*x*")', 'mime': 'text/markdown'},
        {'code': 'display.json({ a: 1 })', 'mime': 'application/json'},
    ]

    def skipTest(self, reason):
        self.fail(f'skipped: {reason}')


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = 'cellgrad'
    support_iopub_welcome = True


if __name__ == '__main__':
    unittest.main()
