# expect: error functions
