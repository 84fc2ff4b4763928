"""The commands of `gradlings`, a function each: `run(args, console) -> exit code`."""
