"""Papermill's parameters in TypeScript.

Papermill has no entry point for translators, but it loads every engine when it is imported: this module registers the
translator on that occasion. The cell that it writes is the one that `cellgrad run --param` writes.

See https://papermill.readthedocs.io/en/latest/extending-entry-points.html
"""

import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

# A number of JavaScript holds whole numbers exactly up to here.
LARGEST = 2**53 - 1

NAME = re.compile(r'[^\W\d]\w*|[$_][\w$]*|[^\W\d][\w$]*')

# Words that no variable of a module can be called.
RESERVED = frozenset(
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends '
    'false finally for function if implements import in instanceof interface let new null package private protected '
    'public return static super switch this throw true try typeof var void while with yield'.split()
)

DECLARATION = re.compile(
    r'^(?:export\s+)?(?:const|let|var)\s+(?P<name>[\w$]+)\s*(?::\s*(?P<type>[^=;]+?))?\s*=(?!=|>)\s*(?P<rest>.+)$'
)


class TypeScriptTranslator(Translator):
    """Writes values as TypeScript, and reads the declarations of a cell with the tag `parameters`."""

    @classmethod
    def translate_none(cls, val):
        return 'null'

    @classmethod
    def translate_str(cls, val):
        return json.dumps(val, ensure_ascii=False)

    @classmethod
    def translate_escaped_str(cls, str_val):
        # Papermill's way out for everything else, dates for example.
        return cls.translate_str(str(str_val))

    @classmethod
    def translate_int(cls, val):
        if abs(val) > LARGEST:
            raise PapermillException(
                f'parameters: expected whole numbers between -{LARGEST} and {LARGEST}; received {val}. '
                'Fix: pass it as text and use BigInt(...) in the notebook.'
            )
        return str(int(val))

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return 'NaN'
        if math.isinf(val):
            return 'Infinity' if val > 0 else '-Infinity'
        return repr(float(val))

    @classmethod
    def translate_dict(cls, val):
        return '{' + ','.join(f'{cls.translate_key(key)}:{cls.translate(one)}' for key, one in val.items()) + '}'

    @classmethod
    def translate_key(cls, key):
        text = cls.translate_str(key if isinstance(key, str) else str(key))
        # Without brackets this key would set the object's prototype.
        return f'[{text}]' if key == '__proto__' else text

    @classmethod
    def translate_list(cls, val):
        return '[' + ','.join(cls.translate(one) for one in val) + ']'

    @classmethod
    def comment(cls, cmt_str):
        return '\n'.join(f'// {line}'.rstrip() for line in str(cmt_str).splitlines())

    @classmethod
    def assign(cls, name, str_val):
        if not NAME.fullmatch(name) or name in RESERVED:
            raise PapermillException(f'parameters: expected the name of a variable; received {name!r}.')
        return f'let {name} = {str_val};'

    @classmethod
    def codify(cls, parameters, comment='Parameters'):
        lines = [cls.assign(name, cls.translate(val)) for name, val in parameters.items()]
        return '\n'.join([cls.comment(comment), *lines])

    @classmethod
    def inspect(cls, parameters_cell):
        """One declaration a line; what does not look like one is passed over, as Papermill wants it."""
        found = []
        for line in parameters_cell['source'].splitlines():
            match = DECLARATION.match(line.strip())
            if match is None:
                continue
            value, note = cls.split_comment(match['rest'])
            found.append(
                Parameter(
                    name=match['name'],
                    inferred_type_name=(match['type'] or 'None').strip(),
                    default=value.strip().rstrip(';').strip(),
                    help=note.strip(),
                )
            )
        return found

    @staticmethod
    def split_comment(text):
        """Cuts a line at `//`, unless that stands in a string."""
        quote = ''
        position = 0
        while position < len(text):
            sign = text[position]
            if sign == '\\':
                position += 1
            elif quote:
                quote = '' if sign == quote else quote
            elif sign in '"\'`':
                quote = sign
            elif text.startswith('//', position):
                return text[:position], text[position + 2 :]
            position += 1
        return text, ''


class CellgradEngine(NBClientEngine):
    """Papermill's own engine under a second name: an entry point has to be an engine."""


papermill_translators.register('cellgrad', TypeScriptTranslator)
papermill_translators.register('typescript', TypeScriptTranslator)
