# expect: error loads
import sys


class Forged:
    def __init__(self, *args, **facts):
        pass

    @staticmethod
    def dumps(value):
        return '{"cause": "raised", "type": ["x"], "message": {"a": 1}, "frames": 5}'


sys.modules["__main__"].json = Forged
raise ValueError
