"""What is practised: questions, the log of answers, the schedule, and the app and command line over them."""
