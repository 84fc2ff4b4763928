# expect: blocked loads
import grader
