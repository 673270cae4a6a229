"""What the Jupyter messaging protocol 5.4 says of each message; `check` fails on a message that differs."""

import re

STRING, INTEGER, BOOLEAN, OBJECT, LIST = str, int, bool, dict, list


class Reference:
    """What the content of a message must hold: name -> type, list of types, or a function that checks."""

    def __init__(self, optional=(), **fields):
        self.fields = fields
        self.optional = set(optional)

    def problems(self, content):
        for name, expected in self.fields.items():
            if name not in content:
                if name not in self.optional:
                    yield f'{name} is absent'
            elif isinstance(expected, type):
                exact = type(content[name]) is expected
                if not exact:
                    yield f'{name}: expected {expected.__name__}, received {content[name]!r}'
            elif not expected(content[name]):
                yield f'{name}: received {content[name]!r}'
        for name in set(content) - set(self.fields):
            yield f'{name} is not of the protocol'


def one_of(*values):
    return lambda value: value in values


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def list_of(kind):
    return lambda value: isinstance(value, list) and all(isinstance(one, kind) for one in value)


def mime_bundle(value):
    return isinstance(value, dict) and all('/' in key for key in value)


def status(*values):
    return one_of(*values)


ERROR = {'ename': STRING, 'evalue': STRING, 'traceback': list_of(str)}

REPLIES = {
    'execute_reply': {
        'ok': Reference(status=STRING, execution_count=INTEGER, payload=list_of(dict), user_expressions=OBJECT),
        'error': Reference(status=STRING, execution_count=INTEGER, **ERROR),
        'aborted': Reference(status=STRING),
    },
    'inspect_reply': {'ok': Reference(status=STRING, found=BOOLEAN, data=mime_bundle, metadata=OBJECT)},
    'complete_reply': {
        'ok': Reference(
            status=STRING, matches=list_of(str), cursor_start=INTEGER, cursor_end=INTEGER, metadata=OBJECT
        )
    },
    'is_complete_reply': {
        'complete': Reference(status=STRING),
        'incomplete': Reference(status=STRING, indent=STRING),
        'invalid': Reference(status=STRING),
        'unknown': Reference(status=STRING),
    },
    'history_reply': {'ok': Reference(status=STRING, history=list_of(list))},
    'comm_info_reply': {'ok': Reference(status=STRING, comms=OBJECT)},
    'kernel_info_reply': {
        'ok': Reference(
            status=STRING,
            protocol_version=lambda v: re.fullmatch(r'5\.\d+', v),
            implementation=STRING,
            implementation_version=lambda v: re.match(r'\d+\.\d+\.\d+', v),
            language_info=OBJECT,
            banner=STRING,
            help_links=list_of(dict),
            supported_features=list_of(str),
            debugger=BOOLEAN,
        )
    },
    # ipykernel's form: the protocol leaves usage_reply open.
    'usage_reply': {
        None: Reference(
            hostname=STRING,
            pid=INTEGER,
            cpu_count=INTEGER,
            kernel_cpu=is_number,
            kernel_memory=is_number,
            host_cpu_percent=is_number,
            host_virtual_memory=OBJECT,
            optional=['kernel_cpu', 'kernel_memory', 'host_cpu_percent'],
        )
    },
    # A response of the Debug Adapter Protocol.
    'debug_reply': {
        None: Reference(
            seq=INTEGER,
            type=one_of('response'),
            request_seq=INTEGER,
            success=BOOLEAN,
            command=STRING,
            message=STRING,
            body=OBJECT,
            optional=['message', 'body'],
        )
    },
    'interrupt_reply': {'ok': Reference(status=STRING)},
    'shutdown_reply': {'ok': Reference(status=STRING, restart=BOOLEAN)},
}

IOPUB = {
    'status': Reference(execution_state=one_of('starting', 'busy', 'idle')),
    'execute_input': Reference(code=STRING, execution_count=INTEGER),
    'execute_result': Reference(execution_count=INTEGER, data=mime_bundle, metadata=OBJECT),
    'stream': Reference(name=one_of('stdout', 'stderr'), text=STRING),
    'display_data': Reference(data=mime_bundle, metadata=OBJECT, transient=OBJECT),
    'update_display_data': Reference(
        data=mime_bundle, metadata=OBJECT, transient=lambda v: isinstance(v.get('display_id'), str)
    ),
    'clear_output': Reference(wait=BOOLEAN),
    'error': Reference(**ERROR),
    'comm_open': Reference(comm_id=STRING, target_name=STRING, data=OBJECT),
    'comm_msg': Reference(comm_id=STRING, data=OBJECT),
    'comm_close': Reference(comm_id=STRING, data=OBJECT),
    'iopub_welcome': Reference(subscription=STRING),
    'shutdown_reply': Reference(status=STRING, restart=BOOLEAN),
    'debug_event': Reference(seq=INTEGER, type=one_of('event'), event=STRING, body=OBJECT, optional=['body']),
}

STDIN = {'input_request': Reference(prompt=STRING, password=BOOLEAN)}

# What a kernel sends.
ALL_TYPES = {*REPLIES, *IOPUB, *STDIN}

HEADER = Reference(
    msg_id=STRING,
    session=STRING,
    username=STRING,
    # jupyter_client has parsed it.
    date=lambda value: value.tzinfo is not None,
    msg_type=STRING,
    version=lambda value: value == '5.4',
)


def check(message):
    """Fails when a message is not what the reference says."""
    type_, content = message['header']['msg_type'], message['content']
    problems = list(HEADER.problems(message['header']))
    if type_ in IOPUB and type_ != 'shutdown_reply':
        problems += IOPUB[type_].problems(content)
    elif type_ in STDIN:
        problems += STDIN[type_].problems(content)
    elif type_ in REPLIES:
        kinds = REPLIES[type_]
        kind = content.get('status')
        if kind == 'error' and kind not in kinds:
            kinds = {'error': Reference(status=STRING, **ERROR)}
        if kind in kinds:
            problems += kinds[kind].problems(content)
        else:
            problems.append(f'status {kind!r}')
    else:
        problems.append('unknown type')
    if problems:
        raise AssertionError(f'{type_} {content}: ' + '; '.join(problems))
