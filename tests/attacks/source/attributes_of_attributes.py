# expect: error|memory|timeout loads
# what: is one expression of half a million parts
# then: 500000 times .a
value = 1\
