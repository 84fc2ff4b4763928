# expect: error loads
import os

os._exit(0)
