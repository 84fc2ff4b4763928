# expect: error loads
name = "ÿþ"
