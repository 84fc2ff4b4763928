# expect: error loads
import sys


class Forged:
    @staticmethod
    def dumps(value):
        return '{"cause": "raised", "type": "x", "frames": [{"line": "\\u001b[2J", "code": 7}]}'


sys.modules["__main__"].json = Forged
raise ValueError
