# expect: error loads
# what: is five million opening brackets
# then: 5000000 times (

