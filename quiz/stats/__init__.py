"""Statistics: what the log says about how it goes.

Counting is in `counted` (one pass over the answers), words are in `told`, the stable JSON in `as_json`. What a machine
marked and what the learner ticked are two things everywhere. Few data are told as counts, not as percentages.
"""
