# expect: error|memory|timeout loads
# what: is one expression nested two hundred thousand deep
# then: 200000 times -
value = \
