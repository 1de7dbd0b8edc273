"""Hold the sample case: invented reports about one fortnight, and what is true of them."""
