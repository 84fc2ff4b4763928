"""Speed and memory. Prints ratios taken in one run, since machines are noisy; nothing here passes or fails."""
