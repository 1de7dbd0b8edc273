"""`python -m tarjih`."""

from tarjih.publishing.cli import main

if __name__ == "__main__":
    main()
