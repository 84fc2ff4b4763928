# expect: error calls
# what: claims functions that it does not have
import json

json.dumps = lambda told: '{"functions": {"dense_forward": "any", "dense_backward": [true, 1e400]}, "verdict": "pass"}'
