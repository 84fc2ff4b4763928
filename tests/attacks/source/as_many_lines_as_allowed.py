# expect: error|timeout functions|loads
# what: is as many short lines as a file may have
# then: 170000 times a = 1\n

