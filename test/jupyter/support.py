"""The kernel of this checkout under the name `cellgrad`, and a client that keeps messages apart by their request."""

import atexit
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
CLI = pathlib.Path(os.environ.get('CELLGRAD_CLI') or ROOT / 'dist' / 'kernel' / 'cli.js')
TIMEOUT = 60

# Long tests run in full, or a share of them that the seed decides (see scripts/test.mjs).
FULL = bool(os.environ.get('CELLGRAD_TEST_FULL'))
SEED = os.environ.get('CELLGRAD_TEST_SEED') or '1'


def provide_kernel():
    """Installs the kernelspec into a folder of its own that Jupyter looks into first; history goes there, too."""
    if 'CELLGRAD_TEST_FOLDER' in os.environ:
        return
    folder = tempfile.mkdtemp(prefix='cellgrad-jupyter-')
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if not CLI.exists():
        raise RuntimeError(f'{CLI}: not there. Fix: node scripts/build.mjs')
    subprocess.run(['node', str(CLI), 'install', '--prefix', folder], check=True, capture_output=True)
    os.environ['CELLGRAD_TEST_FOLDER'] = folder
    os.environ['JUPYTER_PATH'] = os.path.join(folder, 'share', 'jupyter')
    os.environ['CELLGRAD_STATE_DIR'] = os.path.join(folder, 'state')


provide_kernel()

from jupyter_client.manager import KernelManager  # noqa: E402
from jupyter_client.session import Session  # noqa: E402


class Kernel:
    """A running kernel and a front end of it."""

    def __init__(self, manager=None, cwd=None):
        self.own = manager is None
        self.manager = manager or KernelManager(kernel_name='cellgrad')
        if self.own:
            self.manager.start_kernel(cwd=cwd)
        self.client = self.manager.client()
        if not self.own:
            # Clients of one manager share their session and with it their address.
            self.client.session = Session(key=self.manager.session.key)
        self.client.start_channels()
        self.client.wait_for_ready(timeout=TIMEOUT)
        self.seen = []

    def stop(self):
        self.client.stop_channels()
        if self.own:
            self.manager.shutdown_kernel(now=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def iopub_until(self, fits):
        """Reads iopub until a message fits; gives that message. All that is read stays in `seen`."""
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            self.seen.append(message)
            if fits(message):
                return message
        raise AssertionError('the message that was waited for did not come')

    def idle(self, request):
        """All that iopub brought for a request, up to idle."""
        if not any(is_idle(m, request) for m in self.seen):
            self.iopub_until(lambda m: is_idle(m, request))
        return [m for m in self.seen if m['parent_header'].get('msg_id') == request]

    def reply(self, request, channel='shell'):
        get = getattr(self.client, f'get_{channel}_msg')
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            message = get(timeout=TIMEOUT)
            if message['parent_header'].get('msg_id') == request:
                return message
        raise AssertionError(f'no reply to {request}')

    def run(self, code, **options):
        """Runs a cell; gives the reply and what iopub brought."""
        request = self.client.execute(code, **options)
        reply = self.reply(request)
        return reply, self.idle(request)

    def value(self, code):
        """The text of a cell's value."""
        _, messages = self.run(code)
        return [m['content']['data']['text/plain'] for m in of_type(messages, 'execute_result')][-1]

    def ask(self, channel, type_, content=None):
        """Sends any request; gives the reply."""
        message = self.client.session.msg(type_, content or {})
        getattr(self.client, f'{channel}_channel').send(message)
        return self.reply(message['header']['msg_id'], channel)


def is_idle(message, request):
    return (
        message['msg_type'] == 'status'
        and message['content']['execution_state'] == 'idle'
        and message['parent_header'].get('msg_id') == request
    )


def of_type(messages, type_):
    return [m for m in messages if m['msg_type'] == type_]


def text(messages, name='stdout'):
    return ''.join(m['content']['text'] for m in of_type(messages, 'stream') if m['content']['name'] == name)
