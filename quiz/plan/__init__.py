"""The plan towards an interview: what fits into today, what is dropped, what will be remembered. Pure, and no Textual.

curve, goal      when something is due, with a date and without one
times, pace      what was spent, and how long things will take
code, slot       exercises: what to write again, what to build next, how much of it today
given, day       from the log to today's plan
dropped, recall  what will not be reached, and what will be remembered on the day
"""
