# expect: timeout loads
while True:
    pass
