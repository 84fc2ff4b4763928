# expect: error loads
# what: is a million short lines, which take a gigabyte to compile
# then: 1000000 times a = 1\n

