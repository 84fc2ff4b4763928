"""An autograder for Gradescope: `bundle` makes its zip file, `run` is what runs there."""
