"""What `python -m bench.measures` is made of: worlds lived, and what is counted of them."""
