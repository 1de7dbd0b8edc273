"""Reports in, pages out: words with the names, times, places and quantities in them."""
